"""Who may change products."""

from __future__ import annotations

from baoxiu.core.actors import Actor
from baoxiu.core.permissions import ALLOWED, Verdict, needs


def may_change_catalogue(actor: Actor) -> Verdict:
    """Families, models and kinds of fault."""
    return needs(actor, "products.change")


def may_register_unit(actor: Actor) -> Verdict:
    """A unit that nobody has registered yet: also whoever registers requests."""
    return ALLOWED if actor.has("products.change") else needs(actor, "intake.register")


def may_change_unit(actor: Actor) -> Verdict:
    """Purchase and proof decide who pays, so changing them needs the right."""
    return needs(actor, "products.change")
