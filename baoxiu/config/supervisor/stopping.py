"""Ctrl-C and SIGTERM as a quiet wish: the first asks, the second insists."""

import contextlib
import os
import select
import signal
from collections.abc import Iterator
from types import FrameType

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopWish:
    """Whether a stop was asked for.

    Not a `threading.Event`: its lock may be held by the very code that the signal interrupts, and then both wait for ever.
    """

    def __init__(self) -> None:
        self._asked = False
        self._readable, self._writable = os.pipe()

    def ask(self, number: int = 0, _frame: FrameType | None = None) -> None:
        """Ask for a stop; as the handler of a signal, the second one ends the process at once (children follow)."""
        if self._asked:
            os._exit(128 + number)
        self._asked = True
        os.write(self._writable, b"!")

    def is_set(self) -> bool:
        """Whether it was asked for."""
        return self._asked

    def wait(self, seconds: float) -> bool:
        """Wait for it at most so long; answers whether it was asked for."""
        select.select([self._readable], [], [], seconds)
        return self._asked

    def close(self) -> None:
        """Let go of the pipe."""
        os.close(self._readable)
        os.close(self._writable)


@contextlib.contextmanager
def stop_wish() -> Iterator[StopWish]:
    """A wish that the first stop signal sets."""
    wish = StopWish()
    before = {number: signal.signal(number, wish.ask) for number in STOP_SIGNALS}
    try:
        yield wish
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        wish.close()
