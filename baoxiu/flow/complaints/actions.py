"""Noting dissatisfaction so that it is not lost (RQ-CMP-01)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.tasks.actions import close_tasks
from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.core.events.actions import record
from baoxiu.core.numbers.actions import take
from baoxiu.core.refusals import Conflict, IllegalMove, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.complaints.models import ComplaintEntry
from baoxiu.flow.complaints.permissions import may_note, may_send, may_solve
from baoxiu.flow.visits import facts
from baoxiu.flow.work_orders.actions import re_repair
from baoxiu.flow.work_orders.models import WorkOrder


class ComplaintMissing(InvalidInput):
    """An entry says what the customer is not content with."""

    message = _("Please write what is wrong.")


class AlreadySolved(IllegalMove):
    """Somebody was first."""

    message = _("This complaint is solved already.")


class WorkGoesOn(IllegalMove):
    """Before the handover somebody is at work already."""

    message = _("The work is not handed over yet: agree on a visit within this order.")


class NoAddress(InvalidInput):
    """Nobody can be sent."""

    message = _("There is no address to go to. Please put it into the request first.")


class OtherComplaint(Conflict):
    """The same key names a complaint about another order."""

    message = _("This complaint was noted already, about another order.")


@transaction.atomic
def note(
    order: WorkOrder, *, source: str, text: str, by: Actor, at: datetime, key: str | None = None
) -> ComplaintEntry:
    """Note a complaint at any stage of the order; a repeated ``key`` changes nothing (RQ-CMP-01).

    Raises ``ComplaintMissing`` or ``OtherComplaint``.
    """
    order = lock(order)
    if source not in ComplaintEntry.Source.values:
        raise InvalidInput(_("Please choose where it was heard."), field="source")
    may_note(by, order, source).or_refuse()
    known = ComplaintEntry.objects.filter(key=key).first() if key else None
    if known is not None:
        return _same(known, order)
    if not text.strip():
        raise ComplaintMissing(field="text")
    entry = ComplaintEntry.objects.create(
        order=order,
        number=take("TS", at=at),
        key=key or None,
        source=source,
        text=text.strip(),
        by_name=by.name,
        at=at,
    )
    told = facts.of_order(order) | {"complaint_id": entry.pk, "complaint_number": entry.number}
    record("complaints.noted", entry, by=by, at=at, source=source, text=entry.text, **told)
    return entry


@transaction.atomic
def send_someone(entry: ComplaintEntry, *, task: str, by: Actor, at: datetime) -> ComplaintEntry:
    """Somebody goes to the customer because of a complaint or of what a follow-up call showed (RQ-DSP-09): an order of the same
    case at the customer's, linked to the complaint, that is dispatched like every other; while one is open it is that one.

    Raises ``NotAllowed``, ``AlreadySolved``, ``ComplaintMissing`` (nothing said that is to be done), ``WorkGoesOn``, ``NoAddress``.
    """
    order = lock(WorkOrder(pk=entry.order_id))
    entry = lock(entry)
    may_send(by, order).or_refuse()
    if entry.solved_at:
        raise AlreadySolved()
    if not task.strip():
        raise ComplaintMissing(_("Please write what is to be done there."), field="task")
    if order.handed_over_at is None:
        raise WorkGoesOn()
    if not order.request.address:
        raise NoAddress()
    entry.job = re_repair(order, reason=task.strip(), mode="on_site", by=SYSTEM, at=at)
    entry.save(update_fields=["job"])
    told = facts.of_order(order) | {"complaint_id": entry.pk, "complaint_number": entry.number}
    record("complaints.sent", entry, by=by, at=at, text=task.strip(), job=entry.job.number, **told)
    return entry


@transaction.atomic
def solve(entry: ComplaintEntry, *, outcome: str, by: Actor, at: datetime) -> ComplaintEntry:
    """What was done about it; then the firm calls the customer and asks (RQ-REV-17).

    Raises ``NotAllowed``, ``AlreadySolved``, ``ComplaintMissing``.
    """
    order = lock(WorkOrder(pk=entry.order_id))
    entry = lock(entry)
    may_solve(by, order).or_refuse()
    if entry.solved_at:
        raise AlreadySolved()
    if not outcome.strip():
        raise ComplaintMissing(_("Please write how it was solved."), field="outcome")
    entry.outcome, entry.solved_by, entry.solved_at = outcome.strip(), by.name, at
    entry.save(update_fields=["outcome", "solved_by", "solved_at"])
    told = facts.of_order(order) | {"complaint_id": entry.pk, "complaint_number": entry.number}
    if not order.complaints.filter(solved_at=None).exists():
        close_tasks(order, "complaint", by=by, at=at)
    record("complaints.solved", entry, by=by, at=at, text=entry.outcome, **told)
    return entry


def _same(entry: ComplaintEntry, order: WorkOrder) -> ComplaintEntry:
    if entry.order_id != order.pk:
        raise OtherComplaint()
    return entry
