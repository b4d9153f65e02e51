"""The verbs of technicians (RQ-DSP-01…05)."""

from baoxiu.basics.technicians.actions.add_absence import (
    AbsenceOverlaps,
    EndsBeforeStart,
    add_absence,
    remove_absence,
)
from baoxiu.basics.technicians.actions.add_certificate import add_certificate, remove_certificate
from baoxiu.basics.technicians.actions.change import change, leave
from baoxiu.basics.technicians.actions.hire import hire
from baoxiu.basics.technicians.actions.set_areas import set_areas
from baoxiu.basics.technicians.actions.set_shifts import InvalidShifts, set_shifts
from baoxiu.basics.technicians.actions.set_skill import set_skill

__all__ = [
    "AbsenceOverlaps",
    "EndsBeforeStart",
    "InvalidShifts",
    "add_absence",
    "add_certificate",
    "change",
    "hire",
    "leave",
    "remove_absence",
    "remove_certificate",
    "set_areas",
    "set_shifts",
    "set_skill",
]
