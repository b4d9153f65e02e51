"""The table of commands, and how one is loaded: with Django only when it needs it."""

import importlib
import os
import sys
from dataclasses import dataclass

import click

from baoxiu.config.archive.failures import BadArchive
from baoxiu.config.cli.loading import loading
from baoxiu.config.environment import current
from baoxiu.config.postgres import ClusterTrouble
from baoxiu.config.words import _


@dataclass(frozen=True)
class Entry:
    """Where a command lives and as which database role it uses Django ("" = without Django)."""

    module: str
    summary: str
    role: str = ""


COMMANDS = {
    "run": Entry("run", _("Start everything: database, web and background work.")),
    "demo": Entry("demo", _("Load the demo firm into an empty installation."), "app"),
    "import-repairs": Entry("import_repairs", _("Take in real repair records from a CSV file."), "app"),
    "backup": Entry("backup", _("Write one file that holds everything.")),
    "restore": Entry("restore", _("Bring everything back from a backup file.")),
    "doctor": Entry("doctor", _("Say what is wrong and how to mend it."), "owner"),
    "plan": Entry("plan", _("Plan the visits of a problem file.")),
    "sweep": Entry("sweep", _("Look once for deadlines that have come."), "app"),
    "simulate": Entry("simulate", _("Try a change of the dispatch on simulated weeks."), "app"),
    "web": Entry("web", _("Answer requests until stopped."), "app"),
    "worker": Entry("worker", _("Do background work until stopped."), "app"),
    "migrate": Entry("migrate", _("Bring the database to the state that this version needs."), "owner"),
    "upgrade-database": Entry(
        "upgrade_database", _("Move the database to a newer major version of PostgreSQL.")
    ),
    "manage": Entry("manage", _("Run a management command of Django (for developers)."), "owner"),
}


class CommandTable(click.Group):
    """A click group that loads a command's file only when that command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Every command, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, with Django set up if it needs it."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        with loading():
            if entry.role:
                _set_up_django(entry.role)
            command: click.Command = importlib.import_module(f"baoxiu.config.cli.{entry.module}").command
        command.name, command.help = cmd_name, command.help or entry.summary
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list for `--help`, without loading anything."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])


def _set_up_django(role: str) -> None:
    os.environ["BAOXIU_DATABASE_ROLE"] = role
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baoxiu.config.settings")
    current()
    importlib.import_module("django").setup()


@click.group(
    cls=CommandTable,
    help=_("Baoxiu: after-sales service."),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="baoxiu")
def baoxiu() -> None:
    """Baoxiu: after-sales service."""


def main() -> None:
    """Run the command line; a known trouble is one sentence, not a traceback."""
    try:
        baoxiu(prog_name="baoxiu")
    except (ClusterTrouble, BadArchive) as trouble:
        click.echo(str(trouble), err=True)
        sys.exit(1)
