"""Ways between points: asked once and kept; never an error to whoever asks (RQ-DSP-01)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from baoxiu.basics.travel import ways as room
from baoxiu.basics.travel.actions import forget_old
from baoxiu.basics.travel.models import HourFactor, KnownWay
from baoxiu.basics.travel.providers import asking
from baoxiu.basics.travel.providers.amap import Amap
from baoxiu.basics.travel.providers.kind import NoAnswer
from baoxiu.basics.travel.providers.osrm import Osrm
from baoxiu.basics.travel.queries import usual_ways
from baoxiu.basics.travel.rules.coordinates import from_gcj02, to_gcj02
from baoxiu.basics.travel.rules.speed import Way, estimated
from baoxiu.basics.travel.tests.conftest import Chooses
from baoxiu.basics.travel.tests.server import KEY, MapServer
from baoxiu.basics.travel.ways import Asked, access_seconds, ask_ways, told_ways
from baoxiu.core.actors import SYSTEM
from baoxiu.core.policy.actions import choose
from baoxiu.core.refusals import NotAllowed
from tests.cast import Cast

pytestmark = pytest.mark.django_db
HOME, SHOP, SITE = (34.75, 113.62), (34.76, 113.65), (34.79, 113.67)
POINTS = [HOME, SHOP, SITE]


def known(start: tuple[float, float], end: tuple[float, float]) -> Way:
    """What is kept of a way."""
    row = KnownWay.objects.get(start=room.cell_of(start), end=room.cell_of(end))
    return Way(row.seconds, row.metres)


def test_without_a_service_nobody_is_asked(cast: Cast, maps: MapServer) -> None:
    assert ask_ways(POINTS, at=cast.at) == Asked()
    assert (maps.asked, KnownWay.objects.count()) == ([], 0)
    assert access_seconds(cast.at) == 300


@pytest.mark.parametrize("name", ["osrm", "valhalla"])
def test_an_own_route_server_tells_the_ways(cast: Cast, maps: MapServer, chosen: Chooses, name: str) -> None:
    """RQ-DSP-01: 0.01° and 0.03° are 40 seconds there. What it told is not asked again, at whatever hour."""
    chosen(name)
    assert ask_ways(POINTS, at=cast.at) == Asked(new=9)
    assert (known(HOME, SHOP), known(SITE, HOME).seconds) == (Way(40, 400), 90)
    cells = [room.cell_of(point) for point in POINTS]
    told = {(start, end): seconds for start, end, seconds in told_ways(name, cells[:1], cells)}
    assert told[cells[0], cells[1]] == told[cells[1], cells[0]] == 40
    assert (cells[1], cells[2]) not in told
    assert len(maps.asked) == 1
    assert ask_ways(POINTS, at=cast.at + timedelta(hours=5)) == Asked()
    assert len(maps.asked) == 1


def test_only_what_is_new_is_asked(cast: Cast, maps: MapServer, chosen: Chooses) -> None:
    """One more place: its row, and the others' ways to it."""
    chosen("osrm")
    ask_ways(POINTS, at=cast.at)
    maps.asked.clear()
    new = (34.70, 113.60)
    assert ask_ways([*POINTS, new], at=cast.at) == Asked(new=7)
    assert [(len(said["sources"].split(";")), len(said["destinations"].split(";"))) for _, said in maps.asked] == [
        (1, 4), (3, 1),
    ]  # fmt: skip
    assert known(HOME, new) == known(new, HOME) == Way(70, 700)


def test_large_tables_are_asked_in_blocks(maps: MapServer) -> None:
    server = Osrm(maps.url, True, rows=2, columns=2)
    points = [*POINTS, (34.70, 113.60), (34.71, 113.61)]
    blocks = list(room._asked(server, points, range(5), range(5)))
    assert (sum(map(len, blocks)), len(blocks), len(maps.asked)) == (25, 9, 9)
    found = {key: way for block in blocks for key, way in block.items()}
    assert found["34.7500,113.6200", "34.7100,113.6100"] == Way(50, 500)


def test_where_there_is_no_road_the_estimate_stands(cast: Cast, chosen: Chooses) -> None:
    """As the firm's own ways usually take, and it is not asked for again."""
    chosen("osrm")
    HourFactor.objects.create(hour=9, factor=2.0, spread=0.1, ways=9, learned_at=cast.at)
    usual_ways.forget()
    far = (61.0, 113.62)
    assert ask_ways([HOME, far], at=cast.at) == Asked(new=4)
    assert known(HOME, far) == estimated(HOME, far, factor=2.0)
    assert ask_ways([HOME, far], at=cast.at) == Asked()


def test_old_answers_are_asked_anew_and_forgotten(cast: Cast, maps: MapServer, chosen: Chooses) -> None:
    chosen("osrm")
    ask_ways(POINTS, at=cast.at)
    later = cast.at + timedelta(days=31)
    ask_ways(POINTS[:2], at=later)
    assert len(maps.asked) == 2
    assert KnownWay.objects.filter(at=later).count() == 4
    assert forget_old(by=SYSTEM, at=later) == 5
    with pytest.raises(NotAllowed):
        forget_old(by=cast.actor("dana"), at=later)


def test_amap_is_asked_in_its_own_coordinates_once(cast: Cast, maps: MapServer, chosen: Chooses) -> None:
    """One end at a time, in GCJ-02; the hour is noted, but what it told at nine is not asked again at ten."""
    chosen("amap")
    assert ask_ways(POINTS, at=cast.at).new == 9
    assert len(maps.asked) == 3
    path, said = maps.asked[0]
    lat, lng = to_gcj02(HOME)
    assert (path, said["key"], said["type"], said["destination"]) == (
        "/v3/distance", KEY, "1", f"{lng:.6f},{lat:.6f}",
    )  # fmt: skip
    assert set(KnownWay.objects.values_list("hour", flat=True)) == {9}
    ask_ways(POINTS, at=cast.at + timedelta(hours=1))
    assert len(maps.asked) == 3


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 500},
        {"broken": b"<html>"},
        {"broken": b'{"code": "NoSegment"}'},
        {"broken": b'{"code": "Ok", "durations": [[1]], "distances": [[1]]}'},
        {"broken": b'{"code": "Ok"}'},
        {"delay": 0.5},
    ],
)
def test_a_service_that_fails_is_left_in_peace(
    cast: Cast, maps: MapServer, chosen: Chooses, monkeypatch: pytest.MonkeyPatch, fault: dict[str, Any]
) -> None:
    """With a note, for two minutes."""
    chosen("osrm")
    monkeypatch.setattr(asking, "SECONDS", 0.1)
    for name, value in fault.items():
        setattr(maps, name, value)
    found = ask_ways(POINTS, at=cast.at)
    assert (found.new, KnownWay.objects.count()) == (0, 0)
    assert "路线服务" in str(found.note)
    assert str(ask_ways(POINTS, at=cast.at + timedelta(minutes=1)).note) == str(found.note)
    assert len(maps.asked) == 1
    maps.status, maps.broken, maps.delay = 200, b"", 0.0
    assert ask_ways(POINTS, at=cast.at + timedelta(minutes=3)) == Asked(new=9)


def test_the_own_network_must_be_allowed(cast: Cast, maps: MapServer, chosen: Chooses) -> None:
    """RQ-SEC-01: nothing goes to this machine unless the firm says so, and nothing without TLS to others."""
    chosen("osrm")
    choose("travel.allow_private", value=False, valid_from=cast.at, by=SYSTEM, at=cast.at)
    assert ask_ways(POINTS, at=cast.at).new == 0
    assert not maps.asked
    for url in (
        maps.url,
        maps.url.replace("http", "https"),
        "https://169.254.169.254",
        "ftp://x",
        "https://",
        "x y",
    ):
        with pytest.raises(NoAnswer):
            asking.ask(url, allow_private=False)
    assert not maps.asked


def test_a_service_without_key_tells_nothing(
    cast: Cast, chosen: Chooses, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is asked; with a key, and more places than one question takes, the first ones are."""
    chosen("amap")
    settings.AMAP_KEY = ""
    assert "路线服务" in str(ask_ways(POINTS, at=cast.at).note)
    settings.AMAP_KEY = KEY
    monkeypatch.setattr(room, "MOST_POINTS", 2)
    assert ask_ways(POINTS, at=cast.at) == Asked(new=4)


def test_an_address_is_where_all_answers_are(maps: MapServer) -> None:
    """RQ-DSP-03: two gates of one estate are one place, two houses of one name are none."""
    amap = Amap(KEY, maps.url, allow_private=True)
    assert amap.locate("花园路88号") == pytest.approx(from_gcj02((34.7892, 113.6826)))
    assert amap.locate("建设路1号") is None
    assert amap.locate("某某村") is None


def test_a_refused_key_stands_in_no_message(maps: MapServer) -> None:
    for url in (maps.url, "http://127.0.0.1:1 /x"):
        with pytest.raises(NoAnswer) as refusal:
            Amap("f" * 32, url, allow_private=True).block([HOME], [SHOP])
        assert "f" * 32 not in str(refusal.value)
