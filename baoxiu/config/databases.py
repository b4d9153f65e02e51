"""The database connection as Django wants it."""

from __future__ import annotations

from select import POLLIN, poll
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from psycopg import Connection
from psycopg_pool import ConnectionPool

from baoxiu.config.environment import Environment
from baoxiu.core.cursors import PlanningCursor

PLANNING = "-c join_collapse_limit=4"
"""Our joins stand in a good order as written. To search for a better one costs more than the answer: 330 ms of planning
instead of 60 for an order with everything its page tells."""


def database(environment: Environment) -> dict[str, Any]:
    """Django's settings for the role of this process (RQ-SEC-04: web and worker are not the owner)."""
    url = urlsplit(environment.database_url)
    query = dict(parse_qsl(url.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": query.pop("host", "") or url.hostname or "",
        "PORT": str(url.port or ""),
        "OPTIONS": {
            "server_side_binding": True,
            "cursor_factory": PlanningCursor,
            "prepare_threshold": 3,
            "options": PLANNING,
            "pool": {"min_size": 1, "max_size": 12, "timeout": 10, "check": is_there},
            **query,
        },
    }


def is_there(known: Connection[Any]) -> None:
    """Raise where the server has ended a pooled connection, as it does when it restarts.

    Then it has told us so: only where there is something to read, which else there is not, a question is worth its way.
    """
    told = poll()
    told.register(known.pgconn.socket, POLLIN)
    if told.poll(0):
        ConnectionPool.check_connection(known)


def limit(settings: dict[str, Any], seconds: int) -> None:
    """Let no statement of the web process take longer: a page that nobody waits for any more costs the others time.

    Must be called before the first connection. Behind a pooler that refuses ``options``, set it for the role instead.
    """
    if seconds:
        options = settings["OPTIONS"]
        options["options"] = f"{options.get('options', '')} -c statement_timeout={seconds}s".strip()
