"""The ways between places as the chosen map service tells them: asked once, and kept for whoever plans."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Max, Q
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.travel.models import KnownWay
from baoxiu.basics.travel.policies import ACCESS_MINUTES, ADDRESS, ALLOW_PRIVATE, KEEP_DAYS, PROVIDER
from baoxiu.basics.travel.providers.amap import HOST, Amap
from baoxiu.basics.travel.providers.kind import NoAnswer, Provider
from baoxiu.basics.travel.providers.osrm import Osrm
from baoxiu.basics.travel.providers.valhalla import Valhalla
from baoxiu.basics.travel.queries import usual_ways
from baoxiu.basics.travel.rules.coordinates import Point
from baoxiu.basics.travel.rules.speed import Way, estimated
from baoxiu.core.clock import SHANGHAI
from baoxiu.core.policy.declarations import POLICIES
from baoxiu.core.policy.queries import value

logger = logging.getLogger(__name__)

MOST_POINTS = 300
"""Of one question; for more a service would take minutes, so the others are estimated."""

REST = timedelta(minutes=2)
"""A service that failed is not asked again for so long: nobody waits for it twice."""

GEODESIC = "geodesic"
NOT_SET_UP = _("The route service is not set up.")
SILENT = _("The route service does not answer; the ways are estimated from the distance.")

NO_TRAFFIC = -1
_resting: dict[str, datetime] = {}


@dataclass(frozen=True, slots=True)
class Asked:
    """How many ways the service has told that were not known. ``note``: why it told none; empty when it did, or had nothing to tell."""

    new: int = 0
    note: object = ""


def ask_ways(points: Sequence[Point], *, at: datetime) -> Asked:
    """Ask the chosen service for the ways between these points (WGS-84) that it has not told lately, and keep them; never fails
    (RQ-DSP-01). Of more than ``MOST_POINTS`` the first ones count.

    The seconds end at the road: what it takes to the door is ``access_seconds``. The network is asked, so no transaction should be
    open; what was told before a service fell silent is kept.
    """
    provider = chosen_provider(at)
    if provider is None:
        return Asked(note=NOT_SET_UP if value(PROVIDER, at=at).value != GEODESIC else "")
    if provider.name in _resting and at < _resting[provider.name]:
        return Asked(note=SILENT)
    new = 0
    try:
        for told in _told(provider, points[:MOST_POINTS], at):
            _keep(provider, told, at)
            new += len(told)
    except NoAnswer as trouble:
        logger.warning("%s told no ways: %s", provider.name, trouble)
        _resting[provider.name] = at + REST
        return Asked(new, SILENT)
    return Asked(new)


def told_ways(
    provider: str, some: Collection[str], others: Collection[str]
) -> Iterator[tuple[str, str, int]]:
    """The ways that the service has told between cells of ``some`` and of ``others``, both ways; the newest last. In usual seconds:
    what was told of an hour that is slower than others is less at a usual one."""
    between = Q(start__in=some, end__in=others) | Q(start__in=others, end__in=some)
    rows = KnownWay.objects.filter(between, provider=provider).order_by("at")
    hours = usual_ways().hours
    for start, end, seconds, hour in rows.values_list("start", "end", "seconds", "hour"):
        yield start, end, seconds * 1_000 // hours[hour] if hours and hour != NO_TRAFFIC else seconds


@dataclass(frozen=True, slots=True)
class Source:
    """Where the firm's ways come from. ``ready``: what was chosen can be asked; ``known``: ways that it has told; ``factor``: how many
    times the estimate all others take."""

    provider: object
    asks: bool
    ready: bool
    known: int
    newest: datetime | None
    factor: float


def source_of_ways(at: datetime) -> Source:
    """What the desk says about the ways (RQ-DSP-01)."""
    name = str(value(PROVIDER, at=at).value)
    told = KnownWay.objects.filter(provider=name).aggregate(known=Count("pk"), newest=Max("at"))
    asks = name != GEODESIC
    label = dict(POLICIES[PROVIDER].choices)[name]
    return Source(
        label, asks, not asks or chosen_provider(at) is not None, factor=usual_ways().factor, **told
    )


def access_seconds(at: datetime) -> int:
    """From the road to the customer's door."""
    return 60 * value(ACCESS_MINUTES, at=at).whole


def chosen_provider(at: datetime) -> Provider | None:
    """The service that the firm has chosen; none where the distance decides, or where address or key are missing."""
    name, url = value(PROVIDER, at=at).value, value(ADDRESS, at=at).value
    private = bool(value(ALLOW_PRIVATE, at=at).value)
    if name == "amap":
        return Amap(settings.AMAP_KEY, url or HOST, private) if settings.AMAP_KEY else None
    if name == GEODESIC or not url:
        return None
    return Osrm(url, private) if name == "osrm" else Valhalla(url, private)


def _told(provider: Provider, points: Sequence[Point], at: datetime) -> Iterator[_Pairs]:
    """What the service adds to what is known, block by block. Raises ``NoAnswer``."""
    cells = [cell_of(point) for point in points]
    known = _known(provider.name, cells, at)
    for rows, columns in _gaps(cells, known):
        yield from _asked(provider, points, rows, columns)


def _gaps(cells: Sequence[str], known: set[tuple[str, str]]) -> Iterator[tuple[list[int], list[int]]]:
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


def _known(provider: str, cells: Sequence[str], at: datetime) -> set[tuple[str, str]]:
    wanted = sorted(set(cells))
    rows = KnownWay.objects.filter(
        provider=provider,
        start__in=wanted,
        end__in=wanted,
        at__gte=at - timedelta(days=value(KEEP_DAYS, at=at).whole),
    )
    return set(rows.values_list("start", "end"))


def _asked(
    provider: Provider, points: Sequence[Point], rows: Sequence[int], columns: Sequence[int]
) -> Iterator[_Pairs]:
    """The ways from these places to those, in blocks that the service takes; where it knows no road, the estimate stands. Raises
    ``NoAnswer``."""
    factor = usual_ways().factor
    for starts in _parts(rows, provider.rows):
        for ends in _parts(columns, provider.columns):
            block = provider.block([points[one] for one in starts], [points[one] for one in ends])
            if len(block) != len(starts) or any(len(row) != len(ends) for row in block):
                raise NoAnswer("a table of another size")
            yield {
                (cell_of(points[row]), cell_of(points[column])): way
                or estimated(points[row], points[column], factor=factor)
                for row, ways in zip(starts, block, strict=True)
                for column, way in zip(ends, ways, strict=True)
            }


def _parts(places: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for first in range(0, len(places), size):
        yield places[first : first + size]


def _keep(provider: Provider, told: _Pairs, at: datetime) -> None:
    """Remember what was told; an older answer to the same question is replaced."""
    hour = at.astimezone(SHANGHAI).hour if provider.by_hour else NO_TRAFFIC
    rows = [
        KnownWay(
            provider=provider.name,
            hour=hour,
            start=start,
            end=end,
            seconds=way.seconds,
            metres=way.metres,
            at=at,
        )
        for (start, end), way in told.items()
    ]
    KnownWay.objects.bulk_create(
        rows,
        batch_size=5_000,
        update_conflicts=True,
        unique_fields=["provider", "hour", "start", "end"],
        update_fields=["seconds", "metres", "at"],
    )
