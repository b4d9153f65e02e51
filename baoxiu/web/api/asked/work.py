"""What is sent about assessment, quote, repair, checks, acceptance, money and follow-up."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Base64Bytes, Field

from baoxiu.basics.prices.models import PriceLine
from baoxiu.core.files.models import StoredFile
from baoxiu.flow.acceptance.models import Acceptance
from baoxiu.flow.complaints.models import ComplaintEntry
from baoxiu.flow.followups.models import FOLLOWUP, Followup, FollowupCall, Letter
from baoxiu.flow.inspection.models import ReRepair
from baoxiu.flow.repairs.models import Measurement
from baoxiu.flow.settlement.models import Payment as PaymentRow
from baoxiu.flow.warranty.rules import Cause
from baoxiu.web.api.kinds import (
    Answers,
    Code,
    Day,
    Flag,
    Given,
    Line,
    Moment,
    OneOf,
    Quantity,
    RowId,
    Sentence,
    Text,
    Yuan,
)
from baoxiu.web.api.paging import Paged

Hash = Annotated[str, Field(max_length=64)]


class Assessment(Given):
    """What is broken and why; the warranty is judged by the cause."""

    fault_nature: Text
    cause_class: Annotated[str, OneOf(Cause)]
    cause_text: Text = ""
    repairable: Flag
    cost_sensible: Flag = True
    proposal: Text = ""
    at_height: Flag = False
    barrier: Sentence = ""


class QuoteLine(Given):
    """A line of a quote: ``price_line`` of the list in force, or kind, name and price with its reason."""

    price_line: RowId | None = None
    kind: Annotated[str, OneOf(("", *PriceLine.Kind.values))] = ""
    name: Line = ""
    quantity: Quantity = Decimal(1)
    unit_price: Yuan | None = None
    is_main_part: Flag = False
    price_reason: Sentence = ""


class Quote(Given):
    """Plan and price. The warranty decides who pays which line."""

    plan: Text
    explanation: Text = ""
    lines: Annotated[list[QuoteLine], Field(max_length=100)] = []


class Consent(Given):
    """What the customer said to exactly the text with this hash."""

    agreed: Flag
    name: Line
    way: Annotated[str, OneOf(("phone", "on_site"))]
    document_hash: Hash
    reason: Sentence = ""


class Part(Given):
    """A part built in; ``quote_line`` is the id of its line in the agreed quote."""

    quote_line: RowId
    quantity: Quantity = Decimal(1)
    name: Line = ""
    old_serial: Line = ""
    new_serial: Line = ""
    note: Sentence = ""


class Step(Given):
    """An operation of the repair record."""

    text: Text


class Measured(Given):
    """Values of the sheet ``wear_check``; ``remedies``: ``repair`` or ``replace`` for each beyond its limit."""

    answers: Answers
    remedies: dict[Code, Annotated[str, OneOf(Measurement.Remedy.values)]] = {}


class ExchangeRoute(Given):
    """Who was told; where the product could be repaired, what that and the same product would cost (yuan)."""

    told: Line
    repair_cost: Yuan | None = None
    product_price: Yuan | None = None
    note: Sentence = ""


class WorkPhoto(Given):
    """A picture of the work."""

    name: Line = "photo"
    purpose: Annotated[str, OneOf((StoredFile.Purpose.REPAIR_PHOTO, StoredFile.Purpose.VISIT_PHOTO))] = (
        "repair_photo"
    )
    content: Base64Bytes = Field(description="base64, at most 8 MB")


class SelfCheck(Given):
    """The technician's own check."""

    answers: Answers


class Inspection(SelfCheck):
    """The final inspection; a failed item sends the job back and needs the reason."""

    rework_reason: Text = ""


class Site(Given):
    """What was settled with the customer before the work; an installation names its place."""

    agreed_with: Line
    place: Sentence = ""
    note: Sentence = ""


class FinishedWork(SelfCheck):
    """The filled sheet (``GET /forms/installation_sheet`` and so on), and for an installation what was handed over."""

    serial: Line = ""
    installation_card: Line = ""
    warranty_card: Line = ""
    contact_card: Line = ""
    trained: Line = Field("", description="who was shown how to use the product")


class Finding(Given):
    """What was found broken."""

    fault_text: Text


class ReRepairJudgement(Given):
    """Why the product came back after its repair."""

    responsibility: Annotated[str, OneOf(ReRepair.Responsibility.values)]
    reason: Text


class Signature(Given):
    """The customer's signature under exactly the text with this hash: drawn, or the typed name."""

    signer: Line
    relation: Annotated[str, OneOf(Acceptance.Relation.values)] = "customer"
    relation_text: Line = ""
    document_hash: Hash
    signature_data_url: str = Field("", description="data:image/png;base64,…")
    typed: Flag = False
    opinion: Text = ""


class Unsigned(Given):
    """Why there is no signature; an absence needs a witness."""

    exception: Annotated[str, OneOf(("refused_to_sign", "absent"))]
    reason: Sentence
    witness: Line = ""


class Objection(Given):
    """Why the customer does not accept."""

    signer: Line
    relation: Annotated[str, OneOf(Acceptance.Relation.values)] = "customer"
    relation_text: Line = ""
    objection: Text
    opinion: Text = ""


class Payment(Given):
    """Money received; a repeated ``client_key`` changes nothing (without one the idempotency key serves)."""

    method: Annotated[str, OneOf(PaymentRow.Method.values)]
    amount: Yuan
    reference: Line = ""
    client_key: UUID | None = None


class FollowupFilters(Paged):
    """Which calls; ``due``: those whose window has opened."""

    stage: Annotated[str, OneOf(one.code for one in FOLLOWUP.stages)] | None = None
    kind: Annotated[str, OneOf(Followup.Kind.values)] | None = None
    order: Code = Field("", description="number")
    due: bool = False


class Register(Paged):
    """Which lines of a register; days are Chinese calendar days, both included."""

    since: Day | None = None
    until: Day | None = None


class CallFilters(Register):
    """Which calls."""

    result: Annotated[str, OneOf(FollowupCall.Result.values)] | None = None


class LetterFilters(Register):
    """Which letters."""

    kind: Annotated[str, OneOf(Letter.Kind.values)] | None = None


class ComplaintFilters(Paged):
    """Which complaints."""

    order: Code = Field("", description="number")
    source: Annotated[str, OneOf(ComplaintEntry.Source.values)] | None = None
    open: bool = Field(False, description="those not solved yet")
    since: Moment | None = Field(None, description="noted at or after")
    until: Moment | None = Field(None, description="noted before")


class Task(Given):
    """What somebody is to do at the customer's."""

    task: Text


class Solved(Given):
    """What was done about it."""

    outcome: Text


class FollowupAnswer(Given):
    """What the customer said; ``GET /forms/followup`` has the fields."""

    answers: Answers
    note: Sentence = ""


class CallBack(Given):
    """The customer named another time."""

    call_back_at: Moment
    note: Sentence = ""


class NewLetter(Given):
    """What was sent, how and when."""

    kind: Annotated[str, OneOf(Letter.Kind.values)]
    way: Annotated[str, OneOf(Letter.Way.values)]
    text: Text
    sent_on: Day


class Decision(Given):
    """What the customer is to be told."""

    decision: Text


class NoAnswer(Given):
    """Nobody picked up."""

    note: Sentence = ""
