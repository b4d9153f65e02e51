"""Why now is no time to call, as sentences (RQ-REV-01)."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "call_too_early": _("Too early: call from %(date)s on."),
    "call_too_late": _("Late: the call was due by %(date)s."),
}
