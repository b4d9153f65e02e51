"""What is sent about repair requests."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Base64Bytes, Field

from baoxiu.core.files.models import StoredFile
from baoxiu.flow.intake.delivery import MOST_DEVICES
from baoxiu.flow.intake.lifecycle import REQUEST
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.reasons import REFUSALS
from baoxiu.flow.intake.rules import ASKABLE
from baoxiu.flow.intake.teams import QUEUES
from baoxiu.web.api.kinds import Code, Day, Flag, Given, Line, Moment, OneOf, RowId, Sentence, Text
from baoxiu.web.api.paging import Paged

CHANNELS = tuple(one for one in RepairRequest.Channel.values if one not in ("archive", "portal"))
LANGUAGES = ("zh-hans", "en")


class Report(Given):
    """A report of a fault or a wish for service. Product family and setting say which fields are needed."""

    channel: Annotated[str, OneOf(CHANNELS)] = "api"
    service: Annotated[str, OneOf(RepairRequest.Service.values)] = "repair"
    mode: Annotated[str, OneOf(RepairRequest.Mode.values)] = "on_site"
    family: Code = ""
    fault: Code = ""
    fault_text: Text = ""
    fault_since: Text = ""
    contact_name: Text = ""
    phone: Text = ""
    email: Text = ""
    division_code: Text = ""
    address: Text = ""
    lat: float | None = None
    lng: float | None = None
    brand: Text = ""
    model_text: Text = ""
    serial: Text = ""
    purchased_on: Day | None = None
    voucher_number: Text = ""
    wish: Text = ""
    wish_from: Moment | None = None
    wish_until: Moment | None = None
    language: Annotated[str, OneOf(LANGUAGES)] = "zh-hans"
    acknowledged: Flag = False
    client_key: UUID | None = None
    external_ref: Line = ""
    customer: Code = Field("", description="number of a known customer")
    outlet: Code = Field("", description="code; looked up by the district otherwise")


class DeviceGiven(Given):
    """One device of a delivery; without ``family`` the register is asked by the serial number."""

    serial: Line
    family: Code = ""
    fault_text: Text
    accessories: Text = ""


class DeliveryGiven(Given):
    """Many devices of one customer that arrived together at an outlet."""

    contact_name: Text
    phone: Text
    outlet: Code = Field(description="code of the outlet where they arrived")
    arrived_at: Moment
    brought_by: Text = ""
    note: Text = ""
    channel: Annotated[str, OneOf(CHANNELS)] = "api"
    mode: Annotated[str, OneOf(("carry_in", "send_in"))] = "send_in"
    client_key: UUID | None = None
    devices: Annotated[list[DeviceGiven], Field(min_length=1, max_length=MOST_DEVICES)]


class RequestFilters(Paged):
    """Which requests."""

    stage: Annotated[str, OneOf(one.code for one in REQUEST.stages)] | None = None
    channel: Annotated[str, OneOf(RepairRequest.Channel.values)] | None = None
    service: Annotated[str, OneOf(RepairRequest.Service.values)] | None = None
    family: Code = Field("", description="code")
    outlet: Code = Field("", description="code")
    customer: Code = Field("", description="number")
    external_ref: Line = ""
    since: Moment | None = Field(None, description="submitted at or after")
    until: Moment | None = Field(None, description="submitted before")
    phone: Line = Field("", description="the whole number")
    team: RowId | None = Field(None, description="id of the team in whose queue they are")
    queue: Annotated[str, OneOf(QUEUES)] | None = Field(
        None, description="mine: those I have taken; team: of my teams; free: taken by nobody"
    )


class DeliveryFilters(Paged):
    """Which deliveries."""

    outlet: Code = Field("", description="code")
    since: Moment | None = Field(None, description="arrived at or after")
    until: Moment | None = Field(None, description="arrived before")


class Acceptance(Given):
    """How bad it is: 1 minor, 2 major, 3 critical, 4 endangers people."""

    severity: Annotated[int, Field(ge=1, le=4)] = 2


class Question(Given):
    """What is missing, and the question as the customer reads it."""

    missing: Annotated[list[Annotated[str, OneOf(ASKABLE)]], Field(max_length=len(ASKABLE))] = []
    text: Text


class Changes(Given):
    """Corrected fields; only those that are sent change."""

    contact_name: Text = ""
    phone: Text = ""
    email: Text = ""
    division_code: Text = ""
    address: Text = ""
    brand: Text = ""
    model_text: Text = ""
    serial: Text = ""
    purchased_on: Day | None = None
    voucher_number: Text = ""
    fault_text: Text = ""
    fault_since: Text = ""
    wish: Text = ""


class Addition(Given):
    """The customer's answer to the question."""

    text: Text = ""
    changes: Changes | None = None


class Refused(Given):
    """Why not, and what else there is; without ``option`` the usual sentence of the reason."""

    reason_code: Annotated[str, OneOf(REFUSALS)]
    text: Text
    option: Text = ""


class Advice(Given):
    """What the customer was told."""

    advice: Text
    customer_agreed: Flag


class Withdrawal(Given):
    """Why the customer withdraws."""

    reason: Sentence = ""


class Merging(Given):
    """The number of the request in which this one goes on, and why."""

    into: Line
    reason: Text


class Splitting(Given):
    """What the other device or fault is, and why it is registered apart; without ``family`` the same product is meant."""

    fault_text: Text
    family: Code = ""
    fault: Code = ""
    serial: Text = ""
    brand: Text = ""
    model_text: Text = ""
    reason: Text


class TurnedIntoRepair(Splitting):
    """The fault behind a question; where somebody is to come, the address if it is not known yet."""

    mode: Annotated[str, OneOf(RepairRequest.Mode.values)] = "on_site"
    division_code: Text = ""
    address: Text = ""


class Photo(Given):
    """A picture of the fault, or a proof of purchase."""

    name: Line = "photo"
    purpose: Annotated[str, OneOf((StoredFile.Purpose.FAULT_PHOTO, StoredFile.Purpose.PROOF))] = "fault_photo"
    content: Base64Bytes = Field(description="base64, at most 8 MB")
