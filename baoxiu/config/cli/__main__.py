"""`python -m baoxiu.config.cli`: how the supervisor starts its own commands."""

from baoxiu.config.cli import main

main()
