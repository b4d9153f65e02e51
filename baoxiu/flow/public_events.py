"""What the house tells programs outside: which facts, and which of their data (RQ-INT-12, RQ-SEC-01).

A receiver may stand anywhere, so names, phones, addresses, free text, signatures, links and serial numbers are not
told: whoever needs them asks the interface for programs, which knows what the asker may see. A kind that does not stand
here stays inside.
"""

from __future__ import annotations

from baoxiu.basics.webhooks import actions as webhooks
from baoxiu.basics.webhooks.kinds import publish
from baoxiu.core.events.models import Event

_REQUEST = ("number", "request_id", "outlet_id", "old", "new")
_ORDER = ("number", "order_id", "request_id", "outlet_id", "technician_id", "mode")
_STAGE = (*_ORDER, "old", "new", "outcome")
_VISIT = (*_ORDER, "visit_id", "window_start", "window_end")
_QUOTE = (*_ORDER, "quote_id", "version", "total_customer", "total_company", "valid_until")
_CHECK = (*_ORDER, "inspection_id", "attempt", "passed")
_SHEET = (*_ORDER, "sheet_id", "version")
_MONEY = (*_ORDER, "settlement_id", "settlement_number", "total_customer", "total_company", "open")
_CALL = (*_ORDER, "followup_id", "sequence", "not_before", "until")

PUBLIC_EVENTS: dict[str, tuple[str, ...]] = {
    # The request.
    "intake.submitted": (*_REQUEST, "channel", "service", "mode", "promised_reply_at"),
    "intake.accepted": _REQUEST,
    "intake.asked": _REQUEST,
    "intake.supplemented": _REQUEST,
    "intake.refused": _REQUEST,
    "intake.advised": _REQUEST,
    "intake.withdrawn": _REQUEST,
    "intake.split": (*_REQUEST, "other_id", "other"),
    "intake.split_off": (*_REQUEST, "other_id", "other"),
    "intake.closed": _REQUEST,
    "intake.reopened": _REQUEST,
    # The order.
    "order.created": (*_STAGE, "line", "priority", "severity", "due_at"),
    "order.item_added": _ORDER,
    "order.handed_back": _STAGE,
    "order.cancelled": _STAGE,
    "order.closed": _STAGE,
    "warranty.judged": (*_ORDER, "stage", "result", "treatment", "old", "new"),
    # Dispatch and visits.
    "dispatch.assigned": _ORDER,
    "dispatch.accepted": _ORDER,
    "dispatch.declined": _ORDER,
    "visits.booked": _VISIT,
    "visits.rescheduled": (*_VISIT, "old_start", "old_end"),
    "visits.cancelled": _VISIT,
    "visits.set_out": _VISIT,
    "visits.arrived": _VISIT,
    "visits.no_access": _VISIT,
    "visits.finished": _VISIT,
    # The work.
    "repairs.assessed": (*_ORDER, "assessment_id"),
    "repairs.quoted": _QUOTE,
    "repairs.no_consent_needed": _QUOTE,
    "repairs.agreed": _QUOTE,
    "repairs.refused": _QUOTE,
    "repairs.lapsed": _QUOTE,
    "repairs.site_confirmed": _ORDER,
    "repairs.work_finished": (*_ORDER, "service", "unit_id"),
    "repairs.finding_reported": (*_ORDER, "other"),
    "repairs.started": (*_ORDER, "version"),
    "repairs.part_noted": (*_ORDER, "part_id"),
    "repairs.change_asked": (*_ORDER, "change_id", "change"),
    "repairs.change_granted": (*_ORDER, "change_id", "change"),
    "repairs.change_refused": (*_ORDER, "change_id", "change"),
    "repairs.extended": (*_ORDER, "change_id", "promise", "due_at", "old_due"),
    "repairs.exchange_routed": (*_ORDER, "exchange_ground"),
    "inspection.passed": _CHECK,
    "inspection.failed": _CHECK,
    # The end.
    "acceptance.presented": _SHEET,
    "acceptance.signed": _SHEET,
    "acceptance.refused": _SHEET,
    "acceptance.claimed": (*_ORDER, "claim_id", "wish"),
    "acceptance.claim_granted": (*_ORDER, "claim_id", "wish", "at_own_cost"),
    "acceptance.claim_refused": (*_ORDER, "claim_id", "wish"),
    "settlement.prepared": _MONEY,
    "settlement.paid": (*_MONEY, "payment_id", "method", "amount"),
    "settlement.settled": _MONEY,
    # The firm listens.
    "followups.planned": _CALL,
    "followups.answered": _CALL,
    "followups.no_answer": _CALL,
    "followups.rated": _ORDER,
    "followups.dissatisfied": (*_ORDER, "source"),
    "complaints.noted": (*_ORDER, "complaint_id", "complaint_number", "source"),
}

publish(PUBLIC_EVENTS)


def follow(event: Event) -> None:
    """Put the fact on its way to the webhooks that want it; without any it costs no query."""
    webhooks.queue(event)
