"""Why somebody may not inspect, as sentences."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "own_work": _("Nobody inspects his own work: the inspector must not belong to the repair team."),
}
