"""The verbs of a visit (上门), requirements appendix e3."""

from baoxiu.flow.visits.actions.arrive import InvalidPosition, arrive
from baoxiu.flow.visits.actions.book import NoVisitNeeded, OpenVisit, book
from baoxiu.flow.visits.actions.cancel import ReasonMissing, cancel, drop
from baoxiu.flow.visits.actions.fill_checklist import VisitOver, fill_checklist
from baoxiu.flow.visits.actions.finish import ChecklistMissing, ReportMissing, finish
from baoxiu.flow.visits.actions.flag_height import flag_height
from baoxiu.flow.visits.actions.note_contact import note_contact
from baoxiu.flow.visits.actions.note_cost import CostUnclear, NoVisitMade, note_cost
from baoxiu.flow.visits.actions.note_damage import (
    CompensatedAlready,
    CompensationUnclear,
    DamageUnclear,
    NotThere,
    compensate,
    note_damage,
)
from baoxiu.flow.visits.actions.report_no_access import report_no_access
from baoxiu.flow.visits.actions.reschedule import TooLateToReschedule, reschedule
from baoxiu.flow.visits.actions.set_out import set_out
from baoxiu.flow.visits.readiness import HeightUnsafe, NotReady
from baoxiu.flow.visits.windows import AgreementMissing, InvalidWindow, TechnicianBusy

__all__ = [
    "AgreementMissing",
    "ChecklistMissing",
    "CompensatedAlready",
    "CompensationUnclear",
    "CostUnclear",
    "DamageUnclear",
    "HeightUnsafe",
    "InvalidPosition",
    "InvalidWindow",
    "NoVisitMade",
    "NoVisitNeeded",
    "NotReady",
    "NotThere",
    "OpenVisit",
    "ReasonMissing",
    "ReportMissing",
    "TechnicianBusy",
    "TooLateToReschedule",
    "VisitOver",
    "arrive",
    "book",
    "cancel",
    "compensate",
    "drop",
    "fill_checklist",
    "finish",
    "flag_height",
    "note_contact",
    "note_cost",
    "note_damage",
    "report_no_access",
    "reschedule",
    "set_out",
]
