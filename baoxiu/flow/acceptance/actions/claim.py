"""Not content after the acceptance (RQ-ACC-02)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import IllegalMove, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.acceptance.models import Claim
from baoxiu.flow.acceptance.permissions import may_claim
from baoxiu.flow.intake.inputs import sentence
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import WorkOrder


class NotAcceptedYet(IllegalMove):
    """Before the acceptance the work is simply not accepted."""

    message = _("The work has not been accepted yet: please do not accept it, with the reason.")


class ClaimOpen(IllegalMove):
    """One claim at a time."""

    message = _("A claim about this repair is waiting for its decision already.")


class ClaimDecided(IllegalMove):
    """A claim is decided once."""

    message = _("This claim has been decided already.")


class AnswerMissing(InvalidInput):
    """The customer is told why not."""

    message = _("Please give a reason.")


@transaction.atomic
def claim(order: WorkOrder, *, wish: str, text: str, claimed_by: str, by: Actor, at: datetime) -> Claim:
    """The customer asks for another repair, a return or an exchange of accepted work.

    Raises ``NotAcceptedYet``, ``ClaimOpen`` or ``InvalidInput`` (RQ-ACC-02).
    """
    order = lock(order)
    may_claim(by, order).or_refuse()
    if order.handed_over_at is None or order.outcome != WorkOrder.Outcome.REPAIRED:
        raise NotAcceptedYet()
    if wish not in Claim.Wish.values:
        raise InvalidInput(_("Please choose one of the listed values."), field="wish")
    if Claim.objects.filter(order=order, state=Claim.State.OPEN).exists():
        raise ClaimOpen()
    made = Claim.objects.create(
        order=order,
        wish=wish,
        text=sentence(text, "text"),
        claimed_by=sentence(claimed_by, "claimed_by")[:80],
        noted_by=by.name,
        claimed_at=at,
    )
    known = facts.of_order(order) | {"claim_id": made.pk, "wish": made.wish}
    record("acceptance.claimed", made, by=by, at=at, text=made.text, name=made.claimed_by, **known)
    return made


@transaction.atomic
def decide_claim(
    claim: Claim, *, granted: bool, by: Actor, at: datetime, answer: str = "", at_own_cost: bool = False
) -> Claim:
    """Grant what is within reason, or say why not; ``at_own_cost``: out of warranty the customer pays.

    A granted repair becomes an order of its own; return and exchange are handed over with the event.
    Raises ``ClaimDecided`` or ``AnswerMissing`` (RQ-ACC-02).
    """
    order = lock(WorkOrder(pk=claim.order_id))
    claim = lock(claim)
    claim.order = order
    may(by, "acceptance.decide", order).or_refuse()
    if claim.state != Claim.State.OPEN:
        raise ClaimDecided()
    if not answer.strip() and (not granted or at_own_cost):
        raise AnswerMissing(field="answer")
    claim.state = Claim.State.GRANTED if granted else Claim.State.REFUSED
    claim.answer, claim.at_own_cost = answer.strip()[:300], granted and at_own_cost
    claim.decided_by, claim.decided_at = by.name, at
    claim.save(update_fields=["state", "answer", "at_own_cost", "decided_by", "decided_at"])
    kind = "acceptance.claim_granted" if granted else "acceptance.claim_refused"
    known = facts.of_order(order) | {"claim_id": claim.pk, "wish": claim.wish}
    record(
        kind,
        claim,
        by=by,
        at=at,
        text=claim.text,
        reason=claim.answer,
        at_own_cost=claim.at_own_cost,
        **known,
    )
    return claim
