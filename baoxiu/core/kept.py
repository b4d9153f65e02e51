"""Small tables that every action asks: read together and kept for a moment."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, ClassVar


class Kept[T]:
    """What ``read`` gives, kept for ``SECONDS`` in this process.

    Another process sees a change so many seconds later at most. Whoever changes the rows calls ``forget``.
    """

    SECONDS = 2.0
    _all: ClassVar[list[Kept[Any]]] = []

    def __init__(self, read: Callable[[], T]) -> None:
        self._read = read
        self._held: tuple[float, T] | None = None
        Kept._all.append(self)

    def __call__(self) -> T:
        """The value as it is, or was a moment ago."""
        held = self._held
        if held is None or time.monotonic() - held[0] > self.SECONDS:
            held = self._held = (time.monotonic(), self._read())
        return held[1]

    def forget(self) -> None:
        """Read it anew at the next question."""
        self._held = None

    @classmethod
    def forget_all(cls) -> None:
        """Read everything anew: another database is there now."""
        for kept in cls._all:
            kept.forget()
