"""What decides whether a technician can be sent: skill, certificate, area, shift, absence (RQ-DSP-01…05)."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from baoxiu.basics.places.inputs import UnknownDivision
from baoxiu.basics.technicians.actions import (
    AbsenceOverlaps,
    EndsBeforeStart,
    InvalidShifts,
    add_absence,
    add_certificate,
    remove_absence,
    remove_certificate,
    set_areas,
    set_shifts,
    set_skill,
)
from baoxiu.basics.technicians.queries import expiring, visible
from baoxiu.basics.technicians.rules import WeeklyShift, why_no_week, working_week
from baoxiu.core.refusals import InvalidInput, NotAllowed
from tests.cast import Cast

MORNING = WeeklyShift(0, time(8), time(12))
DAYS: dict[str, Any] = {"issued_on": date(2024, 1, 1), "expires_on": date(2026, 3, 20)}


@pytest.fixture
def root(cast: Cast) -> dict[str, Any]:
    return {"by": cast.actor("root"), "at": cast.at}


def test_skills_are_set_changed_and_taken_away(cast: Cast, root: dict[str, Any]) -> None:
    set_skill(cast.bo, cast.family, 5, **root)
    assert cast.bo.skills.get(family=cast.family).level == 5
    set_skill(cast.bo, cast.family, 0, **root)
    assert not cast.bo.skills.filter(family=cast.family).exists()
    for level in (-1, 6):
        with pytest.raises(InvalidInput):
            set_skill(cast.bo, cast.family, level, **root)


def test_a_certificate_is_renewed_under_its_number(cast: Cast, root: dict[str, Any]) -> None:
    """RQ-DSP-05, CL14."""
    add_certificate(cast.bo, "gas", "G-1", **DAYS, **root)
    renewed = add_certificate(cast.bo, "gas", "G-1", **{**DAYS, "expires_on": date(2030, 1, 1)}, **root)
    assert cast.bo.certificates.get(kind="gas") == renewed
    remove_certificate(renewed, **root)
    assert not cast.bo.certificates.filter(kind="gas").exists()


def test_a_certificate_has_a_known_kind_and_days_in_order(cast: Cast, root: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as kind:
        add_certificate(cast.bo, "magic", "M-1", **DAYS, **root)
    with pytest.raises(InvalidInput) as days:
        add_certificate(cast.bo, "gas", "G-1", **{**DAYS, "expires_on": date(2023, 1, 1)}, **root)
    assert [*kind.value.fields, *days.value.fields] == ["kind", "expires_on"]


def test_certificates_that_soon_expire_are_shown_to_whoever_sees_people(
    cast: Cast, root: dict[str, Any]
) -> None:
    add_certificate(cast.bo, "gas", "G-1", **DAYS, **root)
    assert [row.kind for row in expiring(cast.actor("mo"), on=date(2026, 3, 2))] == ["gas"]
    assert not expiring(cast.actor("mo"), on=date(2026, 3, 2), days=10).exists()
    assert not expiring(cast.actor("wang"), on=date(2026, 3, 2)).exists()
    assert not expiring(cast.actor("charlie"), on=date(2026, 3, 2)).exists()


def test_areas_take_the_place_of_the_former_ones(cast: Cast, root: dict[str, Any]) -> None:
    set_areas(cast.bo, ["410103", "410105"], **root)
    assert sorted(cast.bo.areas.values_list("division_code", flat=True)) == ["410103", "410105"]
    with pytest.raises(UnknownDivision):
        set_areas(cast.bo, ["999999"], **root)


def test_a_week_takes_the_place_of_the_former_one(cast: Cast, root: dict[str, Any]) -> None:
    set_shifts(cast.bo, [MORNING, WeeklyShift(0, time(13), time(18))], **root)
    assert cast.bo.shifts.count() == 2


@pytest.mark.parametrize(
    ("shifts", "problem"),
    [
        ((WeeklyShift(7, time(8), time(12)),), "weekday"),
        ((WeeklyShift(0, time(12), time(8)),), "order"),
        ((MORNING, WeeklyShift(0, time(11), time(15))), "overlap"),
        ((MORNING, WeeklyShift(0, time(12), time(15))), ""),
        (working_week(range(7), time(8), time(18)), ""),
    ],
)
def test_a_week_must_work_out(
    cast: Cast, root: dict[str, Any], shifts: tuple[WeeklyShift, ...], problem: str
) -> None:
    assert why_no_week(shifts) == problem
    if problem:
        with pytest.raises(InvalidShifts):
            set_shifts(cast.bo, shifts, **root)


def test_absences_do_not_overlap_and_may_touch(cast: Cast) -> None:
    noon = cast.at + timedelta(hours=3)
    dana: Any = {"by": cast.actor("dana"), "at": cast.at}
    absence = add_absence(cast.bo, cast.at, noon, reason="病假", **dana)
    add_absence(cast.bo, noon, noon + timedelta(hours=2), **dana)
    with pytest.raises(AbsenceOverlaps):
        add_absence(cast.bo, noon - timedelta(minutes=1), noon, **dana)
    with pytest.raises(EndsBeforeStart):
        add_absence(cast.bo, noon, noon, **dana)
    remove_absence(absence, **dana)
    assert cast.bo.absences.count() == 1


def test_right_and_scope(cast: Cast) -> None:
    """Nobody changes the own fitness, and no outlet that of another one."""
    for name in ("bo", "dana", "charlie", "wang"):
        who: Any = {"by": cast.actor(name), "at": cast.at}
        with pytest.raises(NotAllowed):
            set_skill(cast.bo, cast.family, 5, **who)
        with pytest.raises(NotAllowed):
            add_certificate(cast.bo, "gas", "G-1", **DAYS, **who)
        with pytest.raises(NotAllowed):
            set_areas(cast.bo, [], **who)
        with pytest.raises(NotAllowed):
            set_shifts(cast.bo, [], **who)
    for name in ("bo", "charlie", "wang"):
        with pytest.raises(NotAllowed):
            add_absence(cast.bo, cast.at, cast.at + timedelta(hours=1), by=cast.actor(name), at=cast.at)


def test_technicians_come_with_all_that_is_known_in_few_queries(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(7):
        rows = list(visible(cast.actor("mo")))
        assert {skill.family.code for row in rows for skill in row.skills.all()}
    assert len(rows) == 3
    assert [row.name for row in visible(cast.actor("wang"))] == ["Wen"]
    assert not visible(cast.actor("charlie")).exists()
