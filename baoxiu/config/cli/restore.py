"""`baoxiu restore FILE`: everything back, files included."""

import subprocess
import sys
from pathlib import Path

import click

from baoxiu.config.archive.failures import BadArchive
from baoxiu.config.archive.restore import check, is_empty, restore_backup
from baoxiu.config.cli.connection import running_database
from baoxiu.config.cli.progress import shown_progress
from baoxiu.config.environment import current
from baoxiu.config.supervisor.commands import baoxiu_command, child_environ
from baoxiu.config.supervisor.single import only_run
from baoxiu.config.words import _


@click.command(help=_("Bring database and files back from a backup into an empty installation."))
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help=_("Replace what is there."))
def command(path: Path, force: bool) -> None:
    """Check the whole file first; only then touch anything."""
    manifest = check(path)
    environment = current()
    with only_run(environment), running_database(environment), shown_progress() as progress:
        if not force and not is_empty(environment):
            raise BadArchive(
                _("{data} is not empty; --force replaces everything in it.").format(data=environment.data)
            )
        restore_backup(environment, path, manifest, progress)
        environ = child_environ(environment, environment.port, "owner")
        subprocess.run(baoxiu_command("migrate"), env=environ, check=True)
    click.echo(_("Restored from {path} (made {at}).").format(path=path, at=manifest.made_at), file=sys.stdout)
