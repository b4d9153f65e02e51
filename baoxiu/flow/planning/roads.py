"""The ways between the places of a plan, as the chosen map service told them. What it has not told is estimated from the distance,
so that nobody who plans ever waits for the network (RQ-DSP-01); asking is a job of its own (``jobs.ask_for_ways``)."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from threading import Lock

import numpy as np

from baoxiu.basics.travel.queries import UsualWays, usual_ways
from baoxiu.basics.travel.rules.coordinates import Point
from baoxiu.basics.travel.rules.speed import DETOUR, slowed
from baoxiu.basics.travel.ways import cell_of, chosen_provider, told_ways
from baoxiu.flow.dispatch.planner.problem import Told, Travel

MOST = 1_000
"""Places in a table; for those beyond the distance decides."""
ROOM = 64
"""Rows that are kept free for new places, so that the table stays the same one."""


class Roads:
    """A growing table: each place keeps its row. New rows are filled before anybody knows of them, so people may go on working."""

    def __init__(self, provider: str) -> None:
        self._provider = provider
        self._rows: dict[str, int] = {}
        self._read = 0
        self._told = Told(np.full((0, 0), -1, np.int32))
        self._lock = Lock()

    def row(self, place: Point) -> int:
        """The place's row, -1 where the table is full."""
        cell = cell_of(place)
        with self._lock:
            if cell not in self._rows and len(self._rows) < MOST:
                self._rows[cell] = len(self._rows)
            return self._rows.get(cell, -1)

    def told(self) -> Told:
        """What the service has told between all places with a row; read where places are new."""
        with self._lock:
            if self._read < len(self._rows):
                self._read_new()
            return self._told

    def _read_new(self) -> None:
        cells = list(self._rows)
        seconds = self._with_room(len(cells))
        for start, end, lasts in told_ways(self._provider, cells[self._read :], cells):
            seconds[self._rows[start], self._rows[end]] = lasts
        new = np.arange(self._read, len(cells))
        seconds[new, new] = 0
        if seconds is not self._told.seconds:
            self._told = Told(seconds)
        self._read = len(cells)

    def _with_room(self, count: int) -> np.ndarray[tuple[int, int], np.dtype[np.int32]]:
        before = self._told.seconds
        if count <= len(before):
            return before
        grown = np.full((count + count // 2 + ROOM,) * 2, -1, np.int32)
        grown[: len(before), : len(before)] = before
        return grown


def roads_at(at: datetime) -> Roads | None:
    """An empty table of the service that the firm has chosen; none where the distance decides."""
    provider = chosen_provider(at)
    return Roads(provider.name) if provider else None


def travel_by(roads: Roads | None) -> Travel:
    """How long ways take: as told, else by the distance and as the firm's own ways usually take; by the hour as they teach."""
    factor, hours = usual_ways()
    if roads is None:
        return _by_distance(factor, hours)
    return Travel("table", DETOUR, slowed(factor), roads.told(), hours)


@lru_cache(maxsize=8)
def _by_distance(factor: float, hours: tuple[int, ...]) -> Travel:
    """The same object as long as nothing is learned, so that the judge knows days again."""
    return Travel(detour=DETOUR, steps=slowed(factor), hours=hours)


def travel_signs(at: datetime) -> tuple[str, UsualWays]:
    """What no row of an outlet tells of its ways: who tells them, and how long the firm's own take."""
    provider = chosen_provider(at)
    return provider.name if provider else "", usual_ways()
