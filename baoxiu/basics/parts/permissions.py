"""Who sees and moves what is on the vans."""

from __future__ import annotations

from baoxiu.basics.technicians.models import Technician
from baoxiu.core.actors import Actor
from baoxiu.core.permissions import ALLOWED, Verdict, in_scope, needs


def may_change_parts(actor: Actor) -> Verdict:
    """The list of parts and what faults usually need."""
    return needs(actor, "parts.change")


def may_see_vans(actor: Actor) -> Verdict:
    """The vans of one's outlets."""
    return needs(actor, "parts.see")


def may_move(actor: Actor, technician: Technician) -> Verdict:
    """Whoever books stock of the outlet; what somebody uses from the own van is booked with the repair."""
    return needs(actor, "parts.move") & in_scope(actor, technician.outlet_id)


def may_give(actor: Actor, technician: Technician) -> Verdict:
    """The same, and every technician from the own van: to the store or to a colleague."""
    return ALLOWED if actor.technician_id == technician.pk else may_move(actor, technician)
