"""The database for the length of one command."""

import contextlib
from collections.abc import Iterator

from baoxiu.config.environment import Environment, current


@contextlib.contextmanager
def running_database(environment: Environment | None = None) -> Iterator[Environment]:
    """Start or adopt our own PostgreSQL for the block; with an external one there is nothing to do.

    Raises ClusterTrouble when it does not start.
    """
    environment = environment or current()
    if not environment.own_database:
        yield environment
        return
    with environment.cluster:
        yield environment
