"""Follow-up calls, letters, customer files with the next contact, sales visits and reminders (RQ-REV, RQ-SAT-01)."""

from baoxiu.flow.followups.models.calls import (
    FOLLOWUP,
    QUESTION,
    CallRows,
    Followup,
    FollowupCall,
    FollowupRows,
    Letter,
    LetterRows,
    Praise,
    Question,
    Rating,
)
from baoxiu.flow.followups.models.contacts import (
    CUSTOMER_FILE,
    PLANNED_CONTACT,
    CustomerFile,
    PlannedContact,
    PlannedRows,
    SalesVisit,
    ServiceReminder,
    VisitRows,
)
from baoxiu.flow.followups.models.letters import INCOMING_LETTER, IncomingLetter, IncomingRows

__all__ = [
    "CUSTOMER_FILE",
    "FOLLOWUP",
    "INCOMING_LETTER",
    "PLANNED_CONTACT",
    "QUESTION",
    "CallRows",
    "CustomerFile",
    "Followup",
    "FollowupCall",
    "FollowupRows",
    "IncomingLetter",
    "IncomingRows",
    "Letter",
    "LetterRows",
    "PlannedContact",
    "PlannedRows",
    "Praise",
    "Question",
    "Rating",
    "SalesVisit",
    "ServiceReminder",
    "VisitRows",
]
