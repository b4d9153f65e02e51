"""The verbs of promises."""

from baoxiu.basics.promises.actions.calendars import confirm_year, forget_day, load_years, set_day
from baoxiu.basics.promises.actions.explaining import NotLate, WhyMissing, explain
from baoxiu.basics.promises.actions.following import follow
from baoxiu.basics.promises.actions.sweeping import sweep

__all__ = [
    "NotLate",
    "WhyMissing",
    "confirm_year",
    "explain",
    "follow",
    "forget_day",
    "load_years",
    "set_day",
    "sweep",
]
