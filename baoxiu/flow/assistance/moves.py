"""Moving a question from stage to stage: the one place where its stage changes."""

from __future__ import annotations

from baoxiu.core.actors import Actor
from baoxiu.flow.assistance.lifecycle import ASSISTANCE
from baoxiu.flow.assistance.models import Assistance
from baoxiu.flow.assistance.permissions import may


def move(row: Assistance, verb: str, *, by: Actor) -> None:
    """Take the step with a locked question; the caller saves. Raises ``NotAllowed`` or ``IllegalMove``."""
    may(by, verb, row).or_refuse()
    row.stage = ASSISTANCE.after(verb, row.stage)
