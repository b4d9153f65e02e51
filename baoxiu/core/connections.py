"""Connections out of the house: the address of a host is checked, and the connection goes to what was checked.

A name is resolved by us, so a name that changes its mind between the two leads nowhere else; and the whole exchange has
one time limit.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Timer
from urllib.parse import SplitResult

TIMEOUT = 10.0
PORTS = {"http": 80, "https": 443}
_OWN = tuple(
    ip_network(text)
    for text in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "::1/128", "fc00::/7")
)
_TRANSLATED = ip_network("64:ff9b::/96")


class Forbidden(OSError):
    """The host has an address to which nothing is sent."""


def may_connect(address: str, *, allow_private: bool) -> bool:
    """Whether anything may be sent to this IP address.

    Only public ones; with ``allow_private`` those of a private network and of this machine too, but never link-local
    (where clouds keep their secrets), multicast, reserved or unspecified ones.
    """
    found = _inner(ip_address(address.partition("%")[0]))
    if allow_private and any(found in network for network in _OWN):
        return True
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def _inner(found: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 address only wraps, where it does."""
    if isinstance(found, IPv4Address):
        return found
    if found in _TRANSLATED:
        return IPv4Address(int(found) & 0xFFFFFFFF)
    teredo = found.teredo
    return found.ipv4_mapped or found.sixtofour or (teredo[1] if teredo else found)


def addresses(host: str, port: int, *, allow_private: bool) -> list[str]:
    """The IP addresses of a host; raises ``Forbidden`` when one of them is not allowed, ``OSError`` for no host."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as trouble:
        raise OSError("not a host name") from trouble
    numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not numbers or not all(may_connect(one, allow_private=allow_private) for one in numbers):
        raise Forbidden("the address is not public")
    return numbers


class CheckedConnection(HTTPConnection):
    """A connection to the address that was checked, under the name that was given."""

    def __init__(self, parts: SplitResult, *, allow_private: bool, timeout: float | None = None) -> None:
        host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
        self.address = addresses(host, port, allow_private=allow_private)[0]
        self.default_port = PORTS[parts.scheme]
        self._secure = parts.scheme == "https"
        self.seconds = TIMEOUT if timeout is None else timeout
        super().__init__(host, port, timeout=self.seconds)

    def connect(self) -> None:
        """Open it; the certificate must be that of the name."""
        self.sock = socket.create_connection((self.address, self.port), self.seconds)
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
def time_limit(connection: CheckedConnection) -> Iterator[None]:
    """A receiver that sends a letter every few seconds does not keep us either."""
    timer = Timer(connection.seconds, connection.cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        connection.close()
