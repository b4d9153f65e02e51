"""`baoxiu manage …`: Django's own management commands."""

import click
from django.core.management import execute_from_command_line

from baoxiu.config.cli.connection import running_database


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Hand the arguments to Django."""
    with running_database():
        execute_from_command_line(["baoxiu manage", *arguments])
