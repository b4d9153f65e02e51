"""What is sent about changes asked of the office, checks of steps and of work, claims and damage."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from baoxiu.flow.acceptance.models import Claim as ClaimRow
from baoxiu.flow.repairs.models import ChangeRequest
from baoxiu.web.api.kinds import Flag, Given, Line, Moment, OneOf, Sentence, Text, Yuan


class Change(Given):
    """What the office is asked: another fault found, another method, or more time until ``new_due``."""

    kind: Annotated[str, OneOf(ChangeRequest.Kind.values)]
    text: Text
    reason: Text
    changes_price: Flag = Field(False, description="an added item changes parts or price")
    new_due: Moment | None = None


class ChangeDecision(Given):
    """Yes or no; a no has its reason."""

    granted: Flag
    answer: Sentence = ""
    changes_price: Flag | None = Field(None, description="as asked where it is not sent")


class StepCheck(Given):
    """Whether a step is right; a failed one says what is to be put right."""

    passed: Flag
    finding: Sentence = ""


class Participant(Given):
    """Who was there."""

    name: Line
    department: Line


class JointReview(Given):
    """What several departments found together; people of two departments at least."""

    question: Text
    participants: Annotated[list[Participant], Field(min_length=1, max_length=30)]
    minutes: Text
    plan: Text = Field(description="what is returned to the technician")


class SpotCheck(Given):
    """What was found in somebody else's work, and what is to be put right."""

    finding: Text
    demand: Sentence = ""


class DemandAnswer(Given):
    """What was put right."""

    answer: Sentence


class DemandClosing(Given):
    """Whether it is right now; demanded again, it says what is still wrong."""

    accepted: Flag
    closing: Sentence = ""


class Claim(Given):
    """What the customer asks of accepted work."""

    wish: Annotated[str, OneOf(ClaimRow.Wish.values)]
    text: Text
    claimed_by: Line


class ClaimDecision(Given):
    """Yes or no; a no, and a yes at the customer's own cost, has its reason."""

    granted: Flag
    answer: Sentence = ""
    at_own_cost: Flag = False


class Damage(Given):
    """What was damaged at the customer's, after an apology."""

    what: Sentence
    apologised: Flag


class Compensation(Given):
    """What was paid, and to whom."""

    value: Yuan
    paid_to: Line
