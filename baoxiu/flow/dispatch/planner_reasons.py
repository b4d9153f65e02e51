"""Why the planner sends a technician to an order or does not, and what would make it possible, as sentences."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "no_skill": _("Lacks the skill “%(skill)s”."),
    "level_too_low": _("Has level %(level)s in “%(skill)s”, level %(needed)s is needed."),
    "no_certificate": _("Lacks the certificate “%(certificate)s”."),
    "outside_region": _("Does not work in the region of the address."),
    "excluded": _("Has declined or handed back this order."),
    "pinned": _("The order is reserved for %(technician)s."),
    "locked": _("The visit is fixed with %(technician)s on %(day)s."),
    "no_shift": _("Has no shift in the customer's time."),
    "certificate_lapsed": _("The certificate “%(certificate)s” is not valid on that day."),
    "daily_cap": _("Already has the %(cap)s visits that are allowed in a day."),
    "part_missing": _("%(units)s of part %(part)s are missing on the van."),
    "window": _("Could only start on %(day)s at %(time)s, outside the customer's time."),
    "others_windows": _("Would come %(minutes)s minutes too late to order %(order)s."),
    "break": _("The break would have to be left out."),
    "shift_end": _("Would be home %(minutes)s minutes after what the shift and its overtime allow."),
    "no_time": _("The day is full: no place between the other visits."),
    "no_helper": _("Nobody is free at the same time as the second person."),
    "no_leader": _("Could help, but nobody qualified is free at the same time."),
    "others_promises": _("Would make other visits later than was promised."),
    "dearer_than_now": _("Would cost %(minutes)s minutes more than the visit as it is planned."),
    "costs_more": _("Would cost %(minutes)s minutes more than it is worth to serve the order."),
    "change_overtime": _(
        "%(minutes)s minutes of overtime for %(technician)s on %(day)s (costs %(cost)s minutes)."
    ),
    "change_slot": _(
        "A visit by %(technician)s on %(day)s between %(since)s and %(until)s (costs %(cost)s minutes)."
    ),
    "change_part": _(
        "Bring %(units)s of part %(part)s to %(technician)s for %(day)s (costs %(cost)s minutes)."
    ),
    "change_cap": _("One visit more for %(technician)s on %(day)s (costs %(cost)s minutes)."),
}
"""Codes with ``change_``: what would make an order possible that is left out; costs in minutes of travel."""
