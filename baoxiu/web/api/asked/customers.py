"""What is sent about customers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from baoxiu.basics.customers.models import Agreement as AgreementRow
from baoxiu.basics.customers.models import Customer
from baoxiu.basics.customers.models import Talk as TalkRow
from baoxiu.basics.travel.rules.coordinates import DATUMS
from baoxiu.web.api.asked.requests import LANGUAGES
from baoxiu.web.api.kinds import Day, Email, Flag, Given, Line, OneOf, Text

Kind = Annotated[str, OneOf(Customer.Kind.values)]


class Place(Given):
    """Where products are: division code (GB/T 2260), the rest in words, position in degrees."""

    division_code: Line
    detail: Text
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lng: Annotated[float, Field(ge=-180, le=180)] | None = None


class Position(Given):
    """Where it is, in degrees of WGS-84 (as phones tell it), GCJ-02 (AMap, Tencent) or BD-09 (Baidu)."""

    lat: Annotated[float, Field(ge=-90, le=90)]
    lng: Annotated[float, Field(ge=-180, le=180)]
    datum: Annotated[str, OneOf(DATUMS)] = "wgs84"

    @property
    def point(self) -> dict[str, float]:
        """In WGS-84."""
        lat, lng = DATUMS[self.datum].to_wgs84((self.lat, self.lng))
        return {"lat": lat, "lng": lng}


class NewAddress(Place):
    """Another place."""

    is_primary: Flag = False


class NewCustomer(Given):
    """A customer with the first contact."""

    name: Line
    phone: Line
    email: Email = ""
    kind: Kind = "person"
    language: Annotated[str, OneOf(LANGUAGES)] = "zh-hans"
    address: Place | None = None


class ChangedCustomer(Given):
    """The file as it is to be; ``key`` comes from the list of the year alone."""

    name: Line
    kind: Kind
    customer_class: Annotated[str, OneOf(Customer.Class.values)]
    note: Text = ""


class NewContact(Given):
    """A person through whom the customer is reached."""

    name: Line
    phone: Line
    email: Email = ""
    relation: Line = ""
    is_primary: Flag = False


class NewAgreement(Given):
    """Number and days of an agreement."""

    kind: Annotated[str, OneOf(AgreementRow.Kind.values)]
    number: Line
    since: Day
    until: Day | None = None
    note: Text = ""


class NewTalk(Given):
    """What was said about the contract or about products."""

    kind: Annotated[str, OneOf(one for one in TalkRow.Kind.values if one != "problem")]
    text: Text


class NewProblem(Given):
    """A special problem."""

    text: Text


class ProblemStep(Given):
    """A step towards solving it; the last one says that it is fully gone."""

    text: Text
    solved: Flag = False
