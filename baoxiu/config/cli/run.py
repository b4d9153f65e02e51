"""`baoxiu run`: everything, until Ctrl-C."""

import sys

import click

from baoxiu.config.environment import current
from baoxiu.config.supervisor import Supervisor
from baoxiu.config.words import _


@click.command(help=_("Start everything: database, web and background work. Ctrl-C stops it."))
@click.option("--demo", is_flag=True, help=_("Load the demo firm when the database is empty."))
def command(demo: bool) -> None:
    """Run the supervisor."""
    sys.exit(Supervisor(current(), demo=demo).run())
