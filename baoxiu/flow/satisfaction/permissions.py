"""Who may ask, answer and solve (RQ-SAT, RQ-SEC-06)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.permissions import ALLOWED, Verdict, deny, needs
from baoxiu.flow.satisfaction.models import Remark, SurveyAsk
from baoxiu.flow.visits.permissions import may


def may_answer(actor: Actor, ask: SurveyAsk) -> Verdict:
    """The customer by the own link; a clerk who hears it on the phone."""
    right = "followups.rate" if actor.kind == "customer" else "satisfaction.ask"
    return may(actor, right, ask.order)


def may_solve(actor: Actor, remark: Remark) -> Verdict:
    """The department that has the remark, or whoever runs the rounds."""
    if actor.has("satisfaction.run") or remark.department in actor.roles:
        return needs(actor, "satisfaction.note")
    return deny(_("The remark is with another department."))


def may_give(actor: Actor, remark: Remark) -> Verdict:
    """Whoever asks customers gives their remarks to the departments."""
    visible = Remark.objects.for_actor(actor).filter(pk=remark.pk).exists()
    return (ALLOWED if visible else deny(_("This remark is not yours."))) & needs(actor, "satisfaction.ask")
