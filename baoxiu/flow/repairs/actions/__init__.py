"""The verbs of assessment, quote and repair, requirements appendix e2 and e4."""

from baoxiu.flow.repairs.actions.add_photo import add_photo
from baoxiu.flow.repairs.actions.agree import agree
from baoxiu.flow.repairs.actions.assess import AssessmentIncomplete, NotThereYet, assess
from baoxiu.flow.repairs.actions.confirm_site import ConsentIncomplete, confirm_site
from baoxiu.flow.repairs.actions.finish_work import SheetNotPassed, finish_work
from baoxiu.flow.repairs.actions.lapse import StillValid, lapse, lapse_overdue
from baoxiu.flow.repairs.actions.note_part import ConsentNeeded, NotInRepair, note_part
from baoxiu.flow.repairs.actions.note_step import StepMissing, note_step
from baoxiu.flow.repairs.actions.refuse import refuse
from baoxiu.flow.repairs.actions.report_finding import NoFinding, report_finding
from baoxiu.flow.repairs.actions.send_quote import PlanMissing, send_quote
from baoxiu.flow.repairs.actions.start import NoConsent, start
from baoxiu.flow.repairs.answers import ChangedQuote, NameMissing, QuoteLapsed
from baoxiu.flow.repairs.pricing import (
    InvalidLine,
    PayerUndecided,
    PriceReasonMissing,
    QuoteLineInput,
    UnknownPrice,
)
from baoxiu.flow.repairs.product_file import Handover, HandoverIncomplete, UnitOfAnother

__all__ = [
    "AssessmentIncomplete",
    "ChangedQuote",
    "ConsentIncomplete",
    "ConsentNeeded",
    "Handover",
    "HandoverIncomplete",
    "InvalidLine",
    "NameMissing",
    "NoConsent",
    "NoFinding",
    "NotInRepair",
    "NotThereYet",
    "PayerUndecided",
    "PlanMissing",
    "PriceReasonMissing",
    "QuoteLapsed",
    "QuoteLineInput",
    "SheetNotPassed",
    "StepMissing",
    "StillValid",
    "UnitOfAnother",
    "UnknownPrice",
    "add_photo",
    "agree",
    "assess",
    "confirm_site",
    "finish_work",
    "lapse",
    "lapse_overdue",
    "note_part",
    "note_step",
    "refuse",
    "report_finding",
    "send_quote",
    "start",
]
