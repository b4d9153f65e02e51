"""Reading a position as people copy it from a map or a phone."""

from __future__ import annotations

import re
import unicodedata

from baoxiu.basics.travel.rules.coordinates import DATUMS, Point, is_in_china

_NUMBERS = re.compile(r"[-+]?\d{1,3}(?:\.\d+)?")
_BETWEEN = re.compile(r"[\s,;、/°()]*")
PLACES = 6
"""Of degrees: a tenth of a metre."""


def read_position(text: str, datum: str = "wgs84") -> Point | None:
    """Latitude and longitude in WGS-84 from two numbers in either order; ``None`` where there are no such two.

    Most Chinese maps copy the longitude first: of the two readings the one that lies in China counts.
    """
    written = unicodedata.normalize("NFKC", text)
    numbers = [float(one) for one in _NUMBERS.findall(written)]
    if len(numbers) != 2 or _BETWEEN.sub("", _NUMBERS.sub("", written)):
        return None
    first, second = numbers
    there = (
        (second, first)
        if is_in_china((second, first)) and not is_in_china((first, second))
        else (first, second)
    )
    if not (abs(there[0]) <= 90 and abs(there[1]) <= 180):
        return None
    lat, lng = DATUMS[datum].to_wgs84(there)
    return round(lat, PLACES), round(lng, PLACES)
