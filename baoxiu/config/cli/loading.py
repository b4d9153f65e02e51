"""How a process loads its modules."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

RUBBISH = 8_000, 20, 20
"""After so many more objects rubbish is looked for, each twentieth time among older ones too. What was loaded does not
count, so that Python, left alone, would look through all that is kept during nearly every page; after much more, one page in
twenty would pay for all."""


@contextmanager
def loading() -> Iterator[None]:
    """Look for no rubbish among what is loaded, now or later: it stays, and looking takes a seventh of the start."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(*RUBBISH)
        gc.enable()
