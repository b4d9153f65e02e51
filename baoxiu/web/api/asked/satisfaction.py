"""What is sent about satisfaction rounds and remarks."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from baoxiu.basics.customers.models import Customer
from baoxiu.flow.satisfaction.models import ASK, REMARK, ROUND, Remark
from baoxiu.web.api.kinds import Answers, Code, Day, Given, Line, OneOf, Sentence, Text
from baoxiu.web.api.paging import Paged

Kind = Annotated[str, OneOf(Remark.Kind.values)]
CustomerClass = Annotated[str, OneOf(("", *Customer.Class.values))]


class RoundFilters(Paged):
    """Which rounds."""

    stage: Annotated[str, OneOf(one.code for one in ROUND.stages)] | None = None


class NewRound(Given):
    """Whom a round asks: at most ``most`` customers served from ``first`` to ``last``, both included."""

    title: Line
    first: Day
    last: Day
    most: Annotated[int, Field(ge=1, le=500)]
    customer_class: CustomerClass = ""
    outlet: Code = Field("", description="code; empty: all")


class Finding(Given):
    """What the round found."""

    finding: Text


class NewMeasure(Given):
    """What is done about a weak point, by which department (code of a role), until when."""

    weak_point: Text
    text: Text
    department: Code
    due_on: Day


class Outcome(Given):
    """What came of it."""

    outcome: Text


class AskFilters(Paged):
    """Which customers of a round."""

    stage: Annotated[str, OneOf(one.code for one in ASK.stages)] | None = None


class SurveyAnswers(Given):
    """What the customer said on the phone; ``GET /forms/{code}`` with the round's ``form`` has the fields."""

    answers: Answers


class NoWish(Given):
    """The customer does not wish to answer."""

    note: Sentence = ""


class RemarkFilters(Paged):
    """Which remarks."""

    stage: Annotated[str, OneOf(one.code for one in REMARK.stages)] | None = None
    kind: Kind | None = None


class NewRemark(Given):
    """What a department heard, orally or in writing; ``order`` is the number of the order it is about."""

    kind: Kind
    form: Annotated[str, OneOf(("oral", "written"))]
    source: Line = Field(description="which department heard it")
    text: Text
    customer_name: Line = ""
    order: Code = ""


class Department(Given):
    """The department that is to solve it: code of a role."""

    department: Code


class PassedToDepartment(Department):
    """What the customer brought up on the phone."""

    text: Text
