"""What the board's script says, and the names of the plan's terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

TERMS: Mapping[str, object] = {
    "travel": _("way"),
    "overtime": _("overtime"),
    "lateness": _("later than promised"),
    "over_level": _("more skilled than needed"),
    "under_level": _("less skilled than wished"),
    "not_preferred": _("not known to the customer"),
    "no_expert": _("no expert"),
    "other_technician": _("somebody else at a repeat"),
    "moved": _("moved visit"),
    "part_missing": _("part not on the van"),
    "fair_day": _("uneven day"),
    "fair_month": _("uneven month"),
    "outlet": _("outlet's cost"),
    "route": _("day that is begun"),
    "unserved": _("left out"),
}

WORDS: Mapping[str, object] = {
    "minutes": _("{n} min"),
    "hours": _("{n} h"),
    "cost": _("{minutes} min, {yuan} yuan"),
    "free": _("Costs nothing more."),
    "looking": _("Looking …"),
    "lifted": _("Lifted: {name}. Arrow keys choose a place, Enter drops, Escape puts it back."),
    "there": _("{name}: {cost}"),
    "dropped": _("Moved: {name} to {technician}, {cost}"),
    "put_back": _("Put back."),
    "taken_out": _("Taken out: {name}"),
    "undone": _("Taken back."),
    "published": _("Published."),
    "discarded": _("Discarded."),
    "optimised": _("Plan made anew: {n} days changed."),
    "nothing_better": _("Nothing better was found."),
    "marked": _("Noted."),
    "transferred": _("Given to {outlet}."),
    "tried": _("Tried: {name} to {technician}, {cost}"),
    "stale": _("The board is fresh again."),
    "window_too": _("{sentence} Move it all the same and tell the customer another time?"),
    "off": _("not working"),
    "rest": pgettext_lazy("board", "Break"),
    "held": _("held for a customer"),
    "way": _("way {n} min"),
    "slack": _("{n} min to spare"),
    "late": _("{n} min late"),
    "told": _("told: {window}"),
    "visits": _("{n} visits"),
    "nobody": _("Nobody has this order."),
    "could": _("Could come: {names}."),
    "change": _("What would help: {change}"),
    "bring": _("Hand over {parts}, and dispatch"),
    "brought": _("Handed over; the order still has no place."),
    "brought_placed": _("Handed over, and dispatched."),
    "none_left": _("Every order has its place."),
    "second": _("second person"),
    "before": _("before"),
    "after": _("after"),
    "told_again": _("Customers who would be told another time: {n}"),
    "cannot": _("Cannot be published like this:"),
    "booked": pgettext_lazy("board", "booked"),
    "travelling": _("on the way"),
    "arrived": _("at work"),
    "finished": pgettext_lazy("board", "finished"),
    "planned": pgettext_lazy("board", "planned"),
    "pinned": _("pinned"),
    "locked": pgettext_lazy("board", "locked"),
    "bay_planned": _("bay planned"),
    "bay_there": _("on the bay"),
    "bay_done": _("has left the bay"),
    "counter_booked": _("expected at the counter"),
    "counter_came": _("has come"),
    "placed": _("Moved: {name}, {technician}, {cost}"),
    "units": _("{n} units"),
    "customers": _("{n} customers"),
    "set_aside": _("Into the waiting area: {name}"),
    "vacated": _("Bay given back: {name}"),
    "none_waits": _("Nothing waits for a bay."),
    "waits": _("here for {n} h"),
    "due": _("promised for {when}"),
    "by_hand": pgettext_lazy("board", "by hand"),
}


def plain(words: Mapping[str, object]) -> dict[str, str]:
    """In the reader's language, as the script gets them."""
    return {key: str(word) for key, word in words.items()}


def said_terms(terms: Mapping[str, int], minutes_of: int = 60) -> Iterable[str]:
    """Each term that adds or saves a minute at least, the dearest first."""
    for code, seconds in sorted(terms.items(), key=lambda one: -abs(one[1])):
        if minutes := round(seconds / minutes_of):
            yield f"{TERMS.get(code, code)} {minutes:+d}"
