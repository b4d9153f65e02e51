"""The verbs of assessment, quote and repair, requirements appendix e2 and e4."""

from baoxiu.flow.repairs.actions.add_photo import add_photo
from baoxiu.flow.repairs.actions.agree import agree
from baoxiu.flow.repairs.actions.assess import AssessmentIncomplete, NotThereYet, assess
from baoxiu.flow.repairs.actions.lapse import StillValid, lapse, lapse_overdue
from baoxiu.flow.repairs.actions.note_part import ConsentNeeded, NotInRepair, note_part
from baoxiu.flow.repairs.actions.note_step import StepMissing, note_step
from baoxiu.flow.repairs.actions.refuse import refuse
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

__all__ = [
    "AssessmentIncomplete",
    "ChangedQuote",
    "ConsentNeeded",
    "InvalidLine",
    "NameMissing",
    "NoConsent",
    "NotInRepair",
    "NotThereYet",
    "PayerUndecided",
    "PlanMissing",
    "PriceReasonMissing",
    "QuoteLapsed",
    "QuoteLineInput",
    "StepMissing",
    "StillValid",
    "UnknownPrice",
    "add_photo",
    "agree",
    "assess",
    "lapse",
    "lapse_overdue",
    "note_part",
    "note_step",
    "refuse",
    "send_quote",
    "start",
]
