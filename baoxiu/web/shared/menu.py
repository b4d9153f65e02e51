"""The desk's navigation: what a person's rights open."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.web.shared.shapes import NavGroup, NavItem


@dataclass(frozen=True, slots=True)
class Place:
    """A page that some right opens."""

    label: object
    icon: str
    view: str
    right: str = ""
    key: str = ""


MENU: tuple[tuple[object, tuple[Place, ...]], ...] = (
    ("", (Place(_("Home"), "home", "desk:home", key="h"),)),
    (
        _("Service"),
        (
            Place(_("Requests"), "inbox", "desk:requests", "intake.see", "r"),
            Place(_("Orders"), "clipboard-list", "desk:orders", "orders.see", "o"),
            Place(_("Dispatch"), "route", "desk:dispatch", "dispatch.see", "d"),
            Place(_("Follow-up calls"), "phone-outgoing", "desk:followups", "followups.see", "f"),
            Place(_("Satisfaction"), "star", "desk:satisfaction", "satisfaction.see", "s"),
            Place(_("Campaigns"), "send", "desk:campaigns", "campaigns.see"),
            Place(_("Quality"), "rosette-discount-check", "desk:quality", "orders.see", "q"),
            Place(_("Calls"), "headset", "desk:contacts", "contacts.see"),
            Place(_("Assistance"), "help", "desk:assistance", "assistance.see"),
            Place(_("Complaints"), "message-exclamation", "desk:complaints", "complaints.see", "c"),
        ),
    ),
    (
        _("Files"),
        (
            Place(_("Customers"), "users", "desk:customers", "customers.see", "u"),
            Place(_("Products"), "device-desktop", "desk:products", ""),
            Place(_("Outlets"), "building-store", "desk:outlets", "people.see"),
            Place(_("Technicians"), "tool", "desk:technicians", "people.see"),
            Place(_("Van stock"), "package", "desk:vans", "parts.see"),
        ),
    ),
    (
        _("Set-up"),
        (
            Place(_("People"), "user-cog", "desk:people", "people.see"),
            Place(_("Price list"), "tag", "desk:prices", ""),
            Place(_("Settings"), "adjustments", "desk:policies", "settings.see"),
            Place(_("Notices"), "mail", "desk:notices", "settings.see"),
            Place(_("Public notices"), "world", "desk:publications", "settings.see"),
            Place(_("Webhooks"), "send", "desk:webhooks", "webhooks.see"),
        ),
    ),
)


def menu_for(actor: Actor, path: str) -> list[NavGroup]:
    """The groups with at least one page this person may open."""
    groups = []
    for label, places in MENU:
        items = [_item(place, path) for place in places if not place.right or actor.has(place.right)]
        if items:
            groups.append(NavGroup(label, items))
    return groups


def _item(place: Place, path: str) -> NavItem:
    url = reverse(place.view)
    here = path == url if place.view == "desk:home" else path.startswith(url)
    return NavItem(place.label, url, place.icon, current=here, key=place.key)
