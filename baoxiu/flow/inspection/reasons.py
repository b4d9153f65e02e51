"""Why somebody may not inspect, and why a draw does not hold, as sentences."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "own_work": _("Nobody inspects his own work: the inspector must not belong to the repair team."),
    "other_seed": _("The seed is not the one that was fixed before the day began."),
    "other_result": _("The draw computed anew has another result than the one kept."),
}
