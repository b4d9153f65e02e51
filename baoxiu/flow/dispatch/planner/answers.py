"""What a running plan answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """A place in a technician's day. ``added``: seconds of travel that the plan costs more, ``terms`` of which; ``helper`` and
    ``helper_place`` where it takes two."""

    technician: int
    day: int
    place: int
    start: int
    added: int
    terms: dict[str, int]
    helper: int | None = None
    helper_place: int = -1


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of possible starts in a technician's day, and what it would cost more."""

    technician: int
    day: int
    first_start: int
    last_start: int
    added: int
