"""The repair request and what is decided about it (RQ-INT, RQ-REG, RQ-TRI)."""

from baoxiu.flow.intake.models.contact import ContactEntry, ContactRows
from baoxiu.flow.intake.models.request import AccessLink, Batch, BatchRows, RepairRequest, RequestRows
from baoxiu.flow.intake.models.review import Opinion, OpinionRows, Review, ReviewRoute, Supplement
from baoxiu.flow.intake.models.team import ServiceTeam

__all__ = [
    "AccessLink",
    "Batch",
    "BatchRows",
    "ContactEntry",
    "ContactRows",
    "Opinion",
    "OpinionRows",
    "RepairRequest",
    "RequestRows",
    "Review",
    "ReviewRoute",
    "ServiceTeam",
    "Supplement",
]
