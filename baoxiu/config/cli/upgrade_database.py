"""`baoxiu upgrade-database`: the data directory to a newer major version of PostgreSQL."""

import datetime
from pathlib import Path

import click

from baoxiu.config.cli.progress import shown_progress
from baoxiu.config.environment import current
from baoxiu.config.postgres.upgrade import plan_upgrade, upgrade
from baoxiu.config.supervisor.single import only_run
from baoxiu.config.words import _


@click.command(help=_("Move the database to a newer major version of PostgreSQL; the old one is kept."))
@click.option(
    "--old-bin",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help=_("The programs of the present version, when they are not installed."),
)
def command(old_bin: Path | None) -> None:
    """Plan the move, do it, and say where the old cluster is."""
    environment = current()
    if not environment.own_database:
        raise click.ClickException(_("DATABASE_URL is set: upgrade that server with its own tools."))
    today = datetime.datetime.now().astimezone().date()
    with only_run(environment), shown_progress() as progress:
        plan = plan_upgrade(environment.data, configured=environment.pg_bin, old_folder=old_bin, today=today)
        if plan is None:
            click.echo(_("Nothing to do: the database has the version of the installed PostgreSQL."))
            return
        upgrade(environment.data, plan, progress=progress)
    text = _("The database now runs on PostgreSQL {new}; the old one ({old}) is kept in {kept}.")
    click.echo(text.format(new=plan.new.version, old=plan.old.version, kept=plan.kept))
