"""The life of a visit (上门), requirements appendix e3."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from baoxiu.core.lifecycle import Lifecycle, Move, Stage

VISIT = Lifecycle(
    name=_("visit"),
    stages=(
        Stage("booked", _("Booked"), "waiting"),
        Stage("travelling", _("On the way")),
        Stage("arrived", _("Technician on site")),
        Stage("finished", _("Finished"), "closed"),
        Stage("no_access", _("No access"), "closed"),
        Stage("cancelled", _("Cancelled"), "closed"),
    ),
    moves=(
        Move("reschedule", ("booked",), "booked", _("Reschedule"), "visits.book"),
        Move("set_out", ("booked",), "travelling", _("Set out"), "visits.go"),
        Move("arrive", ("booked", "travelling"), "arrived", _("Arrive"), "visits.go"),
        Move("report_no_access", ("travelling", "arrived"), "no_access", _("No access"), "visits.go"),
        Move("finish", ("arrived",), "finished", _("Finish visit"), "visits.go"),
        Move("cancel", ("booked", "travelling"), "cancelled", _("Cancel visit"), "visits.book"),
    ),
)
