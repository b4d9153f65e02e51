"""Every right of the house. A role is a named set of these (RQ-SEC-06)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

RIGHTS: dict[str, object] = {
    "intake.see": _("See repair requests"),
    "intake.register": _("Register repair requests"),
    "intake.review": _("Review repair requests"),
    "intake.opine": _("Give a department's opinion in the review of requests"),
    "customers.see": _("See customers"),
    "customers.change": _("Change customers"),
    "customers.propose": _("Draw up the list of key customers"),
    "customers.approve": _("Approve the list of key customers"),
    "products.change": _("Change products"),
    "orders.see": _("See all work orders"),
    "orders.close": _("Close work orders"),
    "orders.hand_back": _("Give products back unrepaired"),
    "orders.cancel": _("Cancel work orders"),
    "orders.conclude": _("Close work orders as an archive tells"),
    "warranty.judge": _("Judge the warranty"),
    "dispatch.see": _("See the dispatch"),
    "dispatch.assign": _("Dispatch"),
    "dispatch.accept": _("Accept jobs"),
    "visits.book": _("Book visits"),
    "visits.go": _("Make visits"),
    "repairs.assess": _("Assess faults"),
    "repairs.quote": _("Make quotes"),
    "repairs.repair": _("Repair"),
    "repairs.supervise": _("Decide what technicians ask, check their steps and make spot checks"),
    "repairs.consent": _("Record the customer's consent"),
    "inspection.inspect": _("Make the final inspection"),
    "acceptance.sign": _("Have the work accepted"),
    "acceptance.decide": _("Decide claims after the acceptance"),
    "acceptance.except": _("Accept work without the customer's signature"),
    "settlement.see": _("See settlements"),
    "settlement.settle": _("Settle and take payments"),
    "followups.see": _("See follow-up calls"),
    "followups.call": _("Make follow-up calls"),
    "followups.decide": _("Decide what a follow-up call could not solve"),
    "followups.rate": _("Rate the service"),
    "satisfaction.see": _("See satisfaction rounds"),
    "satisfaction.run": _("Run satisfaction rounds and their measures"),
    "satisfaction.ask": _("Ask customers in a satisfaction round"),
    "satisfaction.note": _("Note and solve customers' remarks"),
    "campaigns.see": _("See campaigns"),
    "campaigns.run": _("Announce and finish campaigns"),
    "complaints.see": _("See complaints"),
    "complaints.note": _("Note complaints"),
    "complaints.solve": _("Solve complaints"),
    "assistance.see": _("See questions to helpers"),
    "assistance.ask": _("Ask helpers"),
    "assistance.answer": _("Answer as a helper"),
    "contacts.see": _("See contacts with customers"),
    "contacts.note": _("Note contacts with customers"),
    "people.see": _("See people"),
    "people.change": _("Change people and their roles"),
    "outlets.change": _("Change outlets"),
    "parts.see": _("See what is on the vans"),
    "parts.move": _("Book what is put on vans and taken off"),
    "parts.change": _("Change the list of parts"),
    "prices.change": _("Change prices"),
    "settings.see": _("See the settings"),
    "settings.change": _("Change the settings"),
    "visits.confirm": _("Confirm a visit"),
    "api.use": _("Use the interface for programs"),
    "webhooks.see": _("See webhooks"),
    "webhooks.change": _("Change webhooks"),
    "audit.see": _("See the audit trail"),
    "lists.export": _("Export lists"),
    "lists.share": _("Share views of lists with a role"),
}

CUSTOMER_RIGHTS = frozenset(
    {
        "intake.register",
        "repairs.consent",
        "acceptance.sign",
        "followups.rate",
        "visits.confirm",
    }
)
"""What a customer does with the signed link, and only in the own case."""

POWERS = frozenset({"people.change", "outlets.change", "prices.change", "settings.change", "webhooks.change"})
"""Rights over the house itself: nobody gives one away without holding it."""


def all_that_end_with(*endings: str) -> frozenset[str]:
    """The rights whose verb is one of these, such as ``see``."""
    return frozenset(right for right in RIGHTS if right.partition(".")[2] in endings)
