"""Bad work is found twice, by the inspector and by the customer, and a bad opinion becomes somebody's business."""

from __future__ import annotations

from decimal import Decimal

from baoxiu.basics.tasks.models import Task
from baoxiu.flow.complaints.models import ComplaintEntry
from tests.journey import CHECKED, CONTENT, INSPECTED
from tests.story.teller import Story

FAILED = INSPECTED | {"safety": "fail"}


def test_failed_work_goes_back_until_inspector_and_customer_are_content(story: Story) -> None:
    """RQ-QC-01, RQ-QC-02, RQ-QC-04, RQ-ACC-02, RQ-REV-01, RQ-CMP-01 (T13, T20)."""
    _repaired(story)
    _failed_at_the_inspection(story)
    _refused_by_the_customer(story)
    _signed(story)
    _dissatisfied(story)


def _repaired(story: Story) -> None:
    """RQ-QC-01; without a part and without a charge there is nothing to agree."""
    story.is_carried_in()
    story.stands(
        "ready", "repaired", tasks="repair@technician", runs="repair",
        kept="assessment first_review reply",
        done="accept_job@technician assess@technician quote@technician review@agent",
        told="assessment_result job_new request_accepted request_received technician_assigned",
        happened="intake.submitted intake.accepted order.created warranty.judged dispatch.assigned"
        " dispatch.accepted warranty.judged repairs.assessed repairs.no_consent_needed",
    )  # fmt: skip
    story.does(story.technician, "/orders/{order}/start")
    story.does(story.technician, "/orders/{order}/self-check", {"answers": CHECKED})
    story.stands(
        "inspecting", "inspected", tasks="inspect@inspector", runs="news repair", done="repair@technician",
        told="work_reported", happened="repairs.started form.filled inspection.self_checked",
    )  # fmt: skip


def _failed_at_the_inspection(story: Story) -> None:
    """RQ-QC-02, RQ-QC-04: a failure needs its reason and goes back to the technician at once, with the reason."""
    assert story.is_refused("mo", "/orders/{order}/inspection", {"answers": FAILED}) == "invalid_input"
    given = {"answers": FAILED, "rework_reason": "绝缘电阻不合格"}
    story.does("mo", "/orders/{order}/inspection", given)
    story.stands(
        "in_repair", "repaired", tasks="repair@technician", runs="news repair", done="inspect@inspector",
        told="rework", happened="form.filled inspection.failed",
    )  # fmt: skip
    assert "绝缘电阻不合格" in Task.objects.open().get(kind="repair").note
    story.does(story.technician, "/orders/{order}/steps", {"text": "重新包扎接头"})
    _passed(story, first="repairs.step_noted", kept="news repair")


def _refused_by_the_customer(story: Story) -> None:
    """RQ-ACC-02: not content means work again in days of its own (T13); the next sheet is a new version."""
    story.sends("acceptance/", refuse="1", signer="Alice", objection="还有异响")
    story.stands(
        "in_repair", "repaired", tasks="repair@technician", runs="news repair",
        done="present_acceptance@technician", told="rework", happened="acceptance.refused",
    )  # fmt: skip
    assert "还有异响" in Task.objects.open().get(kind="repair").note
    _passed(story, kept="news repair")
    assert story.order.acceptance_sheets.count() == 2


def _passed(story: Story, *, first: str = "", kept: str = "") -> None:
    story.does(story.technician, "/orders/{order}/self-check", {"answers": CHECKED})
    story.does("mo", "/orders/{order}/inspection", {"answers": INSPECTED})
    story.stands(
        "awaiting_acceptance", "accepted", tasks="present_acceptance@technician", kept=kept,
        done="inspect@inspector repair@technician", told="repair_finished work_reported",
        happened=f"{first} form.filled inspection.self_checked form.filled inspection.passed"
        " acceptance.presented",
    )  # fmt: skip


def _signed(story: Story) -> None:
    """RQ-FEE-04: neither of the two more rounds costs the customer anything."""
    story.signs()
    assert story.payers() == {"空调一般维修": ("company", Decimal("120.00"))}
    story.stands(
        "closed", "arrived", tasks="followup@followup_clerk", runs="followup",
        done="present_acceptance@technician settle@technician", told="case_closed settlement_sheet",
        happened="acceptance.signed settlement.prepared settlement.settled order.closed intake.closed"
        " followups.planned",
    )  # fmt: skip


def _dissatisfied(story: Story) -> None:
    """RQ-CMP-01: dissatisfaction is never only a mark; the service manager owns an entry, once."""
    story.later(days=5)
    (call,) = story.reads("ava", "/followups")["items"]
    answers = CONTENT | {"solved": "no", "quality": "2", "opinion": "还是有响声"}
    told = story.does("ava", f"/followups/{call['id']}/answer", {"answers": answers})
    assert told["satisfied"] is False
    story.stands(
        "closed", "arrived",
        tasks="complaint@service_manager followup@followup_clerk question@service_manager",
        runs="question second_followup", kept="followup",
        done="followup@followup_clerk", told="customer_dissatisfied",
        happened="form.filled followups.answered followups.dissatisfied followups.question_raised"
        " followups.second_planned complaints.noted",
    )  # fmt: skip
    entry = ComplaintEntry.objects.get()
    assert (entry.order_id, entry.source) == (story.order.pk, "followup")
    assert "还是有响声" in entry.text
