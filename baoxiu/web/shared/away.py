"""The database does not answer: a pause, not a mistake (standards.md 4.4 K01)."""

from __future__ import annotations

from django.db import InterfaceError, OperationalError

COME_AGAIN = 5
"""Seconds after which a caller may try again: a restarted database is back by then."""


def is_away(failure: BaseException | None) -> bool:
    """Whether the connection was cut, could not be made, or none was free."""
    return isinstance(failure, OperationalError | InterfaceError)
