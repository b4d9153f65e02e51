"""What is sent about questions to helpers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from baoxiu.flow.assistance.queries import VIEWS
from baoxiu.web.api.kinds import Code, Flag, Given, Moment, OneOf, Text
from baoxiu.web.api.paging import Paged


class AssistanceFilters(Paged):
    """Which questions."""

    view: Annotated[str, OneOf(VIEWS)] = "open"


class Helper(Given):
    """Whom to ask: somebody of a role, or one person; without ``due_at`` the setting's hours count."""

    role: Code = ""
    helper: Code = Field("", description="user name of a person who can be asked")
    due_at: Moment | None = None


class QuestionAsked(Helper):
    """A question about a request or an order."""

    question: Text
    for_customer: Flag = False


class PassedOn(Helper):
    """To somebody else, and why."""

    reason: Text


class Reply(Given):
    """The helper's answer."""

    text: Text


class Why(Given):
    """A reason."""

    reason: Text


class Outcome(Given):
    """What came of it; where the customer waited: what the customer was told."""

    outcome: Text
