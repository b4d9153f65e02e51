"""A repair in warranty at the customer's home: reported at the portal, paid by the company, followed up by a call."""

from __future__ import annotations

from decimal import Decimal

from tests.journey import CHECKED, CONTENT, INSPECTED, LEAVING, READY, STARTING
from tests.story.teller import Story


def test_a_warranty_repair_from_the_report_to_the_follow_up_call(story: Story) -> None:
    """RQ-INT-01, RQ-WO-01, RQ-WAR-11, RQ-DSP-06, RQ-APT-01, RQ-VIS-11, RQ-ASM-02, RQ-QUO-03, RQ-QC-04, RQ-ACC-01,
    RQ-FEE-04, RQ-WO-08, RQ-REV-01 (T03, T04, T05, T08, T10, T13, T20)."""
    _reported_and_dispatched(story)
    visit = _visited_and_assessed(story)
    _agreed_and_repaired(story, visit)
    _signed_settled_and_closed(story)
    _followed_up(story)


def _reported_and_dispatched(story: Story) -> None:
    """RQ-INT-01, RQ-TRI-06, RQ-WO-01: report, review; order, verdict and technician follow by themselves."""
    story.reports(serial=story.cast.unit.serial)
    story.stands(
        "submitted", "reviewed",
        tasks="review@agent", runs="assessment first_review reply",
        told="request_received", happened="intake.submitted",
    )  # fmt: skip
    assert story.request.unit == story.cast.unit

    story.does("ava", "/requests/{request}/accept", {"severity": 3})
    story.stands(
        "assigned", "technician",
        tasks="accept_job@technician", runs="assessment repair visit", kept="first_review reply",
        done="review@agent", told="job_new request_accepted",
        happened="intake.accepted order.created warranty.judged dispatch.assigned",
    )  # fmt: skip
    order = story.reads("dana")
    assert (order["verdict"]["stage"], order["service_class"]) == ("counter", "undecided")

    story.does(story.technician, "/orders/{order}/accept-job")
    story.stands(
        "accepted", "diagnosed",
        tasks="book_visit@technician", runs="assessment contact repair visit", done="accept_job@technician",
        told="technician_assigned", happened="dispatch.accepted",
    )  # fmt: skip


def _visited_and_assessed(story: Story) -> str:
    """RQ-APT-01, RQ-VIS-01, RQ-VIS-11, RQ-ASM-02, RQ-WAR-10: the visit, and what is broken at whose cost."""
    who = story.technician
    visit = f"/visits/{story.does(who, '/orders/{order}/visits', story.window(hours=3))['id']}"
    story.stands(
        "accepted", "diagnosed", runs="assessment repair visit", kept="contact",
        done="book_visit@technician", told="visit_booked", happened="visits.booked",
    )  # fmt: skip
    story.later(hours=2, minutes=30)
    story.does(who, f"{visit}/checklist", {"form": "visit_ready", "answers": READY})
    story.does(who, f"{visit}/set-out")
    story.does(who, f"{visit}/arrive", {"lat": 34.79, "lng": 113.67})
    story.stands(
        "accepted", "diagnosed", tasks="assess@technician", runs="assessment repair", kept="visit",
        told="on_the_way", happened="form.filled visits.checklist visits.set_out visits.arrived",
    )  # fmt: skip
    story.does(who, f"{visit}/checklist", {"form": "visit_start", "answers": STARTING})
    found = {"fault_nature": "启动电容失效", "cause_class": "process_defect", "repairable": True}
    story.does(who, "/orders/{order}/assessment", found)
    story.stands(
        "assessed", "agreed", tasks="quote@technician", runs="repair", kept="assessment",
        done="assess@technician", told="assessment_result",
        happened="form.filled visits.checklist warranty.judged repairs.assessed",
    )  # fmt: skip
    order = story.reads(who)
    assert (order["verdict"]["result"], order["service_class"]) == ("covered", "free")
    return visit


def _agreed_and_repaired(story: Story, visit: str) -> None:
    """RQ-QUO-03: a part is exchanged only when the customer agreed, free of charge too. RQ-EXE-05, RQ-QC-01…04."""
    who = story.technician
    given = {"plan": "更换启动电容", "lines": story.lines("AC-L2", "AC-P-CAP", "TRAVEL")}
    quote = story.does(who, "/orders/{order}/quotes", given)
    assert (quote["total_customer"], quote["total_company"]) == ("0.00", "255.00")
    story.stands(
        "awaiting_consent", "agreed", runs="quote repair(paused)", done="quote@technician",
        told="quote_waiting", happened="repairs.quoted",
    )  # fmt: skip
    story.sends("quote/1/", name="Alice", agreed="on", document_hash=quote["document_hash"])
    story.stands(
        "ready", "repaired", tasks="repair@technician", runs="repair", kept="quote",
        told="quote_agreed quote_answered", happened="repairs.agreed",
    )  # fmt: skip
    story.does(who, "/orders/{order}/start")
    part = {"quote_line": quote["lines"][1]["id"], "old_serial": "A1", "new_serial": "B2"}
    story.does(who, "/orders/{order}/parts", part)
    story.does(who, "/orders/{order}/self-check", {"answers": CHECKED})
    story.does(who, f"{visit}/checklist", {"form": "visit_end", "answers": LEAVING})
    story.does(who, f"{visit}/finish", {"report": "已修好"})
    story.stands(
        "inspecting", "inspected", tasks="inspect@inspector", runs="news repair", done="repair@technician",
        told="work_reported", happened="repairs.started repairs.part_noted form.filled inspection.self_checked form.filled"
        " visits.checklist visits.finished",
    )  # fmt: skip
    story.does("mo", "/orders/{order}/inspection", {"answers": INSPECTED})
    story.stands(
        "awaiting_acceptance", "accepted", tasks="present_acceptance@technician", kept="news repair",
        done="inspect@inspector", told="repair_finished",
        happened="form.filled inspection.passed acceptance.presented",
    )  # fmt: skip


def _signed_settled_and_closed(story: Story) -> None:
    """RQ-ACC-01, RQ-FEE-04, RQ-WO-08: who owes nothing is done with the signature; the call is planned (T20)."""
    story.signs()
    story.stands(
        "closed", "arrived", tasks="followup@followup_clerk", runs="followup",
        done="present_acceptance@technician settle@technician", told="case_closed settlement_sheet",
        happened="acceptance.signed settlement.prepared settlement.settled order.closed intake.closed"
        " followups.planned",
    )  # fmt: skip
    assert story.payers() == {
        "空调电控维修": ("company", Decimal("180.00")),
        "启动电容": ("company", Decimal("45.00")),
        "上门费": ("company", Decimal("30.00")),
    }
    order = story.reads("ava")
    assert (order["outcome"], order["settlement"]["owed"]) == ("repaired", "0.00")
    assert story.request.stage == "closed"


def _followed_up(story: Story) -> None:
    """RQ-REV-01, T20: not before the third day after handover, nor after the seventh; RQ-SAT-01."""
    (call,) = story.reads("ava", "/followups")["items"]
    assert call["not_before"] == "2026-03-04T16:00:00Z"
    assert call["until"] == "2026-03-09T15:59:59Z"
    path = f"/followups/{call['id']}/answer"
    assert story.is_refused("ava", path, {"answers": CONTENT}) == "call_too_early"
    story.later(days=3)
    story.does("ava", path, {"answers": CONTENT})
    story.sends("rate/", quality="5", attitude="5", time="4", text="谢谢")
    story.stands(
        "closed", "arrived", tasks="followup@followup_clerk", runs="second_followup",
        kept="followup", done="followup@followup_clerk",
        happened="form.filled followups.answered followups.second_planned followups.rated",
    )  # fmt: skip
