"""Who may change technicians."""

from __future__ import annotations

from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.technicians.models import Technician
from baoxiu.core.actors import Actor
from baoxiu.core.permissions import ALLOWED, Verdict, in_scope, needs


def may_hire(actor: Actor, outlet: Outlet) -> Verdict:
    """A new technician for an outlet in one's scope."""
    return needs(actor, "people.change") & in_scope(actor, outlet.pk)


def may_change(actor: Actor, technician: Technician) -> Verdict:
    """Skills, certificates, areas and shifts decide who is sent (RQ-DSP-03, RQ-DSP-05)."""
    return needs(actor, "people.change") & in_scope(actor, technician.outlet_id)


def may_note_absence(actor: Actor, technician: Technician) -> Verdict:
    """Also the dispatch desk, which hears of it first."""
    held = ALLOWED if actor.has("dispatch.assign") else needs(actor, "people.change")
    return held & in_scope(actor, technician.outlet_id)
