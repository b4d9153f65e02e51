"""What a timed rule consists of: facts that start, keep, pause and end it, its limit, and whom it escalates to.

``limit`` names the policy that holds the number; ``told`` names the field of the starting event in which the
stage wrote a moment that was told to the customer: where it stands, that moment is the deadline. A fact
written as ``kind?field`` counts only where that field of the event is true. ``extends_on``: more time, to ``due_at``.
``renews_on``: what keeps it while it runs and lets it run anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from baoxiu.basics.promises.rules import Unit

type Scope = Literal["case", "number", "subject"]


@dataclass(frozen=True, slots=True)
class Step:
    """Whom an overdue matter goes to, and how many hours after the deadline (RQ-NOT-04)."""

    role: str
    after_hours: int


@dataclass(frozen=True, slots=True)
class PauseRule:
    """From one fact to the next the clock stands, for a reason (notes to appendix (c))."""

    on: tuple[str, ...]
    until: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class PromiseKind:
    """One timed rule. ``scope``: facts of the whole case concern it, or only those with the same number, or only
    those about the same thing."""

    code: str
    label: object
    rule: str
    starts_on: tuple[str, ...]
    keeps_on: tuple[str, ...]
    limit: str
    unit: Unit
    owner_role: str
    cancels_on: tuple[str, ...] = ()
    extends_on: tuple[str, ...] = ()
    pauses: tuple[PauseRule, ...] = ()
    escalation: tuple[Step, ...] = ()
    warn: Decimal = Decimal("0.75")
    scope: Scope = "number"
    renews_on: tuple[str, ...] = ()
    told: str = ""
    lower_limit: str = ""
    lower_told: str = ""
    mode: str = ""
    starts_anew: bool = False

    @property
    def counts_working_days(self) -> bool:
        """Whether the working calendar decides."""
        return self.unit in (Unit.WORKING_DAYS, Unit.WORKING_HOURS)
