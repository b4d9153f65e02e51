"""Asking the office first: an added item, another method, more time (RQ-ADD-01, RQ-ADD-03, RQ-ADD-04)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.promises.queries import due_of
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import IllegalMove, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.intake.inputs import sentence
from baoxiu.flow.repairs.models import ChangeRequest
from baoxiu.flow.repairs.rules import PROMISES_BY_STAGE, may_be_asked
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import WorkOrder

Kind = ChangeRequest.Kind


class NothingToChange(IllegalMove):
    """Before the job is taken, or after the work is done."""

    message = _("This can be asked from taking the job until the work is done.")


class NotLater(InvalidInput):
    """More time ends later than the present deadline."""

    message = _("The new moment lies neither in the past nor before the present deadline.")


class AskedAlready(IllegalMove):
    """More time has been asked for and nobody has decided."""

    message = _("More time has been asked for already; please wait for the decision.")


@transaction.atomic
def ask_change(
    order: WorkOrder,
    *,
    kind: str,
    text: str,
    reason: str,
    by: Actor,
    at: datetime,
    changes_price: bool = False,
    new_due: datetime | None = None,
) -> ChangeRequest:
    """Put a change before the office and wait; nothing is changed by asking.

    ``new_due``: with more time, the moment wanted; before the assessment it is the assessment's, then the repair's.
    A request after the deadline is reported upwards as a delay (RQ-EXE-09).
    Raises ``NothingToChange``, ``NotLater`` or ``AskedAlready``.
    """
    order = lock(order)
    may(by, "repairs.repair", order).or_refuse()
    if kind not in Kind.values:
        raise InvalidInput(_("Please choose one of the listed values."), field="kind")
    if not may_be_asked(kind, order.stage):
        raise NothingToChange()
    asked = ChangeRequest(
        order=order,
        kind=kind,
        text=sentence(text, "text")[:200],
        reason=sentence(reason, "reason")[:300],
        changes_price=changes_price and kind == "item",
        asked_by_id=by.id,
        asked_by=by.name,
        asked_at=at,
    )
    if kind == "extension":
        _want(asked, order, new_due, at)
    asked.save(force_insert=True)
    _announce(asked, order, by, at)
    return asked


def _want(asked: ChangeRequest, order: WorkOrder, new_due: datetime | None, at: datetime) -> None:
    """The wanted moment, and whether it is asked in time."""
    asked.promise = PROMISES_BY_STAGE[order.stage]
    present = due_of(order.chain, asked.promise, number=order.number)
    if new_due is None or new_due <= max(at, present or at):
        raise NotLater(field="new_due")
    waiting = ChangeRequest.objects.filter(order=order, kind=Kind.EXTENSION, state=ChangeRequest.State.OPEN)
    if waiting.exists():
        raise AskedAlready()
    asked.new_due = new_due
    asked.is_late = present is not None and at > present


def _announce(asked: ChangeRequest, order: WorkOrder, by: Actor, at: datetime) -> None:
    known = facts.of_order(order) | {"change_id": asked.pk, "change": asked.kind, "text": asked.text}
    wanted = {"new_due": asked.new_due, "changes_price": asked.changes_price}
    record("repairs.change_asked", asked, by=by, at=at, reason=asked.reason, **wanted, **known)
    if asked.is_late:
        record(
            "repairs.delay_reported", asked, by=by, at=at,
            promise=asked.promise, reason=asked.reason, due_at=asked.new_due, **known,
        )  # fmt: skip
