"""Progress of long work on the terminal; silent steps when nobody looks."""

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import Any

import click

from baoxiu.config.words import _

STEPS = {
    "database": _("Database"),
    "files": _("Files"),
    "dump": _("Reading"),
    "restore": _("Writing"),
    "records": _("Records"),
    "simulate": _("Simulations"),
}


@contextlib.contextmanager
def shown_progress() -> Iterator[Callable[[str, int, int], None]]:
    """A `progress(what, done, of)` that redraws one line on a terminal, or writes one line a step."""
    live = sys.stderr.isatty()
    state: dict[str, Any] = {"line": False, "shown": None}

    def show(what: str, done: int, of: int) -> None:
        finished = done >= of
        if (what, done, of) == state["shown"]:
            return
        if live or finished:
            share = 100 if of == 0 else done * 100 // of
            click.echo(
                f"\r{STEPS.get(what, what)}: {done}/{of} ({share}%)", err=True, nl=finished or not live
            )
            state["shown"] = (what, done, of)
        state["line"] = live and not finished

    try:
        yield show
    finally:
        if state["line"]:
            click.echo(err=True)
