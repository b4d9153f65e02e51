"""A customer's letter about a complaint, a return or an exchange (RQ-REG-05)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.tasks.actions import close_tasks, open_task
from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date
from baoxiu.core.events.actions import record
from baoxiu.core.numbers.actions import take
from baoxiu.core.permissions import in_scope, needs
from baoxiu.core.rows import lock
from baoxiu.flow.followups.actions.register_letter import LetterIncomplete
from baoxiu.flow.followups.models import INCOMING_LETTER, IncomingLetter
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.permissions import reaches

SERIES = "LX"


@dataclass(frozen=True, slots=True)
class LetterInput:
    """What must be known of a letter before anybody decides on it; every field is needed."""

    topic: str
    customer_name: str
    address: str
    contact: str
    product: str
    grade: str
    purchased_on: date | None
    problem: str
    received_on: date | None


LINES = {"customer_name": 80, "address": 200, "contact": 80, "product": 120, "grade": 40}


@transaction.atomic
def register_incoming(
    data: LetterInput, *, by: Actor, at: datetime, order: WorkOrder | None = None
) -> IncomingLetter:
    """Enter the letter with the whole field set; then it goes to the service manager for approval.

    Raises ``LetterIncomplete`` with a sentence per field (RQ-REG-05).
    """
    needs(by, "followups.call").or_refuse()
    if order is not None:
        reaches(order, by).or_refuse()
    fields = _checked(data, at)
    outlet_id = order.outlet_id if order else (min(by.outlet_ids) if by.outlet_ids else None)
    row = IncomingLetter.objects.create(
        **fields, number=take(SERIES, at=at), order=order, outlet_id=outlet_id, by_name=by.name, at=at
    )
    told = {"letter": row.number, "letter_topic": row.topic, "outlet_id": outlet_id}
    record("followups.letter_received", row, by=by, at=at, **told, text=row.problem)
    open_task(
        "letter", row, role="service_manager", key=f"letter:{row.pk}", at=at, outlet_id=outlet_id,
        label=row.number, note=row.problem,
    )  # fmt: skip
    return row


@transaction.atomic
def decide_letter(row: IncomingLetter, *, decision: str, by: Actor, at: datetime) -> IncomingLetter:
    """Approve or refuse what the letter asks for, in words. Raises ``NotAllowed``, ``IllegalMove``, ``Missing``."""
    row = lock(row)
    (needs(by, "followups.decide") & in_scope(by, row.outlet_id)).or_refuse()
    row.stage = INCOMING_LETTER.after("decide_letter", row.stage)
    row.decision = texts.paragraph(decision, field="decision", required=True)
    row.decided_by, row.decided_at = by.name, at
    row.save()
    close_tasks(row, "letter", by=by, at=at)
    told = {"letter": row.number, "letter_topic": row.topic, "outlet_id": row.outlet_id}
    record("followups.letter_decided", row, by=by, at=at, **told, text=row.decision)
    return row


def _checked(data: LetterInput, at: datetime) -> dict[str, object]:
    fields = asdict(data)
    wrong: dict[str, object] = {
        name: texts.Missing.message
        for name, given in fields.items()
        if given is None or not str(given).strip()
    }
    if data.topic not in IncomingLetter.Topic.values:
        wrong["topic"] = _("Please choose what it was.")
    for name in ("purchased_on", "received_on"):
        if fields[name] and fields[name] > legal_date(at):
            wrong[name] = _("This day is still to come.")
    if wrong:
        raise LetterIncomplete(fields=wrong)
    cleaned = {name: texts.one_line(fields[name], field=name, most=most) for name, most in LINES.items()}
    return fields | cleaned | {"problem": texts.paragraph(data.problem, field="problem", required=True)}
