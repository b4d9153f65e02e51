"""A price list comes back from Excel: what would change, then all of it or nothing (RQ-FEE-01)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from baoxiu.basics.prices.actions import add_line, draft_list
from baoxiu.basics.prices.comparison import COMPARED
from baoxiu.basics.prices.inputs import LineInput
from baoxiu.basics.prices.models import PriceList
from baoxiu.core.events.models import Event
from baoxiu.core.money import parse_yuan
from baoxiu.web.desk.setup.tables import InvalidTable, by_heading, read_table
from baoxiu.web.desk.tests.conftest import Desk
from tests.cast import Cast

HEAD = ("代码", "项目", "类别", "价格")


def xlsx(*rows: Sequence[Any]) -> bytes:
    """A workbook."""
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def packed(size: int) -> bytes:
    """A zip that is small until it is unpacked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", bytes(size))
    return out.getvalue()


def table(data: bytes) -> list[tuple[int, list[str]]]:
    """The rows of a file."""
    return read_table(io.BytesIO(data), len(data))


def show(desk: Desk, data: bytes, base: PriceList | None = None) -> HttpResponse:
    """Choose a file and look."""
    file = SimpleUploadedFile("价格.xlsx", data)
    return desk.post("price_import", file=file, base=base.pk if base else "")


def take(desk: Desk, page: HttpResponse, **more: Any) -> HttpResponse:
    """Press the button of the preview."""
    sent = re.search(r'name="take-sent" value="([^"]+)"', page.content.decode())
    given = {"title": "新版", "first_day": date(2026, 4, 1).isoformat(), "others": "keep"} | more
    data = {f"take-{name}": value for name, value in given.items()}
    return desk.post("price_import_take", **data, **{"take-sent": sent[1] if sent else ""})


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_what_was_exported_comes_back_the_same(desk: Desk, cast: Cast, language: str) -> None:
    """RQ-FEE-01: a round trip in both languages changes nothing; one price changed in Excel is one change."""
    desk.sign_in("mo")
    desk.client.cookies["django_language"] = language
    answer = desk.get("price_sheet", cast.price_list.pk)
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    out = io.BytesIO()
    book.save(out)
    page = show(desk, out.getvalue(), cast.price_list)
    assert page.context["found"].wrong == []
    assert len(page.context["found"].same) == cast.price_list.lines.count()
    assert not page.context["can_take"]
    sheet = book.worksheets[0]
    column = [cell.value for cell in sheet[1]].index("价格" if language == "zh-hans" else "Price") + 1
    sheet.cell(2, column).value = 99.5
    sheet.delete_rows(3)
    book.save(out := io.BytesIO())
    page = show(desk, out.getvalue(), cast.price_list)
    (change,), (left,) = page.context["found"].changed, page.context["found"].missing
    assert (change.fields, change.line.price) == (["price"], Decimal("99.50"))
    made = PriceList.objects.get(pk=int(take(desk, page).url.split("/")[-2]))
    assert (made.published_at, made.valid_from.date(), made.lines.count()) == (None, date(2026, 3, 31), 7)
    for line in made.lines.exclude(code=change.line.code):
        old = cast.price_list.lines.get(code=line.code)
        assert [getattr(line, name) for name in COMPARED] == [getattr(old, name) for name in COMPARED]
    assert made.lines.filter(code=left.code).exists()
    assert Event.objects.get(kind="prices.taken_over").data["changed"] == 1


def test_wrong_rows_are_named_and_nothing_is_half(desk: Desk) -> None:
    """C14: each row with its line and its reason; nothing is taken over, also not by a forged form."""
    desk.sign_in("mo")
    rows = [
        ("OK-1", "清洗", "工时费", 80), ("OK-1", "清洗", "工时费", 80), ("a b", "清洗", "工时费", 80),
        ("X-1", "清洗", "礼品", 80), ("X-2", "", "工时费", 80), ("X-3", "清洗", "labour", "一百"),
        ("X-4", "清洗", "Labour", -1), (), ("X-5", "清洗", "labour", "1e2"),
    ]  # fmt: skip
    page = show(desk, xlsx(HEAD, *rows))
    found = page.context["found"]
    assert [one.number for one in found.wrong] == [3, 4, 5, 6, 7, 8, 10]
    assert "第2行" in found.wrong[0].reason
    assert len(found.new) == 1
    text = page.content.decode()
    assert "尚未导入" in text
    assert "take-sent" not in text
    assert "/desk/prices/import/" in take(desk, page).url
    assert PriceList.objects.count() == 1


def test_only_what_the_file_names_when_the_firm_says_so(desk: Desk, cast: Cast) -> None:
    desk.sign_in("mo")
    csv = "Code\tWork or part\tKind\tPrice\tProduct family\tMain part\nN-1\t清洗\tlabour\t80\t空调\tyes\n"
    page = show(desk, csv.encode("gb18030"), cast.price_list)
    made = PriceList.objects.get(pk=int(take(desk, page, others="drop").url.split("/")[-2]))
    (line,) = made.lines.all()
    assert (line.family, line.is_main_part, line.difficulty, line.unit) == (cast.family, True, 1, "次")
    again = take(desk, page, others="drop")
    assert again.status_code == 422
    assert "同名" in again.content.decode()


def test_a_fault_is_found_by_its_product(desk: Desk, cast: Cast) -> None:
    """The same words mean other faults of other products; where nobody can tell, the row is wrong."""
    desk.sign_in("mo")
    draft = draft_list("草稿", valid_from=cast.at, by=cast.actor("mo"), at=cast.at)
    fault = cast.family.faults.order_by("pk")[0]
    line = LineInput("F-1", "labour", "x", parse_yuan("1"), family=cast.family, fault=fault)
    add_line(draft, line, by=cast.actor("mo"), at=cast.at)
    rows = [
        ("F-1", "x", "labour", 1, "空调", fault.name),
        ("F-2", "x", "labour", 1, "火箭", ""),
        ("F-3", "x", "labour", 1, "", "没有"),
    ]
    found = show(desk, xlsx((*HEAD, "产品类别", "故障类型"), *rows), draft).context["found"]
    assert [one.code for one in found.same] == ["F-1"]
    assert [one.code for one in found.wrong] == ["F-2", "F-3"]


def test_only_who_sets_prices(desk: Desk) -> None:
    desk.sign_in("wang")
    assert desk.get("price_import").status_code == 403
    assert take(desk, show(desk, xlsx(HEAD))).status_code == 403


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (lambda: b"", "空"),
        (lambda: b"\x00\x01\x02", "Excel"),
        (lambda: b"PK\x03\x04 broken", "Excel"),
        (lambda: packed(61 * 1024 * 1024), "太大"),
        (lambda: packed(10), "Excel"),
        (lambda: b"x" * (5 * 1024 * 1024 + 1), "太大"),
        (lambda: "编码,项目\n".encode() + b"A,b\n" * 5_001, "太多"),
        (lambda: xlsx(("编码", "编码", "类别", "价格")), "编码"),
        (lambda: xlsx(("编码", "类别", "价格")), "项目"),
        (lambda: xlsx(HEAD, ("A", '=HYPERLINK("http://x")', "labour", 1)), "公式"),
    ],
)
def test_what_is_no_table_is_refused(data: Callable[[], bytes], words: str) -> None:
    """C14: empty, broken, too much, unpacked too much, doubled and missing headings, formulas."""
    headings = {"code": ["编码"], "name": ["项目"], "kind": ["类别"], "price": ["价格"]}
    with pytest.raises(InvalidTable) as caught:
        by_heading(table(data()), headings, headings)
    assert words in str(caught.value)


def test_cells_become_text() -> None:
    """C08, C14: dates, numbers, truth and blanks, merged cells and gaps; leading zeros of a text stay."""
    book = Workbook()
    sheet = book.active
    sheet.append(["007", 7, 7.0, 7.25, True, date(2026, 3, 1), None, " x "])
    sheet["A9"] = "last"
    sheet.merge_cells("A9:C9")
    book.save(out := io.BytesIO())
    (_one, first), (number, last) = table(out.getvalue())
    assert first[:8] == ["007", "7", "7", "7.25", "yes", "2026-03-01", "", "x"]
    assert (number, last[:2]) == (9, ["last", ""])
    assert table("\ufeffa;b\r\n1;2\r\n".encode()) == [(1, ["a", "b"]), (2, ["1", "2"])]


def test_what_else_is_in_a_workbook_is_not_opened() -> None:
    """C14: macros, links to other files and a hidden sheet are left alone; the calendar of a Mac gives the same day."""
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["A", date(2026, 3, 1)])
    book.create_sheet("hidden").append(["=1+1"])
    book.save(out := io.BytesIO())
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
        packed.writestr(
            "xl/externalLinks/externalLink1.xml", "<externalLink>http://169.254.169.254/</externalLink>"
        )
    ((line, cells),) = table(out.getvalue())
    assert (line, cells[:2], set(cells[2:])) == (1, ["A", "2026-03-01"], {""})


def test_a_row_far_below_is_not_left_out_in_silence() -> None:
    """C14: the last of a million lines; a form of empty lines is not too many."""
    book = Workbook()
    book.active["A1"] = "x"
    book.active["A6000"] = "y"
    book.save(out := io.BytesIO())
    assert [row[0] for _line, row in table(out.getvalue())] == ["x", "y"]
    book.active["A1048576"] = "z"
    book.save(out := io.BytesIO())
    with pytest.raises(InvalidTable, match="太多"):
        table(out.getvalue())
