"""What the order needs, what each technician offers, and what the ranking says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from baoxiu.core.reasons import Reason

type Stretch = tuple[datetime, datetime]
type Position = tuple[float, float]


@dataclass(frozen=True, slots=True)
class OrderNeed:
    """An order in search of a technician. `window`: the wished visit; `position`: latitude and longitude, `roughly`: of the
    district's middle."""

    on: date
    skill: str
    min_level: int = 1
    certificates: frozenset[str] = frozenset()
    area: str = ""
    outlet_id: int | None = None
    window: Stretch | None = None
    minutes: int = 0
    position: Position | None = None
    roughly: bool = False
    on_site: bool = True
    excluded: frozenset[int] = frozenset()
    repeat_of: int | None = None
    knows_customer: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A technician on the day of the visit. A certificate without a date does not expire. ``missing_parts``: what the order needs
    and the van lacks."""

    technician_id: int
    active: bool = True
    skills: Mapping[str, int] = field(default_factory=dict)
    certificates: Mapping[str, date | None] = field(default_factory=dict)
    areas: frozenset[str] = frozenset()
    outlet_id: int | None = None
    outlet_open: bool = True
    shifts: tuple[Stretch, ...] = ()
    absences: tuple[Stretch, ...] = ()
    open_jobs: int = 0
    capacity: int = 8
    jobs_on_day: int = 0
    daily_cap: int = 8
    jobs_28d: int = 0
    missing_parts: tuple[str, ...] = ()
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each term counts. A weight of 0 switches the term off."""

    load: int = 30
    level: int = 15
    distance: int = 25
    fairness: int = 20
    same_technician: int = 20
    continuity: int = 10
    half_distance_km: int = 10

    def __post_init__(self) -> None:
        shares = (self.load, self.level, self.distance, self.fairness, self.same_technician, self.continuity)
        if min(shares) < 0 or self.half_distance_km <= 0:
            raise ValueError("weights are not negative, and the half distance is positive")


@dataclass(frozen=True, slots=True)
class Part:
    """One term of a score: its value (0 to 100), its weight, what it adds to the total, and why."""

    term: str
    value: Decimal
    weight: int
    contribution: Decimal
    reason: Reason


@dataclass(frozen=True, slots=True)
class Scored:
    """A technician who may take the order. The total (0 to 100) is the sum of the contributions."""

    technician_id: int
    total: Decimal
    parts: tuple[Part, ...]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        return tuple(part.reason for part in self.parts)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A technician who may not, with every reason against."""

    technician_id: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best first; those rejected in the order of their numbers."""

    eligible: tuple[Scored, ...]
    rejected: tuple[Rejected, ...]

    @property
    def best(self) -> Scored | None:
        return self.eligible[0] if self.eligible else None

    def verdict_on(self, technician_id: int) -> Scored | Rejected:
        """What the ranking says of that technician; raises KeyError for one who was no candidate."""
        entries: tuple[Scored | Rejected, ...] = (*self.eligible, *self.rejected)
        for entry in entries:
            if entry.technician_id == technician_id:
                return entry
        raise KeyError(technician_id)
