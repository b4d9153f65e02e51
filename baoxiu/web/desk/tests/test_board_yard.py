"""Bays, counter and waiting area on the dispatch board."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from baoxiu.core.actors import SYSTEM
from baoxiu.core.policy.actions import choose
from baoxiu.flow.planning.actions import book_slot, hold_slot
from baoxiu.flow.planning.queries import free_windows
from baoxiu.flow.planning.tests.test_place_order import new_order
from baoxiu.flow.workshop import actions
from baoxiu.flow.workshop.models import Stay
from baoxiu.web.desk.tests.test_board import BOARD, signed_in
from tests.cast import Cast

pytestmark = pytest.mark.django_db
DAY = {"day": "2026-03-02"}


def test_the_board_opens_where_there_is_something_to_see(cast: Cast, client: Client) -> None:
    """RQ-APT-09: of several outlets the first that has a plan or bays, not the first by its code."""
    dana = signed_in(client, cast, "dana")
    shown = 'data-outlet="{}"'
    assert shown.format(cast.other_outlet.pk) in dana.get(BOARD).content.decode()
    actions.put_bay(actions.BayInput(outlet=cast.outlet, name="1号工位"), by=SYSTEM, at=cast.at)
    assert shown.format(cast.outlet.pk) in dana.get(BOARD).content.decode()


def test_bays_and_counter_stand_below_the_technicians(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """RQ-APT-09, RQ-APT-04: units on bays, in the waiting area, customers at the counter; verdict, move, aside, vacate, undo."""
    monkeypatch.setattr("baoxiu.core.clock.now", lambda: cast.at)
    ava, at = cast.actor("ava"), cast.at
    choose("planning.counter_places", value=1, valid_from=at, by=SYSTEM, at=at)
    data = actions.BayInput(
        outlet=cast.outlet, name="1号工位", opens=at.time(), closes=(at + timedelta(hours=2)).time()
    )
    bay = actions.put_bay(data, by=SYSTEM, at=at)
    units = [new_order(cast, mode="carry_in") for _number in range(3)]
    for order in units:
        actions.receive(order, by=ava, at=at)
    comes = new_order(cast, mode="carry_in")
    window = free_windows(comes, at=at)[0]
    hold_slot(comes, technician_id=None, start=window.start, end=window.end, by=ava, at=at)
    book_slot(comes, agreed_with="Alice", by=ava, at=at)
    dana = signed_in(client, cast, "dana")

    def does(verb: str, **given: object) -> Any:
        return dana.post(f"{BOARD}{verb}/", {**DAY, **given})

    seen = dana.get(f"{BOARD}days.json", DAY).json()
    lines = {one["name"]: (number, one) for number, one in enumerate(seen["technicians"]) if one.get("kind")}
    assert [(name, one["kind"]) for name, (_number, one) in lines.items()] == [
        ("1号工位", "bay"),
        ("柜台1", "counter"),
    ]
    stops = {row["t"]: [stop["n"] for stop in row["stops"]] for row in seen["rows"]}
    assert stops[lines["1号工位"][0]] == [units[0].number]
    assert stops[lines["柜台1"][0]] == [comes.number]
    assert [(one["n"], one["v"]) for one in seen["waiting"]] == [(units[2].number, 0)] or len(
        seen["waiting"]
    ) == 2
    to_bay = {"bay": bay.pk, "day_to": "2026-03-02", "order": units[1].number}
    taken = dana.get(f"{BOARD}verdict/{units[1].number}/", DAY | to_bay | {"place": 36}).json()
    assert "1号工位" in taken["refused"][0]
    assert does("aside", order=units[0].number).status_code == 200
    free = dana.get(f"{BOARD}verdict/{units[1].number}/", DAY | to_bay | {"place": 36}).json()
    assert (free["refused"], free["said"][:5]) == ([], "09:00")
    moved = does("bay", place=36, **to_bay).json()
    assert Stay.objects.get(order=units[1]).start == at
    assert (moved["board"]["undo"], moved["said"]["said"]) == (True, free["said"])
    assert does("undo").status_code == 200
    assert Stay.objects.get(order=units[1]).start != at
    to_counter = {"counter": 1, "day_to": "2026-03-02", "order": comes.number}
    later = dana.get(f"{BOARD}verdict/{comes.number}/", DAY | to_counter | {"place": 44}).json()
    assert (later["refused"], later["said"]) == ([], "11:00–11:30")
    assert does("counter", place=44, **to_counter).status_code == 200
    assert does("counter", place=2, **to_counter).json()["code"] == "counter_full"
    assert does("vacate", order=units[0].number).status_code == 200
    assert Stay.objects.get(order=units[0]).ended == "given_back"
    assert dana.get(
        f"{BOARD}verdict/{units[1].number}/", DAY | {"bay": bay.pk, "day_to": "2026-03-03"}
    ).json()["said"]
