"""What is sent about the departments' review of a request, and about its set-up."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from baoxiu.flow.intake.actions.put_route import MOST_STEPS
from baoxiu.flow.intake.lifecycle import OPINION
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.web.api.kinds import Code, Flag, Given, Line, OneOf, RowId, Sentence, Text
from baoxiu.web.api.paging import Paged

Severity = Annotated[int, Field(ge=1, le=4)]
Service = Annotated[str, OneOf(("", *RepairRequest.Service.values))]


class OpinionFilters(Paged):
    """Which steps of reviews; ``role`` is the code of a department."""

    request: Code = Field("", description="number")
    stage: Annotated[str, OneOf(one.code for one in OPINION.stages)] | None = None
    role: Code = ""


class ReviewStart(Given):
    """How bad it is: 1 minor, 2 major, 3 critical, 4 endangers people; the route follows from it."""

    severity: Severity


class OpinionGiven(Given):
    """What the department thinks."""

    text: Text


class SentBack(Given):
    """What is missing for an opinion."""

    reason: Text


class PutForward(Given):
    """What was added; ``position``: from this earlier step of the route on everybody is asked again."""

    addition: Text
    position: RowId | None = None


class RouteStep(Given):
    """A department (code of a role) and its question."""

    role: Code
    question: Sentence


class Route(Given):
    """A review route as it is to be: for a service and a family or for all (empty), from a severity on."""

    name: Line
    steps: Annotated[list[RouteStep], Field(min_length=1, max_length=MOST_STEPS)]
    service: Service = ""
    family: Code = ""
    from_severity: Severity = 1
    is_active: Flag = True
