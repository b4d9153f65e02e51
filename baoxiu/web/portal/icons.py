"""A drawing for each product family, so that the right card is found without reading."""

from __future__ import annotations

from collections.abc import Iterable

from baoxiu.basics.products.models import Family

DRAWINGS = {
    "air_conditioner": "air-conditioning",
    "refrigerator": "fridge",
    "washing_machine": "wash-machine",
    "television": "device-tv",
    "water_heater": "bath",
    "gas_stove": "flame",
    "range_hood": "propeller",
    "microwave_oven": "microwave",
    "rice_cooker": "soup",
    "vacuum_cleaner": "vacuum-cleaner",
    "water_purifier": "droplet",
    "dishwasher": "tools-kitchen-2",
}
OTHER = "package"


def drawing(family: Family) -> str:
    """The name of the family's drawing; a box for what nobody drew."""
    return DRAWINGS.get(family.code, OTHER)


def with_icons(families: Iterable[Family]) -> list[tuple[Family, str]]:
    """Each family with its drawing."""
    return [(family, drawing(family)) for family in families]
