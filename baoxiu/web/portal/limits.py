"""Limits against floods on the public pages: per connection and per number, by the hour (O07).

The counters live in Django's cache: exact with a shared cache, otherwise each web process counts for itself.
Requests by one phone number are counted in the database, which all processes share.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import Refusal
from baoxiu.flow.intake.queries import count_by_phone
from baoxiu.web.portal import policies

HOUR = 3600
DAY = timedelta(days=1)
NOWHERE = "0.0.0.0"
_IPV6_HOUSE = 64
"""One household has a whole /64 of addresses."""


class TooMany(Refusal):
    """This sender has asked for too much in too short a time."""

    code, status = "too_many", 429
    message = _("Too many tries from here. Please try again in an hour, or phone us.")


class TooManyReports(TooMany):
    """Enough requests came from here for now."""

    message = _(
        "Many repair requests came from here in a short time. To protect others from misuse we take no more "
        "for now. Please phone us, or try again later; what you wrote is kept."
    )


def check_reports(request: HttpRequest, phone: str, *, at: datetime) -> None:
    """Raise ``TooManyReports`` when this connection or this phone number (E.164) has sent its share."""
    if count_by_phone(phone, since=at - DAY) >= value(policies.REPORTS_PER_PHONE, at=at).whole:
        raise TooManyReports()
    if _count("report", address_of(request)) > value(policies.REPORTS_PER_LINE, at=at).whole:
        raise TooManyReports()


def check_lookup(request: HttpRequest, number: str, *, at: datetime) -> None:
    """Raise ``TooMany`` when this connection or this number was tried too often; right tries count too."""
    check_line(request, at=at)
    if _count("number", number) > value(policies.LOOKUPS_PER_NUMBER, at=at).whole:
        raise TooMany()


def check_line(request: HttpRequest, *, at: datetime) -> None:
    """Raise ``TooMany`` when this connection has looked up its share."""
    if _count("lookup", address_of(request)) > value(policies.LOOKUPS_PER_LINE, at=at).whole:
        raise TooMany()


def address_of(request: HttpRequest) -> str:
    """The sender's address; what a proxy says counts only when it is one of ours."""
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


def _count(kind: str, who: str) -> int:
    key = f"portal:{kind}:{hashlib.sha256(_house(who).encode()).hexdigest()}"
    cache.add(key, 0, HOUR)
    try:
        return int(cache.incr(key))
    except ValueError:
        return 1


def _house(who: str) -> str:
    try:
        address = ip_address(who)
    except ValueError:
        return who
    if isinstance(address, IPv6Address):
        return str(ip_network((address, _IPV6_HOUSE), strict=False))
    return who
