"""Verdicts: a permission answers yes, or no with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.refusals import NotAllowed


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether something is allowed and, when not, the sentence that says why."""

    allowed: bool
    reason: object = ""

    def __bool__(self) -> bool:
        return self.allowed

    def __and__(self, other: Verdict) -> Verdict:
        return other if self.allowed else self

    def or_refuse(self) -> None:
        """Raise ``NotAllowed`` with the reason unless allowed."""
        if not self.allowed:
            raise NotAllowed(self.reason)


ALLOWED = Verdict(True)


def deny(reason: object) -> Verdict:
    """A refusal with its sentence."""
    return Verdict(False, reason)


def needs(actor: Actor, right: str) -> Verdict:
    """Allowed when one of the actor's roles carries the right (RQ-SEC-06)."""
    if actor.has(right):
        return ALLOWED
    return deny(_("Your role does not include this step."))


def in_scope(actor: Actor, outlet_id: int | None) -> Verdict:
    """Allowed when the row's outlet lies in the actor's data scope."""
    if actor.kind in ("system", "import") or actor.sees_outlet(outlet_id):
        return ALLOWED
    return deny(_("This belongs to another outlet."))
