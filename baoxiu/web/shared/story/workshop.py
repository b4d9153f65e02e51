"""The sentences of what is brought: the appointment at the counter, the bay, the waiting area."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from baoxiu.web.shared.story.line import Line

WORKSHOP: Mapping[str, Line] = {
    "planning.counter_booked": Line(
        _("Appointment at the counter, agreed with %(agreed_with)s: %(window)s"),
        "calendar-time",
        "active",
        public=_("Your appointment at the counter: %(window)s"),
    ),
    "planning.counter_moved": Line(
        _("Appointment at the counter moved from %(old_window)s to %(window)s"),
        "calendar-event",
        public=_("Your appointment at the counter moved to %(window)s"),
    ),
    "planning.counter_called_off": Line(
        _("Appointment at the counter called off: %(window)s"), "ban", detail="reason", seen=True
    ),
    "planning.came": Line(_("Brought to the counter"), "home-check", "active", quiet=True),
    "workshop.received": Line(
        _("Taken into the workshop"),
        "package",
        "active",
        public=_("Your product is in our workshop"),
    ),
    "workshop.waits": Line(_("Stands in the waiting area"), "hourglass", "waiting", "why"),
    "workshop.bay_given": Line(_("Bay %(bay)s: %(window)s"), "tools", detail="why"),
    "workshop.moved": Line(_("Moved by hand to bay %(bay)s: %(window)s"), "tools"),
    "workshop.set_aside": Line(_("Put into the waiting area by hand"), "hourglass", "waiting"),
    "workshop.left": Line(_("Left the workshop's bay"), "package", "done"),
}

SET_UP: Mapping[str, Line] = {
    "workshop.bay_added": Line(_("Workshop bay added: %(name)s"), "tools"),
    "workshop.bay_changed": Line(_("Workshop bay changed: %(name)s"), "tools"),
    "workshop.bay_out": Line(
        _("Bay %(name)s out of service: %(start)s to %(end)s"), "ban", "waiting", "reason"
    ),
    "workshop.bay_back": Line(_("Bay %(name)s in service again"), "circle-check", "done"),
}
"""What stands in the file of a bay."""
