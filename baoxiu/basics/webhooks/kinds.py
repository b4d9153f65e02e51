"""Which events may leave the house, and which of their data (RQ-SEC-01). What is not named here stays inside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PUBLIC: dict[str, tuple[str, ...]] = {}
"""The names of the data that a receiver is told, by kind of event. The stages' front page fills it."""


def publish(kinds: Mapping[str, tuple[str, ...]]) -> None:
    """Let these kinds out with these data; a kind is published once."""
    if twice := PUBLIC.keys() & kinds.keys():
        raise RuntimeError(f"published twice: {', '.join(sorted(twice))}")
    PUBLIC.update(kinds)


def is_public(kind: str) -> bool:
    """Whether events of this kind may leave the house."""
    return kind in PUBLIC


def told(kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """What of an event's data a receiver is told."""
    return {name: data[name] for name in PUBLIC[kind] if name in data}
