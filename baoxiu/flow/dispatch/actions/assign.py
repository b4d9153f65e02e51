"""Giving an order to a technician."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.customers.actions import mark_served
from baoxiu.basics.technicians.models import Technician
from baoxiu.core.actors import Actor
from baoxiu.core.decisions.actions import decide
from baoxiu.core.decisions.models import Decision
from baoxiu.core.gathering import insert
from baoxiu.core.refusals import Conflict, Refusal
from baoxiu.core.rows import is_new, lock
from baoxiu.core.sentences import joined
from baoxiu.flow.dispatch.facts import plain_need, plain_ranking, tell
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.dispatch.permissions import may_assign
from baoxiu.flow.dispatch.queries import Survey, sentences, survey, who_was_first
from baoxiu.flow.dispatch.rules import Ranking, Rejected, Scored
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.moves import move

NOBODY = "nobody"


class NoCandidate(Refusal):
    """Nobody may take the order; it stays where it is and the dispatcher is told."""

    code = "no_candidate"
    message = _("No technician fits this order at present. The list of candidates says why.")


class Unfit(Refusal):
    """The technician chosen by hand fails a gate; the sentence says which."""

    code = "technician_unfit"


class AssignedMeanwhile(Conflict):
    """Somebody else was first."""

    code = "assigned_meanwhile"


@dataclass(frozen=True, slots=True)
class _Choice:
    """Who, how, and the decision behind it (none for what an archive tells)."""

    technician: Technician
    how: str
    decision: Decision | None = None


def assign(
    order: WorkOrder,
    technician: Technician | None = None,
    *,
    reason: str = "",
    decision: Decision | None = None,
    by: Actor,
    at: datetime,
) -> Assignment:
    """Give the order to the best by rule, or by hand to ``technician``; again for another one (RQ-DSP-01,
    RQ-DSP-02).

    By hand the gates hold as well (RQ-DSP-05). With ``decision`` the plan has chosen the technician and has looked at
    the gates, by itself (the system) or for somebody who moved the order there. ``order`` is what the actor has seen:
    when it was given to somebody meanwhile, ``AssignedMeanwhile`` says by whom. Raises also ``NoCandidate`` (kept as a
    decision and the event ``dispatch.not_possible``), ``Unfit``, ``IllegalMove``, ``NotAllowed``.
    """
    try:
        made = _assign(order, technician, reason, decision, by=by, at=at)
    except IntegrityError:
        raise AssignedMeanwhile(who_was_first(order))
    if made is None:
        raise NoCandidate()
    return made


@transaction.atomic
def _assign(
    order: WorkOrder,
    technician: Technician | None,
    reason: str,
    decision: Decision | None,
    *,
    by: Actor,
    at: datetime,
) -> Assignment | None:
    fresh = lock(order)
    may_assign(fresh, by).or_refuse()
    ORDER.after("assign", fresh.stage)
    if (fresh.stage, fresh.technician_id) != (order.stage, order.technician_id):
        raise AssignedMeanwhile(who_was_first(fresh))
    chosen = _Choice(technician, _how(by), decision) if technician and decision else None
    choice = chosen or _choose(fresh, technician, by=by, at=at)
    return _give(fresh, choice, reason, by=by, at=at) if choice else None


def _how(by: Actor) -> str:
    return str(Assignment.How.AUTOMATIC if by.kind == "system" else Assignment.How.MANUAL)


def _choose(order: WorkOrder, technician: Technician | None, *, by: Actor, at: datetime) -> _Choice | None:
    if technician and by.kind == "import":
        return _Choice(technician, str(Assignment.How.MANUAL))
    found = survey(order, at=at)
    entry = found.ranking.best if technician is None else _checked(found.ranking, technician)
    decision = _decide(order, found, entry, by=by, at=at)
    if entry is None:
        tell("dispatch.not_possible", order, by=by, at=at, why=NOBODY, decision_id=decision.pk)
        return None
    how = str(Assignment.How.MANUAL if technician else Assignment.How.AUTOMATIC)
    return _Choice(found.technicians[entry.technician_id], how, decision)


def _checked(ranking: Ranking, technician: Technician) -> Scored:
    """The technician's entry; raises ``Unfit`` with the reasons against."""
    try:
        entry = ranking.verdict_on(technician.pk)
    except KeyError:
        raise Unfit(_("Belongs to another outlet."), field="technician")
    if isinstance(entry, Rejected):
        raise Unfit(joined(sentences(entry.reasons)), field="technician")
    return entry


def _decide(order: WorkOrder, found: Survey, entry: Scored | None, *, by: Actor, at: datetime) -> Decision:
    """Keep the whole ranking, so that the choice can be shown and contested."""
    return decide(
        "dispatch",
        order,
        result=str(entry.technician_id) if entry else NOBODY,
        reasons=[reason.plain() for reason in entry.reasons] if entry else [],
        inputs=plain_need(found),
        outputs=plain_ranking(found),
        rule_ids=["RQ-DSP-01", "RQ-DSP-03", "RQ-DSP-05"],
        policies=[found.emphasis],
        by=by,
        at=at,
    )


def _give(order: WorkOrder, choice: _Choice, reason: str, *, by: Actor, at: datetime) -> Assignment:
    before, former = order.stage, order.technician_id
    if former:
        Assignment.objects.filter(order=order, state__in=Assignment.LIVE).update(
            state=Assignment.State.REPLACED, answered_at=at
        )
    made = Assignment(
        order=order,
        technician=choice.technician,
        decision=choice.decision,
        how=choice.how,
        reason=reason.strip()[:300],
        by_name=by.name,
        at=at,
    )
    insert(made, ahead=is_new(order))
    order.technician = choice.technician
    if order.outlet_id is None:
        order.outlet_id = choice.technician.outlet_id
        mark_served(order.customer, choice.technician.outlet, by=by, at=at)
    move(order, "assign", by=by, also=("technician", "outlet"))
    tell(
        "dispatch.assigned",
        order,
        made,
        by=by,
        at=at,
        assignment_id=made.pk,
        how=made.how,
        reason=made.reason,
        old=before,
        new=order.stage,
        old_technician_id=former,
    )
    return made
