"""The database for the length of one command."""

import contextlib
from collections.abc import Iterator

from django.conf import settings
from django.db import connections

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
        try:
            yield environment
        finally:
            _close_pools()


def _close_pools() -> None:
    """Let go before the server stops; a pool that still opens a connection would complain of it."""
    if settings.configured:
        for connection in connections.all(initialized_only=True):
            connection.close()
            connection.close_pool()
