"""Asking a map service: one exchange of JSON with exactly the address that was checked."""

from __future__ import annotations

import json
from http.client import HTTPException
from typing import Any
from urllib.parse import SplitResult, urlsplit

from baoxiu.basics.travel.providers.kind import NoAnswer
from baoxiu.core.connections import PORTS, CheckedConnection, time_limit

SECONDS = 5.0
"""Somebody may be waiting for the page."""

MOST_BYTES = 16 * 1024 * 1024
SUCCESS = 200


def ask(url: str, *, body: Any = None, allow_private: bool) -> Any:
    """The JSON that a service answers to a GET, or to a POST of ``body``. Raises ``NoAnswer``.

    Without TLS only where the firm allows its own network. Redirects are not followed.
    """
    try:
        parts = urlsplit(url)
        if parts.scheme not in PORTS or not parts.hostname or (parts.scheme == "http" and not allow_private):
            raise NoAnswer("the address must begin with https://")
        connection = CheckedConnection(parts, allow_private=allow_private, timeout=SECONDS)
        with time_limit(connection):
            return json.loads(_exchange(connection, parts, body))
    except (OSError, HTTPException, ValueError) as trouble:
        raise NoAnswer(f"{type(trouble).__name__}: {trouble}"[:200]) from trouble


def _exchange(connection: CheckedConnection, parts: SplitResult, body: Any) -> bytes:
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"Accept": "application/json", "User-Agent": "Baoxiu/1", "Connection": "close"}
    if body is None:
        connection.request("GET", target, headers=headers)
    else:
        connection.request(
            "POST", target, json.dumps(body).encode(), headers | {"Content-Type": "application/json"}
        )
    answer = connection.getresponse()
    if answer.status != SUCCESS:
        raise NoAnswer(f"HTTP {answer.status}")
    text = answer.read(MOST_BYTES + 1)
    if len(text) > MOST_BYTES:
        raise NoAnswer("more than could be meant")
    return text
