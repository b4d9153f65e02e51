"""The outbox: every event leads to its next steps exactly once, whoever dies when (standards.md 4.5)."""

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from baoxiu.core.actors import SYSTEM
from baoxiu.core.approvals.models import Approval
from baoxiu.core.events.actions import record
from baoxiu.core.events.models import Event, OutboxEntry
from baoxiu.core.events.outbox import GIVE_UP_AFTER, drain
from baoxiu.core.events.queries import stuck
from baoxiu.core.gathering import take_written
from baoxiu.core.numbers.actions import take
from baoxiu.core.numbers.models import Series

AT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


def tell(count: int, *, case: int = 0, kind: str = "intake.submitted") -> list[Event]:
    """Events of as many cases, or of one case."""
    with transaction.atomic():
        cases = [case or number for number in range(1, count + 1)]
        return [record(kind, Approval(pk=pk, case=f"case:{pk}"), by=SYSTEM, at=AT) for pk in cases]


def count_in_database(event: Event) -> None:
    """A next step whose effect can be counted: it is there if and only if its transaction was committed."""
    take(f"N{event.pk}", at=AT)


def effects() -> list[int]:
    """How often each event had its effect."""
    return list(Series.objects.values_list("last", flat=True))


def side_by_side(count: int, work: Callable[[], object]) -> None:
    """Run the work in several threads at once, each with its own connection."""
    barrier = Barrier(count)

    def run() -> None:
        barrier.wait()
        try:
            work()
        finally:
            connection.close()

    threads = [Thread(target=run) for _number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def retry_now() -> None:
    OutboxEntry.objects.filter(handled_at=None).update(next_try_at=None)


@pytest.mark.django_db(transaction=True)
def test_several_drainers_handle_every_event_exactly_once() -> None:
    """No event is handled twice or never."""
    tell(120)
    side_by_side(4, lambda: drain(count_in_database))
    drain(count_in_database)
    assert effects() == [1] * 120
    assert not OutboxEntry.objects.filter(handled_at=None).exists()


@pytest.mark.django_db(transaction=True)
def test_a_drainer_that_dies_in_the_middle_leaves_nothing_half_done() -> None:
    """The effect and the mark "handled" are one transaction."""
    tell(10)

    calls: list[int] = []

    def die_at_the_third(event: Event) -> None:
        count_in_database(event)
        calls.append(event.pk)
        if len(calls) == 3:
            raise SystemExit

    with pytest.raises(SystemExit):
        drain(die_at_the_third)
    drain(count_in_database)
    assert effects() == [1] * 10


@pytest.mark.django_db(transaction=True)
def test_an_event_of_a_rolled_back_transaction_never_appears() -> None:
    """What did not happen has no next steps."""
    with transaction.atomic():
        record("intake.submitted", Approval(pk=1, case="case:1"), by=SYSTEM, at=AT)
        transaction.set_rollback(True)
    assert drain(count_in_database) == 0
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_a_step_that_fails_is_tried_again_later() -> None:
    """Nothing of the failed try stays; the reason is kept."""
    tell(1)
    tries: list[int] = []

    def fail_once(event: Event) -> None:
        tries.append(event.pk)
        count_in_database(event)
        if len(tries) == 1:
            raise ValueError("the printer is on fire")

    assert drain(fail_once) == 0
    entry = OutboxEntry.objects.get()
    assert (entry.attempts, "on fire" in entry.last_error) == (1, True)
    assert entry.next_try_at is not None
    assert effects() == []
    assert drain(fail_once) == 0, "not before its time"
    retry_now()
    assert drain(fail_once) == 1
    assert effects() == [1]


@pytest.mark.django_db
def test_a_poison_event_does_not_hold_up_the_others() -> None:
    """I02: others go on, also in the same case; in the end somebody has to look at it."""
    bad, *_good = tell(5, case=3)

    def choke(event: Event) -> None:
        if event.pk == bad.pk:
            raise ValueError("poison")
        count_in_database(event)

    for _try in range(GIVE_UP_AFTER + 2):
        drain(choke)
        retry_now()
    assert effects() == [1] * 4
    entry = OutboxEntry.objects.get(handled_at=None)
    assert (entry.event_id, entry.attempts) == (bad.pk, GIVE_UP_AFTER)
    assert list(stuck(AT)) == [entry]


@pytest.mark.django_db
def test_the_events_of_a_case_are_handled_in_their_order() -> None:
    """One drainer per shard."""
    told = [event.pk for event in tell(60, case=4)]
    heard: list[int] = []
    assert drain(lambda event: heard.append(event.pk)) == 60
    assert heard == told


@pytest.mark.django_db
def test_what_a_step_records_is_handled_as_well() -> None:
    """A next step that leads to a next step."""
    tell(1)

    def lead_on(event: Event) -> None:
        if event.kind == "intake.submitted":
            tell(1, kind="intake.accepted")
        count_in_database(event)

    drain(lead_on)
    drain(lead_on)
    assert effects() == [1, 1]


def in_one_shard(count: int) -> list[str]:
    """So many cases that share a shard."""
    told = tell(count * 20)
    shard = OutboxEntry.objects.order_by("pk")[0].shard
    OutboxEntry.objects.exclude(shard=shard).update(handled_at=AT)
    chosen = [event.chain for event in told if event.outbox.shard == shard][:count]
    OutboxEntry.objects.exclude(event__chain__in=chosen).update(handled_at=AT)
    return chosen


@pytest.mark.django_db
def test_several_cases_are_handled_in_one_transaction() -> None:
    """What they all need is looked up at once, wave after wave."""
    in_one_shard(4)
    waves: list[int] = []
    with CaptureQueriesContext(connection) as asked:
        assert drain(lambda _event: None, together=lambda events: waves.append(len(events))) == 4
    assert waves == [4]
    assert len([query for query in asked if query["sql"].startswith("UPDATE")]) == 1


@pytest.mark.django_db
def test_a_case_that_fails_takes_no_other_with_it() -> None:
    """Each is handled for itself then; what failed is tried later."""
    chains = in_one_shard(4)

    def choke(event: Event) -> None:
        count_in_database(event)
        if event.chain == chains[2]:
            raise ValueError("poison")

    assert drain(choke) == 3
    assert effects() == [1] * 3
    assert OutboxEntry.objects.get(handled_at=None).event.chain == chains[2]


@pytest.mark.django_db
def test_where_it_fails_together_each_is_handled_for_itself() -> None:
    """It only saves questions."""
    tell(3)

    def stumble(_events: object) -> None:
        raise ValueError("not there")

    assert drain(count_in_database, together=stumble) == 3
    assert effects() == [1] * 3


@pytest.mark.django_db
def test_what_others_record_meanwhile_keeps_its_place() -> None:
    """The events of a case are handled in the order of its chain, also where a step has recorded the last one."""
    tell(1)
    heard: list[int | None] = []

    def lead_on(event: Event) -> None:
        heard.append(event.seq)
        if len(heard) == 1:
            tell(1, kind="intake.asked")
            take_written(Event)  # as if another transaction had recorded it
            tell(1, kind="intake.accepted")

    assert drain(lead_on) == 3
    assert heard == [1, 2, 3]
