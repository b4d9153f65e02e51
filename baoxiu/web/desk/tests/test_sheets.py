"""Lists leave the house as Excel files: what the filters show, on record, and text that stays text (RQ-SEC-04)."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import pytest
from django.http import HttpResponse
from openpyxl import Workbook, load_workbook

from baoxiu.basics.accounts.actions import note_export
from baoxiu.basics.accounts.actions.note_export import MOST, TooManyRows
from baoxiu.core.events.models import Event
from baoxiu.core.refusals import NotAllowed
from baoxiu.flow.intake.tests.make import submitted
from baoxiu.flow.work_orders.tests.make import created
from baoxiu.web.desk.sheets import Column, write
from baoxiu.web.desk.tests.conftest import Desk
from tests.cast import AT, Cast

HOSTILE = '=HYPERLINK("http://x","点我")+1'


def _book(answer: HttpResponse) -> Workbook:
    assert answer.status_code == 200
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    return load_workbook(io.BytesIO(b"".join(answer.streaming_content)))


def _rows(book: Workbook) -> list[dict[str, Any]]:
    titles, *rows = book.worksheets[0].iter_rows(values_only=True)
    return [dict(zip(titles, row, strict=True)) for row in rows]


def test_the_orders_that_the_filters_show(desk: Desk, cast: Cast) -> None:
    order = created(cast)
    desk.sign_in("mo")
    (row,) = _rows(_book(desk.get("orders_sheet")))
    assert row["工单"] == order.number
    assert row["客户"] == "Alice"
    assert row["创建时间"].date() == cast.at.date()
    assert _rows(_book(desk.get("orders_sheet", q="13800138000"))) == [row]
    assert _rows(_book(desk.get("orders_sheet", family=cast.other_family.pk))) == []


def test_what_looks_like_a_formula_stays_text(desk: Desk, cast: Cast) -> None:
    """CWE-1236: a customer's words do not run on the desk's computer."""
    submitted(cast, fault_text=HOSTILE)
    desk.sign_in("mo")
    book = _book(desk.get("requests_sheet", tab="all"))
    (row,) = _rows(book)
    assert row["故障"] == '=HYPERLINK("http://x","点我")+1'
    assert {cell.data_type for line in book.worksheets[0].iter_rows() for cell in line} <= {"s", "d", "n"}


def test_what_a_cell_cannot_hold_is_left_out() -> None:
    """No word of a customer makes a file that Excel cannot open."""
    columns = [Column("x", 9, lambda row: row)]
    told = ["a\x00\x0b\ud800b", "长" * 40_000, None, True, Decimal("1.20"), AT]
    file = io.BytesIO()
    assert write(file, "列表" * 40, columns, told, []) == len(told)
    sheet = load_workbook(file).worksheets[0]
    values = [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert values == ["ab", "长" * 32_767, None, "True", 1.2, AT.replace(tzinfo=None)]


def test_who_took_what_is_on_record_and_in_the_file(desk: Desk, cast: Cast) -> None:
    created(cast)
    desk.sign_in("mo")
    book = _book(desk.get("orders_sheet", q="Alice"))
    about = dict(book.worksheets[1].iter_rows(values_only=True))
    assert (about["导出人"], about["行数"], about["筛选条件"]) == ("Mo", 1, "Alice")
    event = Event.objects.get(kind="accounts.list_exported")
    assert event.actor_id == str(cast.user("mo").pk)
    assert event.data == {"list": "orders", "rows": 1, "filters": "q=Alice"}


def test_an_outlet_takes_its_own_orders_only(desk: Desk, cast: Cast) -> None:
    """B01: the other outlet's orders are not in the file, and not in its count."""
    created(cast)
    desk.sign_in("wang")
    assert _rows(_book(desk.get("orders_sheet"))) == []
    assert Event.objects.get(kind="accounts.list_exported").data["rows"] == 0


@pytest.mark.parametrize("page", ["orders_sheet", "requests_sheet"])
def test_not_without_the_right(desk: Desk, page: str) -> None:
    desk.sign_in("ava")
    assert desk.get(page).status_code == 403
    assert not Event.objects.filter(kind="accounts.list_exported").exists()
    assert desk.get("orders_sheet").status_code == 403
    assert "导出Excel" not in desk.get("orders").content.decode()


def test_refusals_of_the_record(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        note_export("orders", rows=1, filters="", by=cast.actor("ava"), at=cast.at)
    with pytest.raises(TooManyRows):
        note_export("orders", rows=MOST + 1, filters="", by=cast.actor("mo"), at=cast.at)
    note_export("orders", rows=MOST, filters="x" * 900, by=cast.actor("mo"), at=cast.at)
    assert len(Event.objects.get(kind="accounts.list_exported").data["filters"]) == 500
