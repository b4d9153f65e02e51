"""`baoxiu import-repairs FILE`: real repair records through the same actions."""

import os
from pathlib import Path

import click

from baoxiu.config.cli.connection import running_database
from baoxiu.config.cli.progress import shown_progress
from baoxiu.config.words import _
from baoxiu.demo.repairs.importing import import_file


@click.command(help=_("Take in real repair records from a CSV file; a second run adds nothing."))
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--report", type=click.Path(path_type=Path, dir_okay=False), help=_("Where bad rows are listed.")
)
def command(path: Path, report: Path | None) -> None:
    """Import with progress; bad rows go to the report and not in the way of the rest."""
    with running_database() as environment, shown_progress() as progress:
        target = report or environment.data / f"{path.stem}-report.csv"
        summary = import_file(
            path,
            report=target,
            progress=lambda done, of: progress("records", done, of),
            processes=os.cpu_count() or 1,
        )
    text = _("{rows} rows: {taken} taken in, {known} known already, {bad} bad.")
    bad = len(summary.bad)
    click.echo(text.format(rows=summary.rows, taken=summary.taken, known=summary.known, bad=bad))
    if bad:
        click.echo(_("Bad rows are listed in {path}.").format(path=target))
