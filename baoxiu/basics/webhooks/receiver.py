"""The way to a receiver: one POST to exactly the address that was checked (``core.connections``).

Redirects are not followed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from urllib.parse import SplitResult, urlsplit

from baoxiu.core.connections import CheckedConnection, time_limit

EXCERPT = 2048


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one POST; ``error`` is empty when the receiver took it."""

    status: int | None
    error: str
    response: str = ""

    @property
    def reached(self) -> bool:
        """Whether the receiver answered at all."""
        return self.status is not None


def post(url: str, body: str, headers: Mapping[str, str], *, allow_private: bool) -> Outcome:
    """Send a body; never raises for what a network or a receiver does."""
    parts = urlsplit(url)
    try:
        connection = CheckedConnection(parts, allow_private=allow_private)
        with time_limit(connection):
            return _exchange(connection, parts, body, headers)
    except (OSError, HTTPException, ValueError) as trouble:
        return Outcome(None, f"{type(trouble).__name__}: {trouble}"[:300])


def _exchange(
    connection: CheckedConnection, parts: SplitResult, body: str, headers: Mapping[str, str]
) -> Outcome:
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection.request(
        "POST",
        target,
        body.encode(),
        {
            "Content-Type": "application/json",
            "User-Agent": "Baoxiu-Webhooks/1",
            "Connection": "close",
            **headers,
        },
    )
    answer = connection.getresponse()
    text = answer.read(EXCERPT).decode("utf-8", "replace").replace("\x00", "")
    return Outcome(answer.status, _complaint(answer.status), text)


def _complaint(status: int) -> str:
    if 200 <= status < 300:
        return ""
    return f"HTTP {status}: redirects are not followed" if 300 <= status < 400 else f"HTTP {status}"
