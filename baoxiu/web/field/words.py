"""Words that only the technician's pages use: who pays, what the warranty says, how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from baoxiu.core.clock import SHANGHAI
from baoxiu.flow.warranty.rules import Payer
from baoxiu.web.shared import words
from baoxiu.web.shared.shapes import Tone

PAYERS: Mapping[str, tuple[object, Tone]] = {
    Payer.CUSTOMER: (gettext_lazy("The customer pays"), "waiting"),
    Payer.COMPANY: (gettext_lazy("Free, we pay"), "done"),
    Payer.MAKER: (gettext_lazy("Free, the maker pays"), "done"),
    Payer.CONTRACT: (gettext_lazy("By contract"), "done"),
    Payer.UNDECIDED: (gettext_lazy("Payer not decided"), "neutral"),
}
"""For the technician."""
TO_CUSTOMER: Mapping[str, tuple[object, Tone]] = {
    Payer.CUSTOMER: (gettext_lazy("You pay"), "waiting"),
    Payer.COMPANY: (gettext_lazy("Free for you"), "done"),
    Payer.MAKER: (gettext_lazy("Free for you"), "done"),
    Payer.CONTRACT: (gettext_lazy("By contract"), "done"),
    Payer.UNDECIDED: (gettext_lazy("Payer not decided"), "neutral"),
}
"""For the customer who reads on the technician's phone."""
KINDS: Mapping[str, object] = {
    "labour": gettext_lazy("Labour"),
    "part": pgettext_lazy("lines", "Parts"),
    "travel": gettext_lazy("Travel"),
    "inspection": gettext_lazy("Diagnosis"),
    "other": gettext_lazy("Other costs"),
}
RESULT_TONES: Mapping[str, Tone] = {
    "covered": "done",
    "partly": "waiting",
    "not_covered": "neutral",
    "undecided": "waiting",
}


def hours(start: datetime, end: datetime) -> str:
    """A window of today: 14:00—16:00."""
    return f"{start.astimezone(SHANGHAI):%H:%M}—{end.astimezone(SHANGHAI):%H:%M}"


def window(start: datetime, end: datetime, now: datetime) -> str:
    """A window of any day: 明天14:00—16:00."""
    return f"{words.moment(start, now)}—{end.astimezone(SHANGHAI):%H:%M}"


def distance(km: float) -> str:
    """Rounded as a hint: the road is longer than the line."""
    if km < 1:
        return _("less than 1 km")
    return _("about %(km)s km") % {"km": f"{km:.0f}" if km >= 10 else f"{km:.1f}"}
