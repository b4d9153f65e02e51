"""The working calendar: loading whole years, and the hand's corrections."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import chinese_calendar
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.promises.declarations import PROMISES
from baoxiu.basics.promises.models import CalendarDay, KnownYear, Promise
from baoxiu.basics.promises.queries import entered_calendar
from baoxiu.basics.promises.reckoning import MOMENTS, TOLD, reckon
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.permissions import needs
from baoxiu.core.refusals import InvalidInput

SOURCE = "chinesecalendar"
NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}


class YearNotPublished(InvalidInput):
    """The official calendar of the year is not known to the package; it can be entered by hand."""

    message = _("The official calendar of this year is not known yet. Please enter its days by hand.")


@transaction.atomic
def load_years(years: Iterable[int], *, by: Actor, at: datetime) -> int:
    """Enter the official holidays and make-up days of whole years; returns the number of new days.

    Days that somebody entered by hand stay as they are. Raises ``YearNotPublished`` and then enters nothing.
    """
    needs(by, "settings.change").or_refuse()
    wanted = sorted(set(years))
    rows = [row for year in wanted for row in _published(year)]
    before = CalendarDay.objects.count()
    CalendarDay.objects.bulk_create(rows, ignore_conflicts=True)
    for year in wanted:
        known, new = KnownYear.objects.get_or_create(year=year, defaults={"source": SOURCE})
        if new:
            record("calendar.year_loaded", known, by=by, at=at, year=year, source=SOURCE)
    _count_anew()
    return CalendarDay.objects.count() - before


def _published(year: int) -> list[CalendarDay]:
    kinds = (
        (CalendarDay.Kind.HOLIDAY, chinese_calendar.holidays),
        (CalendarDay.Kind.MAKE_UP, chinese_calendar.workdays),
    )
    rows = [
        CalendarDay(day=day, kind=kind, name=NAMES.get(name, name), source=SOURCE)
        for kind, days in kinds
        for day, name in days.items()
        if day.year == year
    ]
    if not rows:
        raise YearNotPublished(field="year")
    return rows


@transaction.atomic
def set_day(day: date, *, kind: str, name: str, by: Actor, at: datetime) -> CalendarDay:
    """Say by hand that a day is free or worked; running deadlines are counted anew."""
    needs(by, "settings.change").or_refuse()
    if kind not in CalendarDay.Kind.values:
        raise InvalidInput(_("Please choose free or working."), field="kind")
    row, _new = CalendarDay.objects.update_or_create(
        day=day, defaults={"kind": kind, "name": name.strip()[:40], "source": by.name[:60]}
    )
    record("calendar.day_set", row, by=by, at=at, day=day, day_kind=kind, name=row.name)
    _count_anew()
    return row


@transaction.atomic
def forget_day(day: CalendarDay, *, by: Actor, at: datetime) -> None:
    """Let the weekday rule hold for the day again."""
    needs(by, "settings.change").or_refuse()
    record("calendar.day_forgotten", day, by=by, at=at, day=day.day, day_kind=day.kind)
    day.delete()
    _count_anew()


@transaction.atomic
def confirm_year(year: int, *, by: Actor, at: datetime) -> KnownYear:
    """Say that all days of a year have been entered; what rests on it is no longer provisional."""
    needs(by, "settings.change").or_refuse()
    known, _new = KnownYear.objects.get_or_create(year=year, defaults={"source": by.name[:60]})
    record("calendar.year_confirmed", known, by=by, at=at, year=year)
    _count_anew()
    return known


def _count_anew() -> None:
    entered_calendar.forget()
    kinds = [code for code, kind in PROMISES.items() if kind.counts_working_days]
    live = Promise.objects.select_for_update().filter(kind__in=kinds, state=Promise.State.RUNNING)
    changed = list(live.exclude(limit_unit=TOLD).prefetch_related("pauses").order_by("pk"))
    for promise in changed:
        reckon(promise)
    Promise.objects.bulk_update(changed, MOMENTS, batch_size=500)
