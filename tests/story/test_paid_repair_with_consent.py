"""A repair the customer pays for: not begun before consent, not closed before the last yuan is there."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from baoxiu.basics.promises.models import Promise
from baoxiu.core.clock import SHANGHAI
from tests.journey import CHECKED, CONTENT, INSPECTED
from tests.story.teller import Story


def test_a_paid_repair_waits_for_consent_and_for_the_money(story: Story) -> None:
    """RQ-QUO-01, RQ-QUO-02, RQ-QUO-07, RQ-FEE-04…07, RQ-WO-08, RQ-REV-01, RQ-REV-13 (T13 pauses, T20)."""
    _brought_and_assessed(story)
    quote = _quoted(story)
    _agreed_and_repaired(story, quote)
    _paid_in_two_parts(story)
    _reached_at_the_second_call(story)


def _brought_and_assessed(story: Story) -> None:
    """RQ-INT-13, RQ-WAR-10: the customer brings the product; its own damage is not covered."""
    story.reports(mode="carry_in")
    story.does("ava", "/requests/{request}/accept", {"severity": 2})
    story.stands(
        "assigned", "technician", tasks="accept_job@technician", runs="assessment repair",
        kept="first_review reply", done="review@agent",
        told="job_new request_accepted request_received",
        happened="intake.submitted intake.accepted order.created warranty.judged dispatch.assigned",
    )  # fmt: skip
    story.does(story.technician, "/orders/{order}/accept-job")
    story.stands(
        "accepted", "diagnosed", tasks="assess@technician", runs="assessment contact repair",
        done="accept_job@technician", told="technician_assigned", happened="dispatch.accepted",
    )  # fmt: skip
    found = {"fault_nature": "主板进水", "cause_class": "misuse", "repairable": True}
    story.does(story.technician, "/orders/{order}/assessment", found)
    story.stands(
        "assessed", "agreed", tasks="quote@technician", runs="repair", kept="assessment",
        done="assess@technician", told="assessment_result", happened="warranty.judged repairs.assessed",
    )  # fmt: skip
    assert story.reads("ava")["verdict"]["result"] == "not_covered"


def _quoted(story: Story) -> Any:
    """RQ-QUO-02, T13: work may not begin, and the deadline stands while the customer thinks."""
    lines = story.lines("AC-L2", "AC-P-CAP", "DIAG")
    given = {"plan": "更换启动电容并清洗主板", "explanation": "主板进水", "lines": lines}
    quote = story.does(story.technician, "/orders/{order}/quotes", given)
    assert (quote["total_customer"], quote["total_company"]) == ("275.00", "0.00")
    assert {line["payer"] for line in quote["lines"]} == {"customer"}
    assert story.is_refused(story.technician, "/orders/{order}/start") == "illegal_move"
    story.stands(
        "awaiting_consent", "agreed", runs="quote repair(paused)", done="quote@technician",
        told="quote_waiting", happened="repairs.quoted",
    )  # fmt: skip
    return quote


def _agreed_and_repaired(story: Story, quote: Any) -> None:
    """RQ-QUO-07: who, when, by what means, which version. The clock stood on 2 and 3 March: seven days from the
    2nd, itself not counted, end with the 10th (T13)."""
    story.later(days=2)
    story.sends("quote/1/", name="Alice", agreed="on", document_hash=quote["document_hash"])
    deadline = Promise.objects.get(kind="repair")
    assert deadline.pauses.get().reason == "consent_awaited"
    assert deadline.due_at == datetime(2026, 3, 11, tzinfo=SHANGHAI)
    story.stands(
        "ready", "repaired", tasks="repair@technician", runs="repair", kept="quote",
        told="quote_agreed quote_answered", happened="repairs.agreed",
    )  # fmt: skip
    consent = story.order.quotes.get().consent
    assert (consent.by_name, consent.way, consent.document_hash) == ("Alice", "link", quote["document_hash"])
    who = story.technician
    story.does(who, "/orders/{order}/start")
    story.does(who, "/orders/{order}/parts", {"quote_line": quote["lines"][1]["id"]})
    story.does(who, "/orders/{order}/self-check", {"answers": CHECKED})
    story.does("mo", "/orders/{order}/inspection", {"answers": INSPECTED})
    story.stands(
        "awaiting_acceptance", "accepted", tasks="present_acceptance@technician", kept="news repair",
        done="inspect@inspector repair@technician", told="repair_finished work_reported",
        happened="repairs.started repairs.part_noted form.filled inspection.self_checked form.filled"
        " inspection.passed acceptance.presented",
    )  # fmt: skip


def _paid_in_two_parts(story: Story) -> None:
    """RQ-FEE-05, RQ-FEE-06, RQ-FEE-07: cash and transfer; the case closes only when nothing is owed."""
    story.signs()
    story.stands(
        "settling", "settled", tasks="settle@technician", done="present_acceptance@technician",
        told="settlement_sheet", happened="acceptance.signed settlement.prepared",
    )  # fmt: skip
    assert story.payers() == {
        "空调电控维修": ("customer", Decimal("180.00")),
        "启动电容": ("customer", Decimal("45.00")),
        "检测费": ("customer", Decimal("50.00")),
    }
    who, path = story.technician, "/orders/{order}/settlement/payments"
    assert story.does(who, path, {"method": "cash", "amount": "200.00"})["owed"] == "75.00"
    assert story.is_refused(who, "/orders/{order}/settlement/settle") == "illegal_move"
    rest = {"method": "transfer", "amount": "75.00", "reference": "T1"}
    assert story.does(who, path, rest)["owed"] == "0.00"
    story.stands("settling", "settled", tasks="settle@technician", happened="settlement.paid settlement.paid")
    story.does(who, "/orders/{order}/settlement/settle")
    story.stands(
        "closed", "arrived", tasks="followup@followup_clerk", runs="followup", done="settle@technician",
        told="case_closed", happened="settlement.settled order.closed intake.closed followups.planned",
    )  # fmt: skip


def _reached_at_the_second_call(story: Story) -> None:
    """RQ-REV-13: a call that nobody answers is kept too, and the next one is still in the window (T20)."""
    story.later(days=4)
    (call,) = story.reads("ava", "/followups")["items"]
    story.does("ava", f"/followups/{call['id']}/no-answer", {"note": "占线"})
    story.stands(
        "closed", "arrived", tasks="followup@followup_clerk", runs="followup",
        done="followup@followup_clerk", told="followup_missed", happened="followups.no_answer",
    )  # fmt: skip
    story.later(days=1)
    story.does("ava", f"/followups/{call['id']}/answer", {"answers": CONTENT})
    story.stands(
        "closed", "arrived", tasks="followup@followup_clerk", runs="second_followup",
        kept="followup", done="followup@followup_clerk",
        happened="form.filled followups.answered followups.second_planned",
    )  # fmt: skip
