"""What every map service for ways looks like."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from baoxiu.basics.travel.rules.coordinates import Point
from baoxiu.basics.travel.rules.speed import Way


class NoAnswer(Exception):
    """The service could not be reached, refused, or said something else than a table; the text says why, without key."""


class Provider(Protocol):
    """A map service. ``rows`` and ``columns``: the largest table that it answers at once; ``by_hour``: knows traffic."""

    @property
    def name(self) -> str: ...
    @property
    def rows(self) -> int: ...
    @property
    def columns(self) -> int: ...
    @property
    def by_hour(self) -> bool: ...

    def block(self, starts: Sequence[Point], ends: Sequence[Point]) -> list[list[Way | None]]:
        """The way from each start to each end, ``None`` where there is none. Raises ``NoAnswer``."""
        ...
