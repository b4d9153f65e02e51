"""Numbers have neither gap nor double (issue of 16 writers; standards.md 4.5)."""

from datetime import UTC, datetime
from random import Random
from threading import Thread

import pytest
from django.db import connection, transaction

from baoxiu.core.numbers.actions import take
from baoxiu.core.numbers.models import Series

AT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


class ChangedMind(Exception):
    """A transaction that is given up."""


def write(seed: int, kept: list[str]) -> None:
    """Take numbers, and give some back by rolling back."""
    random = Random(seed)
    try:
        for _round in range(12):
            try:
                with transaction.atomic():
                    number = take("BX", at=AT)
                    if random.random() < 0.4:
                        raise ChangedMind
                kept.append(number)
            except ChangedMind:
                pass
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_sixteen_writers_make_neither_gap_nor_double() -> None:
    """Random rollbacks included."""
    kept: list[str] = []
    threads = [Thread(target=write, args=(seed, kept)) for seed in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(kept) == [f"BX261102-{number:05d}" for number in range(1, len(kept) + 1)]
    assert Series.objects.get().last == len(kept)


@pytest.mark.django_db
def test_a_series_begins_anew_each_chinese_day() -> None:
    """17:00 UTC is the next day in Shanghai; series do not mix."""
    late = datetime(2026, 11, 2, 17, 0, tzinfo=UTC)
    taken = [take("BX", at=AT), take("BX", at=AT), take("BX", at=late), take("GD", at=AT)]
    assert taken == ["BX261102-00001", "BX261102-00002", "BX261103-00001", "GD261102-00001"]
