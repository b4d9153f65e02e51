"""From where somebody asks: the only place that reads it, for every limit and record."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

NOWHERE = "0.0.0.0"


def address_of(request: HttpRequest) -> str:
    """The sender's address; what a proxy says counts only when it is one of ours (A07)."""
    chain = (*request.headers.get("X-Forwarded-For", "").split(","), request.META.get("REMOTE_ADDR", ""))
    known = NOWHERE
    for hop in reversed(list(_addresses(chain))):
        known = hop
        if not any(ip_address(hop) in network for network in settings.TRUSTED_PROXIES):
            break
    return known


def _addresses(chain: tuple[str, ...]) -> Iterator[str]:
    for hop in chain:
        try:
            yield str(ip_address(hop.strip()))
        except ValueError:
            continue
