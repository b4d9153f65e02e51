"""Where written addresses are: as a map service tells, remembered, also that it does not know one."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from django.conf import settings

from baoxiu.basics.travel.models import KnownPlace
from baoxiu.basics.travel.policies import ADDRESS, ALLOW_PRIVATE, GEOCODER, KEEP_DAYS, PROVIDER
from baoxiu.basics.travel.providers.amap import HOST, Amap
from baoxiu.basics.travel.providers.kind import NoAnswer
from baoxiu.basics.travel.rules.coordinates import Point
from baoxiu.core.policy.queries import value

logger = logging.getLogger(__name__)


class Geocoder(Protocol):
    """A map service that knows addresses."""

    @property
    def name(self) -> str: ...

    def locate(self, address: str, city: str = "") -> Point | None:
        """Where it is (WGS-84), ``None`` where the service does not know it to the house. Raises ``NoAnswer``."""
        ...


@dataclass(frozen=True, slots=True)
class Written:
    """An address with province, city and district, and the code of its city."""

    text: str
    city: str = ""


def chosen_geocoder(at: datetime) -> Geocoder | None:
    """The service that the firm has chosen; none where it has chosen none, or where the key is missing."""
    if value(GEOCODER, at=at).value != "amap" or not settings.AMAP_KEY:
        return None
    own = value(PROVIDER, at=at).value == "amap"
    url = value(ADDRESS, at=at).value if own else ""
    return Amap(settings.AMAP_KEY, url or HOST, bool(value(ALLOW_PRIVATE, at=at).value))


def places_of(written: Sequence[Written], *, most: int, at: datetime) -> Mapping[str, Point]:
    """Where these addresses are, by their text; those that nobody knows are left out.

    What is remembered comes from there; of the others the first ``most`` are asked for, until the service fails. It is
    asked over the network, so no transaction should be open.
    """
    geocoder = chosen_geocoder(at)
    if geocoder is None:
        return {}
    known = _known([one.text for one in written], at)
    new = {one.text: one for one in written if one.text not in known}
    for one in list(new.values())[:most]:
        try:
            found = geocoder.locate(one.text, one.city)
        except NoAnswer as trouble:
            logger.warning("%s told no place: %s", geocoder.name, trouble)
            break
        known[one.text] = found
        _keep(one.text, found, geocoder.name, at)
    return {text: point for text, point in known.items() if point}


def _known(texts: Sequence[str], at: datetime) -> dict[str, Point | None]:
    since = at - timedelta(days=value(KEEP_DAYS, at=at).whole)
    rows = KnownPlace.objects.filter(address__in=texts, at__gte=since)
    fields = rows.values_list("address", "lat", "lng")
    return {text: (lat, lng) if lat is not None else None for text, lat, lng in fields}


def _keep(text: str, found: Point | None, provider: str, at: datetime) -> None:
    lat, lng = found or (None, None)
    kept = {"lat": lat, "lng": lng, "provider": provider, "at": at}
    KnownPlace.objects.update_or_create(address=text, defaults=kept)
