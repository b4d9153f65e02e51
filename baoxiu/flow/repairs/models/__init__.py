"""Assessment, quotes with consent, and the repair itself (RQ-ASM, RQ-QUO, RQ-EXE)."""

from baoxiu.flow.repairs.models.asking import ChangeRequest, JointReview
from baoxiu.flow.repairs.models.quotes import QUOTE, Consent, Quote, QuoteLine
from baoxiu.flow.repairs.models.site import Installation, SiteConsent
from baoxiu.flow.repairs.models.work import (
    Assessment,
    ExchangeRoute,
    Measurement,
    PartUsed,
    StepCheck,
    WorkStep,
)

__all__ = [
    "QUOTE",
    "Assessment",
    "ChangeRequest",
    "Consent",
    "ExchangeRoute",
    "Installation",
    "JointReview",
    "Measurement",
    "PartUsed",
    "Quote",
    "QuoteLine",
    "SiteConsent",
    "StepCheck",
    "WorkStep",
]
