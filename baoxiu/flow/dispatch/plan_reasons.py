"""Why the running plan sends somebody, as sentences."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "plan_added": _("Adds %(minutes)s minutes on the way (%(yuan)s yuan), could begin at %(time)s."),
    "plan_dearer": _("Has no room in time, or would cost more."),
    "plan_placed": _("The plan of the day sends this technician."),
    "plan_repaired": _("The plan was improved around a new order."),
    "plan_moved": _("Moved on the board."),
    "plan_undone": _("A change on the board was taken back."),
    "plan_booked": _("The customer chose a time at which this technician is free."),
    "plan_published": _("A plan that was tried out was published."),
    "plan_replanned": _("What was planned was no longer possible."),
    "plan_optimised": _("The whole plan was made anew."),
    "plan_followed": _("The plan follows what was agreed."),
}
