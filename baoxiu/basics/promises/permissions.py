"""Who says why a deadline was not kept."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from baoxiu.basics.promises.declarations import PROMISES
from baoxiu.basics.promises.models import Promise
from baoxiu.core.actors import Actor
from baoxiu.core.permissions import Verdict, deny, in_scope


def may_explain(promise: Promise, by: Actor) -> Verdict:
    """Who owns the deadline, or somebody it goes up to, within the outlet (RQ-EXE-09)."""
    above = {step.role for step in PROMISES[promise.kind].escalation} if promise.kind in PROMISES else set()
    if not by.roles & {promise.owner_role, *above}:
        return deny(_("Another role answers for this deadline."))
    return in_scope(by, promise.outlet_id)
