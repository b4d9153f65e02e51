"""Why an answer or an item of a checklist is not taken."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {"missing": _("Please fill this in."), "invalid": _("This answer does not fit.")}


FLAWS = {
    "kind": _("Please choose one of the kinds."),
    "label": _("Please write the question."),
    "choices": _("Please give at least two different answers, one a line."),
    "never_fails": _("An answer of this kind cannot fail."),
    "number": _("Please enter a number."),
    "order": _("The largest value lies below the least one."),
}
