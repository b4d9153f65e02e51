"""Who may do what with a repair request."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.permissions import ALLOWED, Verdict, deny, in_scope, needs
from baoxiu.flow.intake.lifecycle import REQUEST
from baoxiu.flow.intake.models import Opinion, RepairRequest


def may(request: RepairRequest, verb: str, actor: Actor) -> Verdict:
    """Whether the actor may take this step with this request, whatever its stage (RQ-SEC-06)."""
    return needs(actor, REQUEST.move(verb).right) & reaches(request, actor)


def may_attach(request: RepairRequest, actor: Actor) -> Verdict:
    """Whether the actor may add photos and proofs (RQ-REG-07)."""
    return needs(actor, "intake.register") & reaches(request, actor)


def may_locate(request: RepairRequest, actor: Actor) -> Verdict:
    """Whether the actor may say where the address is: who takes requests in, or sends somebody there (RQ-DSP-03)."""
    right = "dispatch.assign" if actor.has("dispatch.assign") else "intake.register"
    return needs(actor, right) & reaches(request, actor)


def reaches(request: RepairRequest, actor: Actor) -> Verdict:
    """Whether the request is the customer's own, or lies in the outlet's scope."""
    if actor.kind == "customer":
        own = actor.id == str(request.pk)
        return ALLOWED if own else deny(_("This request belongs to somebody else."))
    return in_scope(actor, request.outlet_id)


def may_opine(opinion: Opinion, actor: Actor) -> Verdict:
    """Whether the actor speaks for the department that is asked (RQ-TRI-05)."""
    mine = ALLOWED if opinion.role in actor.roles else deny(_("Another department is asked."))
    return needs(actor, "intake.opine") & mine & in_scope(actor, opinion.request.outlet_id)
