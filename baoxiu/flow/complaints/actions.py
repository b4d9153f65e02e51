"""Noting dissatisfaction so that it is not lost (RQ-CMP-01)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.numbers.actions import take
from baoxiu.core.refusals import Conflict, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.complaints.models import ComplaintEntry
from baoxiu.flow.complaints.permissions import may_note
from baoxiu.flow.visits import facts
from baoxiu.flow.work_orders.models import WorkOrder


class ComplaintMissing(InvalidInput):
    """An entry says what the customer is not content with."""

    message = _("Please write what is wrong.")


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


def _same(entry: ComplaintEntry, order: WorkOrder) -> ComplaintEntry:
    if entry.order_id != order.pk:
        raise OtherComplaint()
    return entry
