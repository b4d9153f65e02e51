"""What was entered so far: kept on the server with the session, so that a reload or "back" loses nothing."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, time
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language, gettext

from baoxiu.basics.products.models import Family, FaultKind, Unit
from baoxiu.basics.products.queries import families, faults_of, unit_by_serial
from baoxiu.core.clock import SHANGHAI, legal_date
from baoxiu.flow.intake.request_input import RequestInput
from baoxiu.flow.intake.services import ANSWERED, REPAIR
from baoxiu.web.portal import words

SESSION = "report"
PARTS = {"all": (8, 21), "morning": (8, 12), "afternoon": (12, 18), "evening": (18, 21)}
"""Hours of the parts of a day, as they are offered."""
PLAIN = (
    "contact_name", "phone", "email", "division_code", "address", "model_text", "brand", "serial",
    "voucher_number", "fault_text", "fault_since", "mode", "service",
)  # fmt: skip
"""Fields that go into the request as they were typed."""


@dataclass(slots=True)
class Draft:
    """A report that is not sent yet. ``key`` names it: sent twice, it is still one request."""

    key: str
    family: str = ""
    service: str = "repair"
    serial: str = ""
    model_text: str = ""
    brand: str = ""
    purchased_on: str = ""
    voucher_number: str = ""
    fault: str = ""
    fault_text: str = ""
    fault_since: str = ""
    contact_name: str = ""
    phone: str = ""
    email: str = ""
    mode: str = "on_site"
    division_code: str = ""
    address: str = ""
    wish_day: str = ""
    wish_part: str = "all"

    def keep(self, request: HttpRequest) -> None:
        """Remember it for this browser."""
        request.session[SESSION] = asdict(self)

    def fill(self, values: dict[str, Any]) -> None:
        """Take over what a form gave; days become text."""
        for name in {field.name for field in fields(self)} & set(values):
            given = values[name]
            setattr(self, name, given.isoformat() if isinstance(given, date) else str(given or ""))

    @property
    def chosen_family(self) -> Family | None:
        """The product family, if one that is served was chosen."""
        return families().filter(code=self.family).first() if self.family else None

    @property
    def unit(self) -> Unit | None:
        """The product with the serial number, if it is known."""
        return unit_by_serial(self.serial) if self.serial else None

    def chosen_fault(self, family: Family | None) -> FaultKind | None:
        """The kind of fault, if it is one of the family's and something is broken at all."""
        if not family or not self.fault or self.service != REPAIR:
            return None
        return faults_of(family).filter(code=self.fault).first()

    @property
    def is_question(self) -> bool:
        """Whether an answer is wanted and nobody has to come."""
        return self.service in ANSWERED


def draft_of(request: HttpRequest) -> Draft:
    """The report this browser has begun, or an empty one."""
    kept = request.session.get(SESSION)
    if not isinstance(kept, dict):
        return Draft(key=str(uuid.uuid4()))
    known = {field.name for field in fields(Draft)}
    return Draft(**{name: text for name, text in kept.items() if name in known})


def is_begun(request: HttpRequest) -> bool:
    """Whether this browser has a report that is not sent."""
    return bool(request.session.get(SESSION, {}).get("family"))


def forget(request: HttpRequest) -> None:
    """The report is sent or given up."""
    request.session.pop(SESSION, None)


def to_input(draft: Draft, *, at: datetime, acknowledged: bool = False) -> RequestInput:
    """The request that the draft would make."""
    family = draft.chosen_family
    begins, ends = wished(draft, at)
    return RequestInput(
        channel="portal",
        family=family,
        fault=draft.chosen_fault(family),
        unit=draft.unit,
        purchased_on=date.fromisoformat(draft.purchased_on) if draft.purchased_on else None,
        wish=wish_in_words(draft, at),
        wish_from=begins,
        wish_until=ends,
        language=get_language() or "zh-hans",
        acknowledged=acknowledged,
        client_key=uuid.UUID(draft.key),
        **{name: getattr(draft, name) for name in PLAIN},
    )


def wished(draft: Draft, at: datetime) -> tuple[datetime | None, datetime | None]:
    """The window that would suit; nothing for "as soon as possible" and for a day that is over."""
    if not draft.wish_day or draft.wish_part not in PARTS:
        return None, None
    day = date.fromisoformat(draft.wish_day)
    if day < legal_date(at):
        return None, None
    first, last = (datetime.combine(day, time(hour), SHANGHAI) for hour in PARTS[draft.wish_part])
    return first, last


def wish_in_words(draft: Draft, at: datetime) -> str:
    """The wish as the technician reads it."""
    begins, ends = wished(draft, at)
    if begins is None or ends is None:
        return gettext("as soon as possible")
    return words.dated_window(begins, ends)
