"""`baoxiu doctor`: what is wrong, and how to mend it."""

import sys

import click

from baoxiu.config.cli.connection import running_database
from baoxiu.config.doctor import database, machine
from baoxiu.config.doctor.finding import Finding, Level, bad, examine
from baoxiu.config.environment import Environment, current
from baoxiu.config.postgres import ClusterTrouble
from baoxiu.config.words import _

MARKS = {Level.GOOD: ("✓", "green"), Level.WARNING: ("!", "yellow"), Level.BAD: ("✗", "red")}


@click.command(help=_("Say in plain words what is wrong and how to mend it."))
def command() -> None:
    """Look at everything; exit code 1 when something does not work."""
    environment = current()
    findings = _show(examine(machine.CHECKS, environment)) + _show(_database_findings(environment))
    wrong = [finding for finding in findings if finding.level is Level.BAD]
    click.echo()
    if wrong:
        click.echo(_("Problems found: {count}.").format(count=len(wrong)))
        sys.exit(1)
    click.echo(_("Nothing is wrong."))


def _database_findings(environment: Environment) -> list[Finding]:
    try:
        with running_database(environment):
            basic = examine(database.BASIC, environment)
            usable = all(finding.level is not Level.BAD for finding in basic)
            return basic + (examine(database.CONTENT, environment) if usable else [])
    except ClusterTrouble as trouble:
        return [bad(str(trouble), _("The database's own log is postgres.log in the data directory."))]


def _show(findings: list[Finding]) -> list[Finding]:
    for finding in findings:
        mark, colour = MARKS[finding.level]
        click.echo(f"{click.style(mark, fg=colour)} {finding.what}")
        if finding.remedy:
            click.echo(f"  → {finding.remedy}")
    return findings
