"""Moments, money, products and payers as they stand on paper, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import pgettext, pgettext_lazy

from baoxiu.basics.customers.rules import format_phone, mask_phone
from baoxiu.basics.places.queries import full_name
from baoxiu.core.clock import SHANGHAI
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.warranty.rules import Payer
from baoxiu.flow.work_orders.models import WorkOrder

LINE_KINDS: Mapping[str, object] = {
    "labour": pgettext_lazy("paper", "Labour"),
    "part": pgettext_lazy("paper", "Part"),
    "travel": pgettext_lazy("paper", "Travel"),
    "inspection": pgettext_lazy("paper", "Diagnosis"),
    "other": pgettext_lazy("paper", "Other costs"),
}
PAYERS: Mapping[str, object] = {
    Payer.CUSTOMER: pgettext_lazy("payer", "Customer"),
    Payer.COMPANY: pgettext_lazy("payer", "Free (service firm)"),
    Payer.MAKER: pgettext_lazy("payer", "Free (maker)"),
    Payer.CONTRACT: pgettext_lazy("payer", "By contract"),
    Payer.UNDECIDED: pgettext_lazy("payer", "Not decided"),
}


def day(when: date | datetime | str | None) -> str:
    """2026年3月2日, or 2 Mar 2026; empty for none. A text is a stored date."""
    found = parse_date(when) if isinstance(when, str) else when
    if found is None:
        return ""
    local = found.astimezone(SHANGHAI) if isinstance(found, datetime) else found
    return str(date_format(local, pgettext("date on paper", "j M Y")))


def moment(when: datetime | str | None) -> str:
    """2026年3月2日 09:30, Chinese time; empty for none. A text is a stored moment."""
    found = datetime.fromisoformat(when) if isinstance(when, str) and when else when
    if not isinstance(found, datetime):
        return ""
    return f"{day(found)} {found.astimezone(SHANGHAI):%H:%M}"


def window(starts: datetime, ends: datetime) -> str:
    """2026年3月2日 14:00—16:00."""
    return f"{moment(starts)}—{ends.astimezone(SHANGHAI):%H:%M}"


def yuan(amount: Decimal | str) -> str:
    """¥1,234.50."""
    return f"¥{Decimal(amount):,.2f}"


def count(quantity: Decimal | str) -> str:
    """Without idle zeros: 1, 1.5."""
    return f"{Decimal(quantity).normalize():f}"


def phone(order: WorkOrder) -> str:
    """The customer's number while there is work to do; afterwards its middle is hidden (RQ-SEC-01)."""
    number = order.request.phone
    return mask_phone(number) if order.stage_now.group == "closed" else format_phone(number)


def masked_name(name: str) -> str:
    """王**: enough to recognise the own paper (RQ-SEC-01)."""
    return f"{name.strip()[:1]}**"


def address(request: RepairRequest) -> str:
    """District and street in one text."""
    return full_name(request.division_code) + str(request.address)


def model(order: WorkOrder) -> str:
    """Brand and model, as registered or as the customer wrote them."""
    request, unit = order.request, order.unit
    registered = unit.model if unit and unit.model else None
    brand = request.brand or (registered.brand if registered else "")
    return " ".join(text for text in (brand, str(registered) if registered else request.model_text) if text)


def serial(order: WorkOrder) -> str:
    """The product's serial number."""
    return str(order.unit.serial if order.unit else order.request.serial)
