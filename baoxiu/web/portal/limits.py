"""Limits against floods on the public pages: per connection and per number, by the hour or day (O07).

All processes share the counters (``core.limits``). Requests by one phone number are counted where they stand.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from baoxiu.core.limits.counting import count
from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import Refusal
from baoxiu.flow.intake.queries import count_by_phone
from baoxiu.web.portal import policies
from baoxiu.web.shared.addresses import address_of

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
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


class TooManyVideosFromHere(TooMany):
    """Enough videos wait for reports from here."""

    message = _(
        "Many videos came from your internet connection today, so we take no more of them for now. Please send "
        "photos instead; what you wrote is kept."
    )


def check_reports(request: HttpRequest, phone: str, *, at: datetime) -> None:
    """Raise ``TooManyReports`` when this connection or this phone number (E.164) has sent its share."""
    if count_by_phone(phone, since=at - DAY) >= value(policies.REPORTS_PER_PHONE, at=at).whole:
        raise TooManyReports()
    if _count("report", address_of(request), at) > value(policies.REPORTS_PER_LINE, at=at).whole:
        raise TooManyReports()


def check_lookup(request: HttpRequest, number: str, *, at: datetime) -> None:
    """Raise ``TooMany`` when this connection or this number was tried too often; right tries count too."""
    check_line(request, at=at)
    if _count("number", number, at) > value(policies.LOOKUPS_PER_NUMBER, at=at).whole:
        raise TooMany()


def check_line(request: HttpRequest, *, at: datetime) -> None:
    """Raise ``TooMany`` when this connection has looked up its share."""
    if _count("lookup", address_of(request), at) > value(policies.LOOKUPS_PER_LINE, at=at).whole:
        raise TooMany()


def check_videos(request: HttpRequest, sent: int, *, at: datetime) -> None:
    """Raise ``TooManyVideosFromHere`` when this connection has sent its share of videos with reports not sent yet."""
    most = value(policies.VIDEOS_PER_LINE, at=at).whole
    if any(_count("video", address_of(request), at, DAY) > most for _video in range(sent)):
        raise TooManyVideosFromHere(field="photos")


def _count(kind: str, who: str, at: datetime, window: timedelta = HOUR) -> int:
    return count(f"portal:{kind}", _house(who), window=window, at=at)


def _house(who: str) -> str:
    try:
        address = ip_address(who)
    except ValueError:
        return who
    if isinstance(address, IPv6Address):
        return str(ip_network((address, _IPV6_HOUSE), strict=False))
    return who
