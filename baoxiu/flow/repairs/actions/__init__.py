"""The verbs of assessment, quote and repair, requirements appendix e2 and e4."""

from baoxiu.flow.repairs.actions.add_photo import add_photo
from baoxiu.flow.repairs.actions.agree import agree
from baoxiu.flow.repairs.actions.ask_change import AskedAlready, NothingToChange, NotLater, ask_change
from baoxiu.flow.repairs.actions.assess import AssessmentIncomplete, NotThereYet, assess
from baoxiu.flow.repairs.actions.check_step import (
    CheckedAlready,
    FindingMissing,
    check_step,
)
from baoxiu.flow.repairs.actions.confirm_site import ConsentIncomplete, confirm_site
from baoxiu.flow.repairs.actions.decide_change import (
    DecidedAlready,
    OwnRequest,
    RefusalUnfounded,
    decide_change,
)
from baoxiu.flow.repairs.actions.finish_work import SheetNotPassed, finish_work
from baoxiu.flow.repairs.actions.lapse import StillValid, lapse, lapse_overdue
from baoxiu.flow.repairs.actions.measure import NothingMeasured, RemedyMissing, measure
from baoxiu.flow.repairs.actions.note_part import (
    ConsentNeeded,
    DeviationUnexplained,
    NotInRepair,
    note_part,
)
from baoxiu.flow.repairs.actions.note_step import StepMissing, note_step
from baoxiu.flow.repairs.actions.refuse import refuse
from baoxiu.flow.repairs.actions.report_finding import NoFinding, report_finding
from baoxiu.flow.repairs.actions.review_jointly import NotJoint, review_jointly
from baoxiu.flow.repairs.actions.route_to_exchange import (
    NobodyTold,
    NotBeyondRepair,
    NotDear,
    RoutedAlready,
    route_to_exchange,
)
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
from baoxiu.flow.repairs.steps import StepFailed, StepNotChecked

__all__ = [
    "AskedAlready",
    "AssessmentIncomplete",
    "ChangedQuote",
    "CheckedAlready",
    "ConsentIncomplete",
    "ConsentNeeded",
    "DecidedAlready",
    "DeviationUnexplained",
    "FindingMissing",
    "Handover",
    "HandoverIncomplete",
    "InvalidLine",
    "NameMissing",
    "NoConsent",
    "NoFinding",
    "NobodyTold",
    "NotBeyondRepair",
    "NotDear",
    "NotInRepair",
    "NotJoint",
    "NotLater",
    "NotThereYet",
    "NothingMeasured",
    "NothingToChange",
    "OwnRequest",
    "PayerUndecided",
    "PlanMissing",
    "PriceReasonMissing",
    "QuoteLapsed",
    "QuoteLineInput",
    "RefusalUnfounded",
    "RemedyMissing",
    "RoutedAlready",
    "SheetNotPassed",
    "StepFailed",
    "StepMissing",
    "StepNotChecked",
    "StillValid",
    "UnitOfAnother",
    "UnknownPrice",
    "add_photo",
    "agree",
    "ask_change",
    "assess",
    "check_step",
    "confirm_site",
    "decide_change",
    "finish_work",
    "lapse",
    "lapse_overdue",
    "measure",
    "note_part",
    "note_step",
    "refuse",
    "report_finding",
    "review_jointly",
    "route_to_exchange",
    "send_quote",
    "start",
]
