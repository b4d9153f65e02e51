"""What screens and later stages ask about deadlines, and the working calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models

from baoxiu.basics.promises.declarations import PAUSE_REASONS, PROMISES
from baoxiu.basics.promises.models import CalendarDay, KnownYear, Pause, Promise, PromiseRows
from baoxiu.basics.promises.rules import Calendar, DayKind, Window, legal_date
from baoxiu.core.actors import Actor
from baoxiu.core.kept import Kept
from baoxiu.core.policy.queries import value
from baoxiu.core.statements import Given, Question

_KINDS = {CalendarDay.Kind.HOLIDAY: DayKind.HOLIDAY, CalendarDay.Kind.MAKE_UP: DayKind.MAKEUP}


def calendar(at: datetime) -> Calendar:
    """The working calendar around a moment: the year before it to three years after it.

    Beyond the years that somebody entered only the weekday rule holds; results there are provisional.
    """
    year = legal_date(at).year
    days, years = entered_calendar()
    opens = value("promises.opens_at", at=at).whole
    closes = value("promises.closes_at", at=at).whole
    return Calendar(
        windows=(Window(opens * 60, closes * 60),),
        days={
            day: kind for around in range(year - 1, year + 4) for day, kind in days.get(around, {}).items()
        },
        known_years=years,
    )


def _read_calendar() -> tuple[dict[int, dict[date, DayKind]], frozenset[int]]:
    days: dict[int, dict[date, DayKind]] = defaultdict(dict)
    for day, kind in CalendarDay.objects.values_list("day", "kind"):
        days[day.year][day] = _KINDS[CalendarDay.Kind(kind)]
    return dict(days), frozenset(KnownYear.objects.values_list("year", flat=True))


entered_calendar = Kept(_read_calendar)
"""The special days by year, and the years of which all are entered."""


def running(case: str) -> PromiseRows:
    """The deadlines of a case that still run, the most pressing first; paused ones last."""
    rows: PromiseRows = Promise.objects.filter(case=case, state__in=["running", "late"])
    return rows.order_by(models.F("due_at").asc(nulls_last=True), "pk")


def late(actor: Actor, at: datetime) -> PromiseRows:
    """What is overdue within the actor's outlets, the longest overdue first (RQ-NOT-02)."""
    rows: PromiseRows = Promise.objects.for_actor(actor).filter(state__in=["running", "late"])
    return rows.filter(due_at__lte=at).order_by("due_at", "pk")


def due_of(case: str, kind: str, *, number: str = "") -> datetime | None:
    """When a running deadline of a case ends; ``None`` if there is none or it is paused."""
    rows = running(case).filter(kind=kind)
    if number and PROMISES[kind].scope == "number":
        rows = rows.filter(label__in=["", number])
    return rows.values_list("due_at", flat=True).first()


def pressing(cases: Iterable[str]) -> dict[str, Promise]:
    """For each case the running deadline that ends first, with one query: the clock of a list."""
    rows = Promise.objects.filter(case__in=set(cases), state__in=["running", "late"], due_at__isnull=False)
    return {row.case: row for row in rows.order_by("case", "due_at", "pk").distinct("case")}


def soon(actor: Actor, at: datetime) -> PromiseRows:
    """What is not late yet but past its warning point, the most pressing first (RQ-NOT-02)."""
    rows: PromiseRows = Promise.objects.for_actor(actor).filter(state="running")
    return rows.filter(warn_at__lte=at, due_at__gt=at).order_by("due_at", "pk")


def special_days(year: int) -> models.QuerySet[CalendarDay]:
    """The holidays and make-up days of a year, in order."""
    return CalendarDay.objects.filter(day__year=year).order_by("day")


def special_day(day: date) -> CalendarDay | None:
    """What was entered for a day."""
    return CalendarDay.objects.filter(day=day).first()


def known_years() -> models.QuerySet[KnownYear]:
    """The years whose calendar is complete."""
    return KnownYear.objects.order_by("year")


@dataclass(frozen=True, slots=True)
class Pausing:
    """Time in which the clock of a case stood; ``until`` is empty while it stands."""

    reason: str
    since: datetime
    until: datetime | None
    length: timedelta

    @property
    def label(self) -> object:
        """Why, in words."""
        return PAUSE_REASONS.get(self.reason, self.reason)


def pauses_of(case: str, at: datetime) -> list[Pausing]:
    """The log of pauses of a case, oldest first: since when, why, how long (RQ-REG-08, RQ-TRI-01).

    A pause stops several deadlines at once and is told once; it lasts as long as the longest of them.
    """
    found: dict[tuple[str, datetime], datetime | None] = {}
    for row in _PAUSES(case=case):
        this, until = (row.reason, row.starts_at), row.ends_at
        known = found.setdefault(this, until)
        found[this] = max(known, until) if known and until else None
    return [Pausing(reason, since, until, (until or at) - since) for (reason, since), until in found.items()]


_PAUSES: Question[Pause] = Question(
    lambda: Pause.objects.filter(promise__case=Given("case")).order_by("starts_at", "pk")
)


def paused_for(pauses: Iterable[Pausing]) -> timedelta:
    """How long the clock stood in all; pauses that overlap count once."""
    total, reached = timedelta(), None
    for one in pauses:
        end = one.since + one.length
        begin = max(one.since, reached) if reached else one.since
        total += max(end - begin, timedelta())
        reached = max(end, reached) if reached else end
    return total


def limited_by(policy: str, actor: Actor, *, cases: models.QuerySet[Any] | None = None) -> PromiseRows:
    """The running deadlines whose limit a policy holds, the most pressing first; of some cases only, where given."""
    kinds = [kind.code for kind in PROMISES.values() if policy in (kind.limit, kind.lower_limit)]
    rows: PromiseRows = Promise.objects.for_actor(actor).filter(kind__in=kinds, state__in=["running", "late"])
    if cases is not None:
        rows = rows.filter(case__in=cases)
    return rows.prefetch_related("pauses").order_by(models.F("due_at").asc(nulls_last=True), "pk")
