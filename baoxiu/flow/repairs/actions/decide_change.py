"""The office decides what a technician asked (RQ-ADD-01…05, RQ-ASM-01)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import IllegalMove, InvalidInput, NotAllowed
from baoxiu.core.rows import lock
from baoxiu.flow.repairs.actions.ask_change import NothingToChange, NotLater
from baoxiu.flow.repairs.models import ChangeRequest
from baoxiu.flow.repairs.rules import may_be_asked
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders import actions as work_orders
from baoxiu.flow.work_orders.models import WorkOrder

Kind, State = ChangeRequest.Kind, ChangeRequest.State


class DecidedAlready(IllegalMove):
    """One request is decided once."""

    message = _("This has been decided already.")


class OwnRequest(NotAllowed):
    """Nobody grants what they asked for."""

    message = _("You asked for this yourself; somebody else has to decide it.")


class RefusalUnfounded(InvalidInput):
    """A no has its reason."""

    message = _("Please give a reason.")


@transaction.atomic
def decide_change(
    change: ChangeRequest,
    *,
    granted: bool,
    by: Actor,
    at: datetime,
    answer: str = "",
    changes_price: bool | None = None,
) -> ChangeRequest:
    """Say yes or no; a yes is carried out at once.

    An added item goes on the dispatch sheet; with ``changes_price`` (by default as asked) the work is not finished
    before a quote of later date is agreed. More time moves the deadline and is told to the customer with its reason.
    Raises ``DecidedAlready``, ``OwnRequest``, ``RefusalUnfounded``; when the order went on meanwhile
    ``NothingToChange``, and for a moment that has passed ``NotLater``.
    """
    order = lock(WorkOrder(pk=change.order_id))
    change = lock(change)
    change.order = order
    may(by, "repairs.supervise", order).or_refuse()
    _check(change, order, granted, answer, by)
    change.state = State.GRANTED if granted else State.REFUSED
    change.answer, change.decided_by, change.decided_at = answer.strip()[:300], by.name, at
    if changes_price is not None and change.kind == Kind.ITEM:
        change.changes_price = changes_price
    if granted:
        _carry_out(change, order, by, at)
    change.save(update_fields=["state", "answer", "decided_by", "decided_at", "changes_price", "item"])
    kind = "repairs.change_granted" if granted else "repairs.change_refused"
    known = facts.of_order(order) | {"change_id": change.pk, "change": change.kind, "text": change.text}
    record(kind, change, by=by, at=at, reason=change.answer, changes_price=change.changes_price, **known)
    return change


def _check(change: ChangeRequest, order: WorkOrder, granted: bool, answer: str, by: Actor) -> None:
    if change.state != State.OPEN:
        raise DecidedAlready()
    if change.asked_by_id == by.id:
        raise OwnRequest()
    if not granted and not answer.strip():
        raise RefusalUnfounded(field="answer")
    if granted and not may_be_asked(change.kind, order.stage):
        raise NothingToChange()


def _carry_out(change: ChangeRequest, order: WorkOrder, by: Actor, at: datetime) -> None:
    if change.kind == Kind.ITEM:
        change.item = work_orders.add_item(order, text=change.text, by=by, at=at)
    elif change.kind == Kind.EXTENSION:
        _extend(change, order, by, at)


def _extend(change: ChangeRequest, order: WorkOrder, by: Actor, at: datetime) -> None:
    """The deadline goes to the wanted moment; the event moves the promise and tells the customer (RQ-ADD-05)."""
    if change.new_due is None or change.new_due <= at:
        raise NotLater(field="new_due")
    old = order.due_at
    if change.promise == "repair":
        order.due_at = change.new_due
        order.save(update_fields=["due_at"])
    record(
        "repairs.extended", change, by=by, at=at,
        promise=change.promise, due_at=change.new_due, old_due=old, reason=change.reason, change_id=change.pk,
        of_assessment=change.promise == "assessment", of_repair=change.promise == "repair",
        **facts.of_order(order),
    )  # fmt: skip
