"""What every page shell needs; lazy where it costs a query."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject, lazystr

from baoxiu.basics.notifications.queries import unread
from baoxiu.core import clock
from baoxiu.core.policy.queries import value
from baoxiu.web.shared.menu import menu_for


def shell(request: HttpRequest) -> dict[str, Any]:
    """Firm, actor and navigation for the shells."""
    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "now": timezone.localtime(clock.now()),
        "firm_name": SimpleLazyObject(lambda: _firm("firm.name")),
        "hotline": SimpleLazyObject(lambda: _firm("firm.hotline")),
        "nav": SimpleLazyObject(lambda: menu_for(actor, request.path) if actor else []),
        "desk_home": lazystr(reverse("desk:home")),
        "search_url": reverse("desk:search"),
        "inbox_url": reverse("desk:inbox"),
        "unread": SimpleLazyObject(lambda: unread(request.user) if actor else 0),
        "portal_home": reverse("portal:home"),
        "user_name": SimpleLazyObject(lambda: actor.name if actor else ""),
    }


def _firm(key: str) -> str:
    return str(value(key, at=clock.now()).value)
