"""What may be registered: the address and the kinds, checked before anything is stored."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.texts import one_line
from baoxiu.basics.webhooks.kinds import PUBLIC
from baoxiu.basics.webhooks.policies import ALLOW_PRIVATE
from baoxiu.basics.webhooks.rules import is_pattern, matches
from baoxiu.core.connections import PORTS, Forbidden, addresses
from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import InvalidInput


class WrongUrl(InvalidInput):
    """This is no address to which something could be sent."""


class PrivateAddress(InvalidInput):
    """The host is not a public one."""

    message = _("This host has an address that is not public; nothing is sent there.")


class UnknownKind(InvalidInput):
    """No public event has this kind."""


def allows_private(at: datetime) -> bool:
    """Whether the firm lets webhooks into its own network."""
    return bool(value(ALLOW_PRIVATE, at=at).value)


def checked_url(text: str, *, at: datetime) -> str:
    """The address as it is kept; raises ``WrongUrl`` or ``PrivateAddress`` for ``url``."""
    url = one_line(text, field="url", most=300)
    parts = _parts(url)
    try:
        addresses(parts.hostname or "", parts.port or PORTS[parts.scheme], allow_private=allows_private(at))
    except Forbidden:
        raise PrivateAddress(field="url")
    except OSError:
        raise WrongUrl(_("This host cannot be found."), field="url")
    return url


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        whole = bool(parts.hostname) and (parts.port is None or parts.port > 0) and url.isascii()
    except ValueError:
        whole = False
    if not whole or parts.scheme not in PORTS or parts.username is not None or parts.fragment or " " in url:
        raise WrongUrl(_("Please enter an address such as https://example.com/hook."), field="url")
    if parts.scheme == "http" and not (settings.DEBUG and _is_this_machine(parts.hostname or "")):
        raise WrongUrl(_("The address must begin with https://."), field="url")
    return parts


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def checked_kinds(kinds: Iterable[str]) -> list[str]:
    """The list without doubles; raises ``UnknownKind`` for what no public event has."""
    wanted = sorted({one.strip() for one in kinds if one.strip()})
    wrong = [one for one in wanted if not is_pattern(one) or not any(matches(one, kind) for kind in PUBLIC)]
    if wrong:
        raise UnknownKind(
            _("There is no such event: {kinds}.").format(kinds=" ".join(wrong)[:200]), field="kinds"
        )
    return wanted
