"""The main parts that warranty terms name, by the codes of the rules."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PARTS: dict[str, object] = {
    "compressor": _("Compressor"),
    "thermostat": _("Thermostat"),
    "evaporator": _("Evaporator"),
    "condenser": _("Condenser"),
    "four_way_valve": _("Four-way valve"),
    "motor": _("Motor"),
    "timer": _("Timer"),
    "magnetron": _("Magnetron"),
    "picture_tube": _("Picture tube"),
    "line_output_transformer": _("Line output transformer"),
    "tuner": _("Tuner"),
    "integrated_circuit": _("Integrated circuit"),
    "heat_exchanger": _("Heat exchanger"),
    "inner_tank": _("Inner tank"),
    "gas_valve": _("Gas valve"),
    "heating_plate": _("Heating plate"),
    "mainboard": _("Main board"),
    "pump": _("Pump"),
}


def part_name(code: str) -> object:
    """The part's name; a code that a firm made up stands for itself."""
    return PARTS.get(code, code)
