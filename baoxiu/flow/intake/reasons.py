"""Why a request is refused, and what the customer is offered instead (RQ-TRI-02, RQ-TRI-07)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

REFUSALS: dict[str, object] = {
    "not_ours": _("Not a product or service of ours"),
    "conditions_not_met": _("The conditions for a repair are not met"),
    "out_of_warranty": _("No longer under warranty"),
    "area_not_served": _("We do not serve this area"),
    "not_repairable": _("This product is no longer repaired"),
    "duplicate": _("Reported already under another number"),
    "other": _("Another reason"),
}

OPTIONS: dict[str, object] = {
    "not_ours": _("Please turn to the maker or seller of the product."),
    "conditions_not_met": _("We can repair it at your cost: please call us for a quote."),
    "out_of_warranty": _(
        "We gladly repair it at your cost: the price stands before the work begins. Our prices: {prices}"
    ),
    "area_not_served": _("You can send the product in or bring it to one of our outlets."),
    "not_repairable": _("We can advise you on a replacement and on returning the old product."),
    "duplicate": _("Please follow the earlier request."),
    "other": _("Please call us if you want to talk about other ways."),
}
