"""A long list is written by the worker and waits for the person who asked (RQ-SEC-04)."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from openpyxl import load_workbook

from baoxiu.basics.accounts.actions import deactivate
from baoxiu.basics.exports.actions import TooManyWaiting, ask, expire
from baoxiu.basics.exports.actions.write import MOST_TRIES
from baoxiu.basics.exports.files import part_of, path_of
from baoxiu.basics.exports.models import Export
from baoxiu.basics.exports.policies import AT_ONCE, KEPT
from baoxiu.basics.exports.writing import write_waiting
from baoxiu.basics.tasks.models import Task
from baoxiu.core import clock
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.models import Event
from baoxiu.core.policy.actions import choose
from baoxiu.core.refusals import NotAllowed
from baoxiu.flow.work_orders.tests.make import created
from baoxiu.web.desk.exports.writer import write_export
from baoxiu.web.desk.tests.conftest import Desk

type Ask = Callable[..., HttpResponse]


@pytest.fixture
def mo(desk: Desk, settings: Any, tmp_path: Path) -> Desk:
    """Mo sits at a desk where no list is short."""
    settings.DATA_DIR = tmp_path
    for key, value in ((AT_ONCE, 0), (KEPT, 24)):
        choose(key, value=value, valid_from=desk.cast.at, by=SYSTEM, at=desk.cast.at)
    created(desk.cast)
    return desk.sign_in("mo")


def press(desk: Desk, query: str = "") -> HttpResponse:
    """Export to Excel."""
    return desk.client.post(f"/desk/orders.xlsx{query}")


def work() -> int:
    """The worker."""
    return write_waiting(write_export, clock.now)


def test_a_long_list_is_asked_for_written_told_and_fetched(mo: Desk) -> None:
    """RQ-SEC-04: on record when asked, written and fetched; the task leads to the file and goes when it is fetched."""
    assert press(mo, "?q=Alice").url == "/desk/exports/"
    page = mo.get("exports")
    assert "生成中" in page.content.decode()
    assert 'hx-trigger="every 2s"' in page.content.decode()
    assert work() == 1
    export = Export.objects.get()
    assert (export.state, export.rows, export.tries) == ("ready", 1, 1)
    assert (
        "hx-trigger" not in mo.client.get("/desk/exports/", headers={"HX-Request": "true"}).content.decode()
    )
    task = Task.objects.get(kind="export")
    assert task.assignee == mo.cast.user("mo")
    assert f"/desk/exports/{export.pk}/" in mo.get("home").content.decode()
    answer = mo.get("export", export.pk)
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    titles, row = book.worksheets[0].iter_rows(values_only=True)
    assert (titles[0], row[2]) == ("工单", "Alice")
    assert dict(book.worksheets[1].iter_rows(values_only=True))["筛选条件"] == "Alice"
    assert "no-store" in answer["Cache-Control"]
    task.refresh_from_db()
    assert task.done_at is not None
    kinds = ("accounts.list_exported", "exports.written", "exports.taken")
    assert [Event.objects.get(kind=kind).data["rows"] for kind in kinds] == [1, 1, 1]


def test_two_clicks_make_one(mo: Desk) -> None:
    """F03: the same list asked for twice is written once; other filters are another list."""
    press(mo)
    press(mo)
    press(mo, "?q=Alice")
    assert Export.objects.count() == 2
    assert Event.objects.filter(kind="accounts.list_exported").count() == 2
    assert (work(), work()) == (2, 0)


def test_only_so_many_at_once(mo: Desk) -> None:
    for number in range(5):
        press(mo, f"?q=Alice&page={number}")
    with pytest.raises(TooManyWaiting):
        ask("orders", query="q=6", rows=1, language="en", by=mo.cast.actor("mo"), at=mo.cast.at)
    with pytest.raises(NotAllowed):
        ask("orders", query="", rows=1, language="en", by=mo.cast.actor("ava"), at=mo.cast.at)


def test_it_is_for_the_one_who_asked(mo: Desk) -> None:
    """B01, B06: nobody else finds it, whatever his rights."""
    press(mo)
    work()
    export = Export.objects.get()
    mo.sign_in("wang")
    assert mo.get("export", export.pk).status_code == 404
    assert "导出时间" not in mo.get("exports").content.decode()


def test_an_address_alone_starts_nothing(mo: Desk) -> None:
    answer = mo.get("orders_sheet")
    assert answer.status_code == 422
    assert "后台" in answer.content.decode()
    assert not Export.objects.exists()


def test_it_expires(mo: Desk) -> None:
    press(mo)
    work()
    export = Export.objects.get()
    mo.time.tick(hours=24)
    assert mo.get("export", export.pk).status_code == 409
    assert expire(by=SYSTEM, at=clock.now()) == 1
    assert not path_of(export.pk).exists()
    assert not Task.objects.open().filter(kind="export").exists()
    assert "还没有导出" in mo.get("exports").content.decode()


def test_who_lost_the_right_meanwhile_gets_nothing(mo: Desk) -> None:
    """A13: what was asked for before the account was closed is not written afterwards."""
    press(mo)
    deactivate(mo.cast.user("mo"), by=SYSTEM, at=mo.cast.at)
    assert work() == 1
    assert Export.objects.get().state == "failed"
    assert not path_of(Export.objects.get().pk).exists()


def test_what_goes_wrong_is_tried_again_and_then_given_up(mo: Desk) -> None:
    """F03: a half-written file is never handed out."""

    def breaks(_export: Export, path: Path) -> int:
        path.write_bytes(b"half")
        raise OSError("disk full")

    press(mo)
    assert write_waiting(breaks, clock.now) == MOST_TRIES
    export = Export.objects.get()
    assert export.state == "failed"
    assert mo.get("export", export.pk).status_code == 409
    assert "生成失败" in mo.get("exports").content.decode()


def test_one_begun_again_and_again_by_workers_that_died_is_given_up(mo: Desk) -> None:
    press(mo)
    Export.objects.update(tries=MOST_TRIES)
    assert work() == 0
    assert Export.objects.get().state == "failed"


def test_the_rest_of_a_killed_worker_is_overwritten(mo: Desk) -> None:
    press(mo)
    Export.objects.update(tries=1)
    part_of(Export.objects.get().pk).write_bytes(b"PK rest" * 99_999)
    assert work() == 1
    assert load_workbook(path_of(Export.objects.get().pk)).worksheets[0].max_row == 2
