"""Ctrl-C and SIGTERM as a quiet wish: the first asks, the second insists."""

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from types import FrameType

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextlib.contextmanager
def stop_wish() -> Iterator[threading.Event]:
    """An event that the first stop signal sets; a second one ends the process at once (children follow)."""
    wish = threading.Event()

    def ask(number: int, _frame: FrameType | None) -> None:
        if wish.is_set():
            os._exit(128 + number)
        wish.set()

    before = {number: signal.signal(number, ask) for number in STOP_SIGNALS}
    try:
        yield wish
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
