"""The frame of every page of the field door: the tabs under the thumb, with what waits behind them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.basics.notifications.queries import unread
from baoxiu.core import clock
from baoxiu.flow.dispatch.queries import offers
from baoxiu.flow.visits.queries import OPEN
from baoxiu.web.field.own import orders, visits_of_day
from baoxiu.web.shared.shapes import NavItem

UNFINISHED = OPEN


def page(
    request: HttpRequest, template: str, shown: Mapping[str, Any], *, tab: str = "", status: int = 200
) -> HttpResponse:
    """A page in the shell, with its tab marked."""
    return render(request, template, {**shown, "tabs": tabs(request, tab)}, status=status)


def tabs(request: HttpRequest, current: str) -> list[NavItem]:
    """Today's open stops and offers, the open orders, unread notices."""
    actor = request.actor
    offered = offers(actor).count()
    stops = visits_of_day(actor, clock.legal_date(clock.now())).filter(stage__in=UNFINISHED).count()
    places = (
        ("today", _("Today"), "calendar-event", offered + stops),
        (
            "orders",
            pgettext_lazy("technician's tab", "Orders"),
            "clipboard-list",
            orders(actor).open().count(),
        ),
        ("me", pgettext_lazy("technician's tab", "Me"), "user-circle", unread(request.user)),
    )
    return [
        NavItem(label, reverse(f"field:{name}"), icon, current=name == current, count=count)
        for name, label, icon, count in places
    ]
