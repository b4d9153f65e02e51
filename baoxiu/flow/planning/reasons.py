"""Which hard rule a plan would break, as sentences."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "no_shift": _("%(technician)s does not work on %(day)s."),
    "day_twice": _("%(technician)s would have two plans for %(day)s."),
    "no_skill": _("%(technician)s lacks the skill for order %(order)s."),
    "level_too_low": _("%(technician)s has too low a skill level for order %(order)s."),
    "no_certificate": _("%(technician)s lacks a certificate that order %(order)s needs."),
    "certificate_lapsed": _("A certificate that order %(order)s needs is no longer valid on %(day)s (%(technician)s)."),
    "outside_region": _("Order %(order)s lies outside the service area of %(technician)s."),
    "excluded": _("%(technician)s has declined or handed back order %(order)s."),
    "pinned": _("Order %(order)s belongs to another technician: taken, chosen by hand or pinned."),
    "locked": _("Order %(order)s is locked or begins soon; it stays where it is."),
    "part_missing": _("A part that is needed on %(day)s is not on the van of %(technician)s."),
    "daily_cap": _("%(technician)s would have more jobs on %(day)s than allowed."),
    "window": _("%(technician)s would come to order %(order)s after the agreed or wished time."),
    "break": _("%(technician)s would have no break on %(day)s."),
    "shift_end": _("%(technician)s would not be back before the end of the working day on %(day)s."),
    "twice": _("Order %(order)s would stand in the plan twice."),
    "crew": _("Order %(order)s needs two people."),
    "no_leader": _("Neither of the two people may do order %(order)s alone."),
    "not_together": _("The two people of order %(order)s cannot begin together."),
}  # fmt: skip
