"""Stages of an order's way that many tests start from: reached once by the actions, then put back as rows."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any

from tests import snapshot
from tests.snapshot import Snapshot

NOT_KEPT = ("cast", "client")
"""What the traveller of a way holds beside where he is."""


@dataclass
class _Ground:
    """The rows that a way starts from, and how many rows had been changed when they were laid."""

    rows: Snapshot
    changes: int | None


@dataclass(frozen=True)
class _Stage:
    rows: Snapshot
    memory: bytes


_ground = _Ground(Snapshot({}, {}), None)
_stages: dict[tuple[Any, ...], _Stage] = {}


def begin(rows: Snapshot) -> None:
    """From here on nothing has been done but what these rows tell."""
    _ground.rows, _ground.changes = rows, snapshot.changes()


@contextmanager
def aside() -> Iterator[None]:
    """What happens in here means nothing to the way, as somebody's signing in."""
    untouched = _untouched()
    yield
    if untouched:
        _ground.changes = snapshot.changes()


def _untouched() -> bool:
    return _ground.changes is not None and snapshot.changes() == _ground.changes


def kept[**P, R](step: Callable[P, R]) -> Callable[P, R]:
    """A step from the cast to a stage: done once in a process; who starts from the untouched cast gets its rows.

    Its first argument is the traveller, whose fields come back as well, or the cast. After any other change the step
    is done anew. Steps that leave files behind are not kept.
    """

    @wraps(step)
    def reach(*given: P.args, **more: P.kwargs) -> R:
        traveller: Any
        traveller, *rest = given
        if not _untouched():
            return step(*given, **more)
        cast = getattr(traveller, "cast", traveller)
        key = (step, cast.at, *map(repr, (_fields(traveller), rest, sorted(more.items()))))
        if key not in _stages:
            answer = step(*given, **more)
            memory = pickle.dumps((_fields(traveller), answer))
            _stages[key] = _Stage(snapshot.take().since(_ground.rows), memory)
            return answer
        stage = _stages[key]
        stage.rows.put_back()
        found: R
        fields, found = pickle.loads(stage.memory)
        vars(traveller).update(fields)
        return found

    return reach


def _fields(traveller: Any) -> dict[str, Any]:
    """Where the traveller is; the cast itself goes nowhere."""
    if not hasattr(traveller, "cast"):
        return {}
    return {name: value for name, value in vars(traveller).items() if name not in NOT_KEPT}
