"""What every installation starts with. Each loader adds what is missing and keeps what a firm has changed."""

from datetime import datetime

from baoxiu.basics.builtin.load import load
from baoxiu.basics.notifications.actions import load_defaults
from baoxiu.basics.promises.actions import load_years
from baoxiu.basics.promises.actions.calendars import YearNotPublished
from baoxiu.basics.promises.models import KnownYear
from baoxiu.core.actors import SYSTEM
from baoxiu.flow.forms import load_forms

FIRST_YEAR = 2016


def load_built_in_data(*, at: datetime) -> None:
    """Roles, divisions, texts of notices, checklists, and the official working calendars published so far (RQ-NOT-01)."""
    load(at=at)
    load_defaults()
    load_forms(at=at)
    _load_calendars(at)


def _load_calendars(at: datetime) -> None:
    known = set(KnownYear.objects.values_list("year", flat=True))
    for year in range(FIRST_YEAR, at.year + 2):
        if year not in known:
            try:
                load_years([year], by=SYSTEM, at=at)
            except YearNotPublished:
                return
