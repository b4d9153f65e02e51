"""Outlets and the places they serve."""

from typing import Any

import pytest

from baoxiu.basics.outlets.actions import (
    OutletCodeTaken,
    OutletDetails,
    add_outlet,
    change_outlet,
    close_outlet,
    reopen_outlet,
    set_areas,
)
from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.outlets.queries import for_division
from baoxiu.basics.outlets.rules import Serving, best_outlet
from baoxiu.basics.places.inputs import UnknownDivision
from baoxiu.core.events.queries import of_subject
from baoxiu.core.refusals import NotAllowed
from tests.cast import Cast

DETAILS = OutletDetails("中原服务站", division_code="410102", address="建设路1号")


def test_the_narrowest_area_wins_then_the_own_outlet_then_the_older_one() -> None:
    city_own, district_outsourced = Serving(1, "410100", True), Serving(2, "410105", False)
    assert best_outlet("410105", [city_own, district_outsourced]) == 2
    assert best_outlet("410105", [Serving(4, "410105", True), Serving(3, "410105", True)]) == 3
    assert best_outlet("410105", [Serving(3, "410105", False), Serving(4, "410105", True)]) == 4
    assert best_outlet("410302", [city_own, district_outsourced]) is None


def test_a_place_finds_its_open_outlet(cast: Cast) -> None:
    assert for_division("410105") == cast.outlet
    assert for_division("410303") == cast.other_outlet
    assert for_division("110101") is None
    assert for_division("x") is None
    close_outlet(cast.outlet, by=cast.actor("root"), at=cast.at)
    assert for_division("410105") is None
    reopen_outlet(cast.outlet, by=cast.actor("root"), at=cast.at)
    assert for_division("410105") == cast.outlet


def test_areas_take_the_place_of_the_former_ones(cast: Cast) -> None:
    set_areas(cast.outlet, ["410105", "410102"], by=cast.actor("mo"), at=cast.at)
    codes = cast.outlet.areas.values_list("division_code", flat=True)
    assert sorted(codes) == ["410102", "410105"]


def test_staff_see_their_outlets(cast: Cast) -> None:
    assert list(Outlet.objects.for_actor(cast.actor("wang"))) == [cast.other_outlet]
    assert Outlet.objects.for_actor(cast.actor("dana")).count() == 2
    assert not Outlet.objects.for_actor(cast.actor("charlie")).exists()


def test_a_change_is_recorded(cast: Cast) -> None:
    change_outlet(cast.outlet, DETAILS, by=cast.actor("root"), at=cast.at)
    assert of_subject(cast.outlet).get(kind="outlets.changed").data["name"] == "中原服务站"


def test_refusals(cast: Cast) -> None:
    root: Any = {"by": cast.actor("root"), "at": cast.at}
    with pytest.raises(OutletCodeTaken):
        add_outlet("ZZ01", DETAILS, **root)
    with pytest.raises(UnknownDivision):
        add_outlet("ZZ02", DETAILS, areas=["999999"], **root)
    with pytest.raises(UnknownDivision):
        change_outlet(cast.outlet, OutletDetails("X", division_code="9"), **root)
    for name in ("charlie", "wang", "dana"):
        with pytest.raises(NotAllowed):
            add_outlet("ZZ02", DETAILS, by=cast.actor(name), at=cast.at)
        with pytest.raises(NotAllowed):
            close_outlet(cast.other_outlet, by=cast.actor(name), at=cast.at)
