"""The result of one look."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from baoxiu.config.environment import Environment


class Level(StrEnum):
    """How bad it is."""

    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it is, and how to mend it."""

    level: Level
    what: str
    remedy: str = ""


type Check = Callable[[Environment], Finding]


def good(what: str) -> Finding:
    """Nothing to do."""
    return Finding(Level.GOOD, what)


def warning(what: str, remedy: str) -> Finding:
    """Works, but somebody should act."""
    return Finding(Level.WARNING, what, remedy)


def bad(what: str, remedy: str) -> Finding:
    """Does not work."""
    return Finding(Level.BAD, what, remedy)


def examine(checks: list[Check], environment: Environment) -> list[Finding]:
    """The findings of all checks; a check that itself fails is a finding too."""
    return [_examined(check, environment) for check in checks]


def _examined(check: Check, environment: Environment) -> Finding:
    try:
        return check(environment)
    except Exception as trouble:
        return bad(f"{check.__name__}: {type(trouble).__name__}: {trouble}", "")
