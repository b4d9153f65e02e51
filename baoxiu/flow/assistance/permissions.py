"""Who may ask a helper, who may answer, and who keeps watching (RQ-TRI-09, RQ-SEC-06)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.permissions import ALLOWED, Verdict, deny, in_scope, needs
from baoxiu.flow.assistance.lifecycle import ASSISTANCE
from baoxiu.flow.assistance.models import Assistance
from baoxiu.flow.intake import permissions as intake
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.work_orders import permissions as work_orders
from baoxiu.flow.work_orders.models import WorkOrder


def may_ask(actor: Actor, about: RepairRequest | WorkOrder) -> Verdict:
    """Whoever works on the request or order; technicians about their own orders."""
    asks = needs(actor, "assistance.ask")
    if isinstance(about, WorkOrder):
        return asks & work_orders.reaches(about, actor)
    return asks & needs(actor, "intake.see") & intake.reaches(about, actor)


def may(actor: Actor, verb: str, row: Assistance) -> Verdict:
    """Whether the actor may take this step with the question, whatever its stage."""
    right = ASSISTANCE.move(verb).right
    mine = _is_asked(actor, row) if right == "assistance.answer" else _watches(actor, row)
    return needs(actor, right) & mine


def _is_asked(actor: Actor, row: Assistance) -> Verdict:
    """The person who was asked; without such a person, whoever has the role within the outlet."""
    if row.helper_id and row.helper_id == actor.user_id:
        return ALLOWED
    if row.helper_id is None and row.role in actor.roles:
        return in_scope(actor, row.outlet_id)
    return deny(_("Somebody else was asked."))


def _watches(actor: Actor, row: Assistance) -> Verdict:
    """Who asked; and the colleagues at the desk, so that nothing is left when somebody is away."""
    if row.asked_by_id and row.asked_by_id == actor.user_id:
        return ALLOWED
    if not actor.has("assistance.see"):
        return deny(_("Somebody else asked this."))
    return in_scope(actor, row.outlet_id)
