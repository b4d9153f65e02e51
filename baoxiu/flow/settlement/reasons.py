"""Why a settlement sheet cannot be made yet, as sentences."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "payer_undecided": _("It is not decided who pays for line %(line)s."),
}
