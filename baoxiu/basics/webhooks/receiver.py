"""The way to a receiver: its address checked, then one POST to exactly that address.

A name is resolved by us and the connection goes to what was checked, so a name that changes its mind between the two
leads nowhere else. Redirects are not followed, and the whole exchange has one time limit.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from threading import Timer
from urllib.parse import SplitResult, urlsplit

from baoxiu.basics.webhooks.rules import may_connect

TIMEOUT = 10.0
EXCERPT = 2048
PORTS = {"http": 80, "https": 443}


class Forbidden(OSError):
    """The host has an address to which nothing is sent."""


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


def addresses(host: str, port: int, *, allow_private: bool) -> list[str]:
    """The IP addresses of a host; raises ``Forbidden`` when one of them is not allowed, ``OSError`` for no host."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as trouble:
        raise OSError("not a host name") from trouble
    numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not numbers or not all(may_connect(one, allow_private=allow_private) for one in numbers):
        raise Forbidden("the address of the receiver is not public")
    return numbers


def post(url: str, body: str, headers: Mapping[str, str], *, allow_private: bool) -> Outcome:
    """Send a body; never raises for what a network or a receiver does."""
    parts = urlsplit(url)
    try:
        connection = _Checked(parts, allow_private=allow_private)
        with _time_limit(connection):
            return _exchange(connection, parts, body, headers)
    except (OSError, HTTPException, ValueError) as trouble:
        return Outcome(None, f"{type(trouble).__name__}: {trouble}"[:300])


def _exchange(connection: _Checked, parts: SplitResult, body: str, headers: Mapping[str, str]) -> Outcome:
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


class _Checked(HTTPConnection):
    """A connection to the address that was checked, under the name that was given."""

    def __init__(self, parts: SplitResult, *, allow_private: bool) -> None:
        host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
        self.address = addresses(host, port, allow_private=allow_private)[0]
        self.default_port = PORTS[parts.scheme]
        self._secure = parts.scheme == "https"
        super().__init__(host, port, timeout=TIMEOUT)

    def connect(self) -> None:
        """Open it; the certificate must be that of the name."""
        self.sock = socket.create_connection((self.address, self.port), TIMEOUT)
        if self._secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock.do_handshake()

    def cut(self) -> None:
        """End it from another thread: whoever waits for the receiver wakes up."""
        if self.sock is not None:
            with suppress(OSError):
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


@contextmanager
def _time_limit(connection: _Checked) -> Iterator[None]:
    """A receiver that sends a letter every few seconds does not keep us either."""
    timer = Timer(TIMEOUT, connection.cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        connection.close()
