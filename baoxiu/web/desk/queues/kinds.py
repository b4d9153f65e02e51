"""The queues of the desk."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.web.desk.queues.kind import Column, Kind

REQUESTS = Kind(
    "requests",
    "desk:requests",
    "intake.see",
    (
        Column("number", pgettext_lazy("desk", "Number"), ("number",), everywhere=True),
        Column("customer", _("Customer"), ("contact_name",)),
        Column("fault", _("Product and fault"), ("family_id",)),
        Column("channel", _("Came by"), ("channel",)),
        Column("submitted", pgettext_lazy("desk", "Reported"), ("submitted_at",), everywhere=True),
        Column("due", _("Deadline"), ("promised_reply_at",)),
        Column("stage", _("Stage"), ("stage",)),
        Column("address", _("Address"), shown=False),
        Column("mode", _("Where"), ("mode",), shown=False),
        Column("serial", _("Serial number"), shown=False),
        Column("agent", _("Taken by"), shown=False),
    ),
    sheet="desk:requests_sheet",
)
ORDERS = Kind(
    "orders",
    "desk:orders",
    "orders.see",
    (
        Column("number", pgettext_lazy("desk", "Number"), ("number",), everywhere=True),
        Column("customer", _("Customer"), ("request__contact_name",)),
        Column("fault", _("Product and fault"), ("family_id",)),
        Column("due", _("Deadline"), ("due_at",)),
        Column("stage", _("Stage"), ("stage",)),
        Column("technician", pgettext_lazy("desk", "Technician"), ("technician__name",)),
        Column("created", _("Created"), ("created_at",), everywhere=True),
        Column("priority", _("Priority"), ("priority",), shown=False, number=True),
        Column("address", _("Address"), shown=False),
        Column("class", _("Paid or free"), ("service_class",), shown=False),
        Column("closed", pgettext_lazy("when", "Closed"), ("closed_at",), shown=False),
    ),
    sheet="desk:orders_sheet",
)
FOLLOWUPS = Kind(
    "followups",
    "desk:followups",
    "followups.see",
    (
        Column("number", _("Order"), ("order__number",)),
        Column("customer", _("Customer"), ("order__request__contact_name",)),
        Column("product", _("Product"), ("order__family_id",)),
        Column("technician", pgettext_lazy("desk", "Technician"), ("order__technician__name",)),
        Column("window", _("Window"), ("until",)),
        Column("tries", _("Tries"), number=True),
        Column("stage", _("Stage"), ("stage",)),
    ),
)
COMPLAINTS = Kind(
    "complaints",
    "desk:complaints",
    "complaints.see",
    (
        Column("number", pgettext_lazy("desk", "Number"), ("number",), everywhere=True),
        Column("text", _("What the customer says")),
        Column("order", _("Order"), ("order__number",)),
        Column("technician", pgettext_lazy("desk", "Technician"), ("order__technician__name",)),
        Column("noted", _("Noted"), ("at",), everywhere=True),
    ),
)
KINDS = {kind.code: kind for kind in (REQUESTS, ORDERS, FOLLOWUPS, COMPLAINTS)}


def kind_of(code: str) -> Kind:
    """The queue of this name; else there is no such page."""
    if code not in KINDS:
        raise Http404
    return KINDS[code]
