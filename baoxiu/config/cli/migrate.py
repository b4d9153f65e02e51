"""`baoxiu migrate`: the database in the state that this version needs."""

import datetime
from pathlib import Path

import click

from baoxiu.basics.accounts.actions import first_admin
from baoxiu.basics.accounts.models import User
from baoxiu.config.archive.write import write_backup
from baoxiu.config.built_in import load_built_in_data
from baoxiu.config.cli.connection import running_database
from baoxiu.config.cli.progress import shown_progress
from baoxiu.config.environment import Environment
from baoxiu.config.preparation import grant_rights, is_new, migrate, pending_migrations
from baoxiu.config.static_files import collect_static
from baoxiu.config.words import _
from baoxiu.core import clock


@click.command(
    help=_("Bring the database to the state that this version needs: tables, rights, built-in data.")
)
@click.option("--welcome", type=click.Path(path_type=Path), hidden=True)
def command(welcome: Path | None) -> None:
    """Migrate if needed (after a backup), then grant and fill; at the very first start make one account."""
    with running_database() as environment:
        pending = pending_migrations()
        if pending:
            _migrate(environment, len(pending))
        collect_static(environment)
        grant_rights(environment)
        load_built_in_data(at=clock.now())
        if welcome is not None and not User.objects.exists():
            welcome.write_text(_first_account())


def _first_account() -> str:
    user, password = first_admin(at=clock.now())
    text = _("First account: {name}, one-time password: {password}")
    return text.format(name=user.username, password=password) + "\n"


def _migrate(environment: Environment, count: int) -> None:
    if not is_new():
        _back_up_first(environment)
    click.echo(_("Applying {count} migrations …").format(count=count))
    migrate()


def _back_up_first(environment: Environment) -> None:
    at = datetime.datetime.now(datetime.UTC)
    folder = environment.data / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"before-migration-{at.astimezone():%Y%m%d-%H%M%S}.tar"
    with shown_progress() as progress:
        write_backup(environment, target, at=at, progress=progress, with_files=False)
    click.echo(_("Backup before the change: {path}").format(path=target))
