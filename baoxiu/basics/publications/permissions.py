"""Who speaks for the firm (RQ-PUB-01)."""

from __future__ import annotations

from baoxiu.core.actors import Actor
from baoxiu.core.permissions import Verdict, needs


def may_publish(actor: Actor) -> Verdict:
    """A promise is not cut at will: whoever keeps the settings, with a reason on record."""
    return needs(actor, "settings.change")
