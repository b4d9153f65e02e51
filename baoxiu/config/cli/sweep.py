"""`baoxiu sweep`: look once for deadlines that have come."""

import click

from baoxiu.basics.promises.actions import sweep
from baoxiu.config.cli.connection import running_database
from baoxiu.config.words import _
from baoxiu.core import clock


@click.command(help=_("Look once for deadlines that have come (the worker does it every minute)."))
def command() -> None:
    """Run the sweep of promises."""
    with running_database():
        sweep(at=clock.now())
    click.echo(_("Done."))
