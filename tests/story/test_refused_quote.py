"""The customer finds it too dear: nothing is repaired, nothing is charged, and the product goes back."""

from __future__ import annotations

from baoxiu.flow.settlement.models import Settlement
from tests.story.teller import Story


def test_a_refused_quote_sends_the_product_back_unrepaired(story: Story) -> None:
    """RQ-QUO-01, RQ-QUO-04, RQ-QUO-08, RQ-WO-07 (T13)."""
    quote = _quoted(story)
    _refused(story, quote)
    _handed_back(story)


def _quoted(story: Story) -> str:
    """RQ-QUO-04: the charges are shown beforehand."""
    story.reports(mode="carry_in")
    story.does("ava", "/requests/{request}/accept", {"severity": 2})
    story.does(story.technician, "/orders/{order}/accept-job")
    found = {"fault_nature": "压缩机损坏", "cause_class": "misuse", "repairable": True}
    story.does(story.technician, "/orders/{order}/assessment", found)
    story.stands(
        "assessed", "agreed", tasks="quote@technician", runs="repair",
        kept="assessment first_review reply",
        done="accept_job@technician assess@technician review@agent",
        told="assessment_result job_new request_accepted request_received technician_assigned",
        happened="intake.submitted intake.accepted order.created warranty.judged dispatch.assigned"
        " dispatch.accepted warranty.judged repairs.assessed",
    )  # fmt: skip
    given = {"plan": "更换压缩机", "lines": story.lines("AC-L3", "AC-P-COMP")}
    quote = story.does(story.technician, "/orders/{order}/quotes", given)
    assert (quote["total_customer"], quote["total_company"]) == ("1160.00", "0.00")
    page = story.customer.get(story.link("quote/1/")).content.decode()
    assert "¥1,160.00" in page
    story.stands(
        "awaiting_consent", "agreed", runs="quote repair(paused)", done="quote@technician",
        told="quote_waiting", happened="repairs.quoted",
    )  # fmt: skip
    return str(quote["document_hash"])


def _refused(story: Story, document_hash: str) -> None:
    """RQ-QUO-08: the reason is kept; no way leads from here into repair."""
    story.sends("quote/1/", refuse="1", name="Alice", reason="太贵", document_hash=document_hash)
    story.stands(
        "unrepaired", "unrepaired", tasks="hand_back@agent", runs="repair", kept="quote",
        told="quote_answered quote_refused", happened="repairs.refused",
    )  # fmt: skip
    consent = story.order.quotes.get().consent
    assert (consent.agreed, consent.by_name, consent.reason) == (False, "Alice", "太贵")
    assert story.is_refused(story.technician, "/orders/{order}/start") == "illegal_move"
    again = {"name": "Alice", "agreed": "on", "document_hash": document_hash}
    assert story.customer.post(story.link("quote/1/"), again).status_code == 422


def _handed_back(story: Story) -> None:
    """RQ-QUO-08, RQ-REV-01: closed with its own outcome and no bill; the customer reads why, and is called."""
    story.does("ava", "/orders/{order}/hand-back", {"note": "客户已取回"})
    story.stands(
        "closed", "handed_back", tasks="followup@followup_clerk", runs="followup", done="hand_back@agent",
        told="returned_unrepaired", happened="order.handed_back intake.closed followups.planned",
    )  # fmt: skip
    order = story.reads("ava")
    assert (order["outcome"], order["settlement"]) == ("quote_refused", None)
    assert not Settlement.objects.exists()
    assert story.request.stage == "closed"
