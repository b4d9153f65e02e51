"""A table of ways between points: from the chosen service, from what it told before, or estimated from the distance."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.travel.models import KnownWay
from baoxiu.basics.travel.policies import ACCESS_MINUTES, ADDRESS, ALLOW_PRIVATE, KEEP_DAYS, PROVIDER
from baoxiu.basics.travel.providers.amap import HOST, Amap
from baoxiu.basics.travel.providers.kind import NoAnswer, Provider
from baoxiu.basics.travel.providers.osrm import Osrm
from baoxiu.basics.travel.providers.valhalla import Valhalla
from baoxiu.basics.travel.queries import hour_factors
from baoxiu.basics.travel.rules.coordinates import Point
from baoxiu.basics.travel.rules.speed import Way, estimated, factor_at
from baoxiu.core.clock import SHANGHAI
from baoxiu.core.policy.queries import value

logger = logging.getLogger(__name__)

MOST_POINTS = 300
"""Of a table for which a service is asked; larger ones are estimated, as a service would take minutes."""

REST = timedelta(minutes=2)
"""A service that failed is not asked again for so long: nobody waits for it twice."""

NO_TRAFFIC = -1
_resting: dict[str, datetime] = {}


@dataclass(frozen=True, slots=True)
class Ways:
    """The way from each point to each point. ``note``: why not the chosen service told it; empty when it did."""

    table: tuple[tuple[Way, ...], ...]
    provider: str
    note: object = ""

    @property
    def seconds(self) -> tuple[tuple[int, ...], ...]:
        """Only the seconds, as a planner's problem wants them."""
        return tuple(tuple(way.seconds for way in row) for row in self.table)


def ways_between(points: Sequence[Point], *, at: datetime) -> Ways:
    """The ways between these points (WGS-84) for somebody who drives at ``at``; never fails (RQ-DSP-01).

    A service that does not answer is replaced by the estimate, with a note. The seconds end at the road: what it takes
    to the door is ``access_seconds``. A service is asked over the network, so no transaction should be open.
    """
    guess = _Guess(points, factor_at(at.astimezone(SHANGHAI).hour, hour_factors()))
    provider = chosen_provider(at)
    if provider is None:
        note = "" if value(PROVIDER, at=at).value == "geodesic" else _("The route service is not set up.")
        return Ways(guess.table(), "geodesic", note)
    if len(points) > MOST_POINTS:
        return Ways(guess.table(), "geodesic", _("So many places are estimated from the distance."))
    if provider.name in _resting and at < _resting[provider.name]:
        return Ways(guess.table(), "geodesic", _SILENT)
    try:
        return Ways(_told(provider, points, guess, at), provider.name)
    except NoAnswer as trouble:
        logger.warning("%s told no ways: %s", provider.name, trouble)
        _resting[provider.name] = at + REST
        return Ways(guess.table(), "geodesic", _SILENT)


_SILENT = _("The route service does not answer; the ways are estimated from the distance.")


def access_seconds(at: datetime) -> int:
    """From the road to the customer's door."""
    return 60 * value(ACCESS_MINUTES, at=at).whole


def chosen_provider(at: datetime) -> Provider | None:
    """The service that the firm has chosen; none where the distance decides, or where address or key are missing."""
    name, url = value(PROVIDER, at=at).value, value(ADDRESS, at=at).value
    private = bool(value(ALLOW_PRIVATE, at=at).value)
    if name == "amap":
        return Amap(settings.AMAP_KEY, url or HOST, private) if settings.AMAP_KEY else None
    if name == "geodesic" or not url:
        return None
    return Osrm(url, private) if name == "osrm" else Valhalla(url, private)


@dataclass(frozen=True, slots=True)
class _Guess:
    """The estimate between these points, reckoned where it is asked for."""

    points: Sequence[Point]
    factor: float

    def way(self, row: int, column: int) -> Way:
        return estimated(self.points[row], self.points[column], factor=self.factor)

    def table(self) -> tuple[tuple[Way, ...], ...]:
        """Of all pairs; there is as far as back."""
        size = range(len(self.points))
        half = [[self.way(row, column) for column in range(row + 1)] for row in size]
        return tuple(tuple(half[max(one, two)][min(one, two)] for two in size) for one in size)


def _told(
    provider: Provider, points: Sequence[Point], guess: _Guess, at: datetime
) -> tuple[tuple[Way, ...], ...]:
    """What is known, and what the service adds; where it knows no road, the estimate stands."""
    cells = [cell_of(point) for point in points]
    hour = at.astimezone(SHANGHAI).hour if provider.by_hour else NO_TRAFFIC
    known = _known(provider.name, hour, cells, at)
    fresh: _Pairs = {}
    for rows, columns in _gaps(cells, known):
        fresh |= _asked(provider, points, guess, rows, columns)
    _keep(provider.name, hour, fresh, at)
    known |= fresh
    return tuple(tuple(Way(0, 0) if start == end else known[start, end] for end in cells) for start in cells)


def _gaps(cells: Sequence[str], known: _Pairs) -> Iterator[tuple[list[int], list[int]]]:
    """What to ask: places that are new with all others, and those that are known with what they lack."""
    lacking = {
        row: [column for column, end in enumerate(cells) if end != start and (start, end) not in known]
        for row, start in enumerate(cells)
    }
    new = [row for row, gaps in lacking.items() if 2 * len(gaps) > len(cells)]
    old = [row for row, gaps in lacking.items() if gaps and 2 * len(gaps) <= len(cells)]
    if new:
        yield new, list(range(len(cells)))
    if old:
        yield old, sorted({column for row in old for column in lacking[row]})


def cell_of(point: Point) -> str:
    """The name of a point in the cache: about ten metres wide."""
    return f"{point[0]:.4f},{point[1]:.4f}"


type _Pairs = dict[tuple[str, str], Way]


def _known(provider: str, hour: int, cells: Sequence[str], at: datetime) -> _Pairs:
    wanted = sorted(set(cells))
    rows = KnownWay.objects.filter(
        provider=provider,
        hour=hour,
        start__in=wanted,
        end__in=wanted,
        at__gte=at - timedelta(days=value(KEEP_DAYS, at=at).whole),
    )
    fields = rows.values_list("start", "end", "seconds", "metres")
    return {(start, end): Way(seconds, metres) for start, end, seconds, metres in fields}


def _asked(
    provider: Provider,
    points: Sequence[Point],
    guess: _Guess,
    rows: Sequence[int],
    columns: Sequence[int],
) -> _Pairs:
    """The ways from these places to those, in blocks that the service takes. Raises ``NoAnswer``."""
    found: _Pairs = {}
    for starts in _parts(rows, provider.rows):
        for ends in _parts(columns, provider.columns):
            block = provider.block([points[one] for one in starts], [points[one] for one in ends])
            if len(block) != len(starts) or any(len(row) != len(ends) for row in block):
                raise NoAnswer("a table of another size")
            for row, ways in zip(starts, block, strict=True):
                for column, way in zip(ends, ways, strict=True):
                    found[cell_of(points[row]), cell_of(points[column])] = way or guess.way(row, column)
    return found


def _parts(places: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for first in range(0, len(places), size):
        yield places[first : first + size]


def _keep(provider: str, hour: int, fresh: _Pairs, at: datetime) -> None:
    """Remember what was told; an older answer to the same question is replaced."""
    rows = [
        KnownWay(
            provider=provider, hour=hour, start=start, end=end, seconds=way.seconds, metres=way.metres, at=at
        )
        for (start, end), way in fresh.items()
    ]
    KnownWay.objects.bulk_create(
        rows,
        batch_size=5_000,
        update_conflicts=True,
        unique_fields=["provider", "hour", "start", "end"],
        update_fields=["seconds", "metres", "at"],
    )
