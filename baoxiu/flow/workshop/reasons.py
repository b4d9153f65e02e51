"""Why a unit got a bay, why another bay could not be had: as sentences."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "bay_family": _("%(bay)s is not equipped for this kind of product."),
    "bay_service": _("%(bay)s is not meant for this service."),
    "bay_level": _("%(bay)s is meant for easier work (up to level %(level)s)."),
    "bay_out": _("%(bay)s is out of service at that time."),
    "bay_taken": _("%(bay)s is taken at that time."),
    "bay_closed": _("%(bay)s is closed at that time, or closes before the work is done."),
    "bay_past": _("That time has passed."),
    "bay_first_free": _("%(bay)s is free first: from %(time)s."),
    "bay_turn": _("By promise it was number %(turn)s of %(waiting)s."),
    "bay_late": _("Every bay that suits is taken in the days for which bays are given; the unit waits."),
    "bay_none": _("No bay of the outlet suits this work; the unit waits."),
    "after_promise": _("Ends %(minutes)s minutes after the promised time."),
}  # fmt: skip
