"""What the main parts of products are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

PARTS: Mapping[str, object] = {
    "compressor": _("Compressor"),
    "thermostat": _("Thermostat"),
    "evaporator": _("Evaporator"),
    "condenser": _("Condenser"),
    "four_way_valve": _("Four-way valve"),
    "motor": _("Motor"),
    "timer": _("Timer"),
    "pump": _("Pump"),
    "mainboard": _("Mainboard"),
    "integrated_circuit": _("Integrated circuit"),
    "tuner": _("Tuner"),
    "display": _("Display"),
    "magnetron": _("Magnetron"),
    "heating_plate": _("Heating plate"),
    "heat_exchanger": _("Heat exchanger"),
    "gas_valve": _("Gas valve"),
    "power_adapter": _("Power adapter"),
    "picture_tube": _("Picture tube"),
    "line_output_transformer": _("Line output transformer"),
    "frame": _("Frame"),
    "gear_shift": _("Gear shift"),
    "drum_motor": _("Drum motor"),
    "capstan_motor": _("Capstan motor"),
    "loading_motor": _("Loading motor"),
    "cpu": _("Processor"),
    "memory": _("Memory"),
    "hard_disk": _("Hard disk"),
    "keyboard_of_notebook": _("Keyboard of a notebook"),
    "spindle_motor": _("Spindle motor"),
    "servo_motor": _("Servo motor"),
    "laser_head": _("Laser head"),
}


def part_name(code: str) -> object:
    """The name of a part; a code of the firm's own reads as itself."""
    return PARTS.get(code, code)
