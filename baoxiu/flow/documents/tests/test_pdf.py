"""Each document of each stage: it exists when its fact does, it is a PDF, and it says what the rows say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from baoxiu.flow.documents.kinds import BY_CODE, BY_MARK, KINDS
from baoxiu.flow.documents.printing import facts_of, file_name, pdf, png
from baoxiu.flow.documents.queries import issue_of, issues
from baoxiu.flow.documents.setting import printable
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.work_orders.models import WorkOrder
from tests.journey import Journey

pytestmark = pytest.mark.django_db
HOSTILE = '#panic("x") $x^2$ _a_ *b* @ref \\ \\u{41} <lab> `code` // [c] {d} ~ = - + / 😀 &amp; "q" \x00\x07'


def codes(order: WorkOrder) -> list[str]:
    """What exists."""
    return [issue.kind.code for issue in issues(order)]


def said(order: WorkOrder, code: str, way: Journey, language: str = "zh-hans") -> str:
    """Everything a document prints, as one text."""
    issue = issue_of(order, code)
    assert issue is not None
    return json.dumps(facts_of(issue, language=language, at=way.now)["blocks"], ensure_ascii=False)


def test_every_document_is_one_page_of_pdf(finished: WorkOrder, visit_journey: Journey) -> None:
    """Appendix b: all nine exist for an order that has everything, in either language."""
    assert codes(finished) == [kind.code for kind in KINDS]
    for issue in issues(finished):
        for language in ("zh-hans", "en"):
            made = pdf(issue, language=language, at=visit_journey.now)
            assert made.startswith(b"%PDF-"), issue.kind.code
            assert len(png(issue, language=language, at=visit_journey.now)) == 1, issue.kind.code


def test_each_appears_with_its_stage(visit_journey: Journey) -> None:
    """RQ-WO-03, RQ-WO-04, RQ-ASM-03, RQ-QUO-01: nothing before its fact."""
    way = visit_journey
    way.accepted()
    assert codes(way.order) == ["request_slip", "dispatch_sheet"]
    way.arrived()
    assert codes(way.order)[-1] == "tracking_report"
    way.assessed()
    assert codes(way.order)[-1] == "assessment_notice"
    way.quoted()
    assert codes(way.order)[-1] == "quote"
    assert issue_of(way.order, "settlement_sheet") is None
    assert issue_of(way.order, "../sheet") is None


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        ("request_slip", ("Alice", "138 0013 8000", "花园路88号院", "不制冷", "2026年3月2日")),
        ("dispatch_sheet", ("Bo", "不制冷", "12:00—14:00", "郑州金水服务中心")),
        ("tracking_report", ("Bo", "上门前检查", "合格", "付费维修")),
        ("assessment_notice", ("启动电容失效", "外壳曾被拆开", "可以维修。", "保修期外")),
        ("quote", ("更换启动电容", "¥120.00", "¥45.00", "¥165.00", "同意")),
        ("repair_record", ("断电，拆外壳", "OLD-1", "NEW-2", "终检", "Iris")),
        ("acceptance_sheet", ("验收合格", "Alice (客户本人)", "很好", "¥165.00", "<svg ")),
        ("settlement_sheet", ("¥165.00", "现金", "¥0.00", "JS260302-00001")),
        ("warranty_card", ("KF35", "2026年6月20日", "2028年6月20日", "NEW-2", "<svg ")),
    ],
)
def test_it_says_what_the_rows_say(
    finished: WorkOrder, visit_journey: Journey, code: str, facts: tuple[str, ...]
) -> None:
    text = said(finished, code, visit_journey)
    assert [fact for fact in facts if fact not in text] == []


def test_english_for_who_reads_english(finished: WorkOrder, visit_journey: Journey) -> None:
    text = said(finished, "settlement_sheet", visit_journey, "en")
    assert "To be paid by the customer" in text
    assert "客户应付" not in text
    issue = issue_of(finished, "settlement_sheet")
    assert issue is not None
    assert file_name(issue, language="en") == "WX260302-00001-Settlement sheet.pdf"
    assert file_name(issue, language="zh-hans") == "WX260302-00001-结算单.pdf"


def test_the_same_version_gives_the_same_bytes(finished: WorkOrder, visit_journey: Journey) -> None:
    issue = issue_of(finished, "acceptance_sheet")
    assert issue is not None
    once, again = (pdf(issue, language="zh-hans", at=visit_journey.now) for _ in range(2))
    assert once == again


def test_no_text_is_read_as_markup(finished: WorkOrder, visit_journey: Journey) -> None:
    """What people type is printed as they typed it: nothing breaks, nothing is run, long texts take more pages."""
    endless = "W" * 2_000
    RepairRequest.objects.filter(pk=finished.request_id).update(
        contact_name=HOSTILE.replace("\x00", "")[:80],
        fault_text=HOSTILE.replace("\x00", "") + endless + "故障" * 1_000,
    )
    order = WorkOrder.objects.get(pk=finished.pk)
    for issue in issues(order):
        assert pdf(issue, language="zh-hans", at=visit_journey.now).startswith(b"%PDF-")
    slip = issue_of(order, "request_slip")
    assert slip is not None
    assert len(png(slip, language="zh-hans", at=visit_journey.now)) > 1
    assert '#panic(\\"x\\") $x^2$ _a_ *b* @ref' in said(order, "request_slip", visit_journey)


def test_what_cannot_be_printed_is_left_out() -> None:
    made: Any = printable({"a": ["x\x00\x07y\n", "A" * 50], "svg": '<svg d="' + "A" * 50})
    assert made["a"] == ["xy\n", "\u200b".join("A" * 50)]
    assert "\u200b" not in made["svg"]


def test_the_phone_is_masked_once_the_order_is_closed(finished: WorkOrder, visit_journey: Journey) -> None:
    """RQ-SEC-01."""
    WorkOrder.objects.filter(pk=finished.pk).update(stage="closed")
    text = said(WorkOrder.objects.get(pk=finished.pk), "request_slip", visit_journey)
    assert "138****8000" in text
    assert "138 0013 8000" not in text


def test_marks_and_codes_are_unique() -> None:
    assert len(BY_CODE) == len(BY_MARK) == len(KINDS)
