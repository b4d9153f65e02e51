"""The working calendar: official days, the hand's corrections, unknown years (standards.md 2.2)."""

from datetime import date, datetime

import pytest

from baoxiu.basics.promises.actions import confirm_year, forget_day, load_years, set_day
from baoxiu.basics.promises.actions.calendars import YearNotPublished
from baoxiu.basics.promises.models import CalendarDay, KnownYear
from baoxiu.basics.promises.queries import calendar
from baoxiu.basics.promises.tests.firm import MONDAY, ROOT, at, happen, promise
from baoxiu.core.actors import Actor
from baoxiu.core.clock import SHANGHAI
from baoxiu.core.policy.actions import choose
from baoxiu.core.refusals import InvalidInput, NotAllowed

CHARLIE = Actor(kind="staff", id="9", name="Charlie")
BEFORE_HOLIDAY = datetime(2026, 9, 30, 10, 0, tzinfo=SHANGHAI)
pytestmark = pytest.mark.django_db


def load(*years: int) -> int:
    """Load as the administrator."""
    return load_years(years, by=ROOT, at=MONDAY)


def test_official_days_are_loaded_once() -> None:
    """Holidays and make-up working days, with their Chinese names."""
    assert load(2025, 2026) == CalendarDay.objects.count() > 50
    assert load(2025, 2026) == 0
    days = calendar(BEFORE_HOLIDAY)
    assert not days.works_on(date(2026, 10, 1))
    assert days.works_on(date(2026, 10, 10)), "a Saturday that is worked"
    assert CalendarDay.objects.get(day=date(2026, 10, 1)).name == "国庆节"
    assert {2025, 2026} <= days.known_years


def test_a_visit_is_due_after_the_holidays() -> None:
    """T08: three working days over the National Day week of 2026."""
    load(2026)
    happen("order.created", BEFORE_HOLIDAY, number="GD1", mode="on_site")
    row = promise("visit")
    assert row.due_at == datetime(2026, 10, 10, 18, 0, tzinfo=SHANGHAI)
    assert not row.provisional


def test_an_unknown_year_is_not_guessed_silently() -> None:
    """Only the weekday rule holds, and the date says that it is provisional."""
    happen("order.created", BEFORE_HOLIDAY, number="GD1", mode="on_site")
    row = promise("visit")
    assert (row.due_at, row.provisional) == (datetime(2026, 10, 5, 18, 0, tzinfo=SHANGHAI), True)
    load(2026)
    row.refresh_from_db()
    assert (row.due_at.day, row.provisional) == (10, False)


def test_an_unpublished_year_is_refused_and_can_be_entered_by_hand() -> None:
    """Nothing is entered by half."""
    with pytest.raises(YearNotPublished):
        load(2026, 2031)
    assert not CalendarDay.objects.exists()
    confirm_year(2031, by=ROOT, at=MONDAY)
    assert KnownYear.objects.get().source == "Root"


def test_a_days_correction_moves_running_deadlines() -> None:
    """A typhoon day; undone, the weekday rule holds again."""
    load(2026)
    happen("order.created", at(), number="GD1", mode="on_site")
    day = set_day(date(2026, 3, 3), kind="holiday", name="台风", by=ROOT, at=MONDAY)
    assert promise("visit").due_at.day == 6
    forget_day(day, by=ROOT, at=MONDAY)
    assert promise("visit").due_at.day == 5


def test_what_the_hand_entered_stays_when_years_are_loaded() -> None:
    """The firm works on this holiday."""
    set_day(date(2026, 10, 1), kind="make_up", name="值班", by=ROOT, at=MONDAY)
    load(2026)
    assert calendar(BEFORE_HOLIDAY).works_on(date(2026, 10, 1))


def test_the_close_of_business_is_a_setting() -> None:
    """From 18:00 to 20:00."""
    choose("promises.closes_at", value=20, valid_from=MONDAY, by=ROOT, at=MONDAY)
    happen("order.created", at(hours=1), number="GD1", mode="on_site")
    assert promise("visit").due_at == at(days=3).replace(hour=20)


def test_the_calendar_needs_the_right() -> None:
    """RQ-SEC-06."""
    with pytest.raises(NotAllowed):
        load_years([2026], by=CHARLIE, at=MONDAY)
    with pytest.raises(NotAllowed):
        set_day(date(2026, 3, 3), kind="holiday", name="", by=CHARLIE, at=MONDAY)
    with pytest.raises(NotAllowed):
        confirm_year(2026, by=CHARLIE, at=MONDAY)
    with pytest.raises(NotAllowed):
        forget_day(CalendarDay(day=date(2026, 3, 3)), by=CHARLIE, at=MONDAY)


def test_a_day_is_free_or_worked() -> None:
    """Nothing else."""
    with pytest.raises(InvalidInput):
        set_day(date(2026, 3, 3), kind="half", name="", by=ROOT, at=MONDAY)
