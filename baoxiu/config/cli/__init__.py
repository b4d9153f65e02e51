"""The one command-line entry: `baoxiu <command>`. Each command is one file, loaded when it is called."""

from baoxiu.config.cli.group import main

__all__ = ["main"]
