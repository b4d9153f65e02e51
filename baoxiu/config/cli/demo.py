"""`baoxiu demo`: a believable firm in an empty installation."""

import os
from pathlib import Path

import click

from baoxiu.config.cli.connection import running_database
from baoxiu.config.cli.progress import shown_progress
from baoxiu.config.words import _
from baoxiu.core import clock
from baoxiu.demo.firm import is_loaded, load_demo, may_load, sign_ins


@click.command(help=_("Load the demo firm into an empty installation and show one sign-in per role."))
@click.option("--welcome", type=click.Path(path_type=Path), hidden=True)
def command(welcome: Path | None) -> None:
    """Load it unless it is there; never into a database that somebody works with."""
    with running_database(), shown_progress() as progress:
        if may_load():
            click.echo(_("Loading the demo firm …"))
            load_demo(
                at=clock.now(),
                progress=lambda done, of: progress("records", done, of),
                processes=os.cpu_count() or 1,
            )
        text = _sign_ins() if is_loaded() else ""
    if welcome is not None:
        welcome.write_text(text)
        return
    click.echo(text or _("This installation has data of its own; the demo firm was not loaded."), nl=not text)


def _sign_ins() -> str:
    lines = [f"  {role}: {username} / {password}" for role, username, password in sign_ins()]
    return "\n".join([_("Sign-ins of the demo firm:"), *lines]) + "\n"
