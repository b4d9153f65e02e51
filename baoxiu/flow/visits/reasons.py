"""Why a window cannot be agreed, as sentences."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "window_backwards": _("The visit must end after it begins."),
    "window_past": _("This time is over already."),
}
