"""Work orders as they are answered."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel

from baoxiu.core.actors import Actor
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.queries import next_moves
from baoxiu.web.api.answers.shared import (
    Coded,
    Contact,
    NextVerb,
    StageAnswer,
    coded,
    contact,
    stage,
    verbs,
)

SHOWN = ("request", "family", "outlet", "technician")
MOVED = (
    "stage", "service_class", "technician", "outlet", "outcome", "barrier", "due_at", "closed_at",
    "handed_over_at",
)  # fmt: skip
"""What a verb of a later stage may have changed on the order."""
PATHS = {
    "assign": "assign", "accept": "accept-job", "decline": "decline-job", "assess": "assessment",
    "find_unrepairable": "assessment", "ask_consent": "quotes", "need_no_consent": "quotes",
    "confirm_site": "site", "finish_work": "finish", "break_off": "cancel", "start": "start",
    "self_check": "self-check", "pass_inspection": "inspection",
    "fail_inspection": "inspection", "accept_work": "acceptance/sign",
    "accept_unsigned": "acceptance/unsigned", "refuse_work": "acceptance/refuse",
    "settle": "settlement/settle", "hand_back": "hand-back", "cancel": "cancel",
    "close": "close",
}  # fmt: skip
ABOUT_THE_QUOTE = frozenset({"consent", "refuse_quote"})


class OrderStage(BaseModel):
    """Where an order stands, and what may follow."""

    number: str
    stage: StageAnswer
    service_class: str
    outcome: str
    technician: Coded | None
    next: list[NextVerb]


class OrderRow(BaseModel):
    """An order in a list."""

    number: str
    request: str
    line: int
    service: str
    stage: StageAnswer
    service_class: str
    mode: str
    priority: int
    severity: int
    family: Coded | None
    outlet: Coded | None
    technician: Coded | None
    contact: Contact
    outcome: str
    barrier: str
    created_at: datetime
    due_at: datetime | None
    closed_at: datetime | None
    handed_over_at: datetime | None


def order_stage(order: WorkOrder, actor: Actor) -> OrderStage:
    """After a verb: the order as it stands now."""
    order.refresh_from_db(fields=MOVED)
    return OrderStage(
        number=order.number,
        stage=stage(order.stage_now),
        service_class=order.service_class,
        outcome=order.outcome,
        technician=person(order),
        next=order_next(order, actor),
    )


def order_row(order: WorkOrder, actor: Actor) -> OrderRow:
    """For a list; loaded with ``SHOWN``."""
    return OrderRow(
        number=order.number,
        request=order.request.number,
        line=order.line,
        service=order.service,
        stage=stage(order.stage_now),
        service_class=order.service_class,
        mode=order.mode,
        priority=order.priority,
        severity=order.severity,
        family=coded(order.family),
        outlet=coded(order.outlet),
        technician=person(order),
        contact=contact(order.request, actor, at_work=at_work(order, actor)),
        outcome=order.outcome,
        barrier=order.barrier,
        created_at=order.created_at,
        due_at=order.due_at,
        closed_at=order.closed_at,
        handed_over_at=order.handed_over_at,
    )


def at_work(order: WorkOrder, actor: Actor) -> bool:
    """Whether this is the technician who goes there; when the case is over, the number is masked (B05)."""
    own = actor.technician_id is not None and actor.technician_id == order.technician_id
    return own and order.stage_now.group != "closed"


def person(order: WorkOrder) -> Coded | None:
    """The technician by staff number."""
    return Coded(code=order.technician.number, name=order.technician.name) if order.technician else None


def order_next(order: WorkOrder, actor: Actor) -> list[NextVerb]:
    """What this actor may do with the order now."""
    moves = next_moves(order, actor)
    quote = order.quotes.order_by("-version").first() if _asks_for_consent(order) else None
    answer = dict.fromkeys(ABOUT_THE_QUOTE, f"quotes/{quote.version}/consent") if quote else {}
    return verbs(moves, PATHS | answer, f"/orders/{order.number}")


def _asks_for_consent(order: WorkOrder) -> bool:
    return bool(order.stage == "awaiting_consent")
