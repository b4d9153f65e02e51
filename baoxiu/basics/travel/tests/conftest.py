"""A map server on this machine, and a firm that lets us ask it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from baoxiu.basics.travel import ways
from baoxiu.basics.travel.policies import ADDRESS, ALLOW_PRIVATE, GEOCODER, PROVIDER
from baoxiu.basics.travel.tests.server import KEY, MapServer
from baoxiu.core.actors import SYSTEM
from baoxiu.core.policy.actions import choose
from tests.cast import AT, Cast

type Chooses = Callable[[str], None]


@pytest.fixture
def maps(monkeypatch: pytest.MonkeyPatch) -> Iterator[MapServer]:
    """Tells ways and places, or fails as it is told."""
    monkeypatch.setattr(ways, "_resting", {})
    with MapServer() as server:
        yield server
        server.shutdown()


@pytest.fixture
def chosen(cast: Cast, maps: MapServer, settings: Any) -> Chooses:  # noqa: ARG001
    """``chosen("osrm")``: the firm asks this server, in its own network."""
    settings.AMAP_KEY = KEY
    before = AT - timedelta(days=1)

    def by(provider: str) -> None:
        values = {PROVIDER: provider, ADDRESS: maps.url, ALLOW_PRIVATE: True, GEOCODER: "amap"}
        for key, value in values.items():
            choose(key, value=value, valid_from=before, by=SYSTEM, at=before)

    return by
