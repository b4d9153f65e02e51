"""`baoxiu backup`: one file that holds everything."""

import datetime
from pathlib import Path

import click

from baoxiu.config.archive.write import write_backup
from baoxiu.config.cli.connection import running_database
from baoxiu.config.cli.progress import shown_progress
from baoxiu.config.words import _


@click.command(help=_("Write database and files into one .tar file, while Baoxiu runs or not."))
@click.option("--to", "target", type=click.Path(path_type=Path, dir_okay=False), help=_("The file to write."))
def command(target: Path | None) -> None:
    """Write a backup and say where it is."""
    at = datetime.datetime.now(datetime.UTC)
    with running_database() as environment, shown_progress() as progress:
        if target is None:
            folder = environment.data / "backups"
            folder.mkdir(mode=0o700, exist_ok=True)
            target = folder / f"baoxiu-{at.astimezone():%Y%m%d-%H%M%S}.tar"
        manifest = write_backup(environment, target, at=at, progress=progress)
    size = target.stat().st_size / 1e6
    text = _("Backup written and verified: {path} ({size:.1f} MB, {count} files)")
    click.echo(text.format(path=target, size=size, count=len(manifest.members) - 1))
