"""Noting a contact with a customer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.customers.queries import recognise
from baoxiu.basics.customers.rules import UnreadablePhone, normalise_phone
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.permissions import needs
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.intake.inputs import sentence
from baoxiu.flow.intake.models import ContactEntry, RepairRequest
from baoxiu.flow.intake.permissions import reaches
from baoxiu.flow.intake.rules import LONGEST_TEXT, tidy

CHOICES: Mapping[str, type[models.TextChoices]] = {
    "direction": ContactEntry.Direction,
    "way": ContactEntry.Way,
    "topic": ContactEntry.Topic,
}


@transaction.atomic
def note_contact(
    request: RepairRequest,
    *,
    topic: str,
    text: str = "",
    reached: bool = True,
    direction: str = "outgoing",
    way: str = "phone",
    next_try_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> ContactEntry:
    """What was said with the customer of a case, or that nobody was reached and when the next try is
    (RQ-TRI-10, RQ-EXE-08, RQ-REG-08, RQ-REG-09).

    Whoever was reached said something: ``text`` must stand. Raises ``NotAllowed``, ``InvalidInput``.
    """
    fresh = lock(request)
    (needs(by, "contacts.note") & reaches(fresh, by)).or_refuse()
    said = _said(reached, text, next_try_at, at)
    entry = ContactEntry.objects.create(
        request=fresh,
        customer=fresh.customer,
        outlet_id=fresh.outlet_id,
        name=fresh.contact_name,
        phone=fresh.phone,
        **_chosen(topic=topic, direction=direction, way=way),
        **said,
        by_name=by.name,
        at=at,
    )
    record("intake.contacted", entry, by=by, at=at, number=fresh.number, **_facts(entry), text=entry.text)
    return entry


@transaction.atomic
def note_call(
    *, phone: str, topic: str, text: str, name: str = "", way: str = "phone", by: Actor, at: datetime
) -> ContactEntry:
    """Every consultation, repair or complaint that comes in gets its entry, linked to the customer whose number
    it is; a request registered for this number soon afterwards joins it (RQ-INT-06, RQ-INT-07).

    Raises ``NotAllowed``, ``InvalidInput``.
    """
    needs(by, "contacts.note").or_refuse()
    entry = ContactEntry.objects.create(
        **_chosen(topic=topic, direction="incoming", way=way),
        phone=_number(phone),
        name=tidy(name)[:80],
        customer_id=_customer(phone, tidy(name), by),
        outlet_id=min(by.outlet_ids) if by.outlet_ids else None,
        text=sentence(text, "text"),
        by_name=by.name,
        at=at,
    )
    record("intake.call_noted", entry, by=by, at=at, **_facts(entry))
    return entry


def _facts(entry: ContactEntry) -> dict[str, Any]:
    return {
        "contact_id": entry.pk,
        "request_id": entry.request_id,
        "customer_id": entry.customer_id,
        "outlet_id": entry.outlet_id,
        "direction": entry.direction,
        "contact_way": entry.way,
        "topic": entry.topic,
        "reached": entry.reached,
        "next_try_at": entry.next_try_at,
    }


def _chosen(**given: str) -> Mapping[str, str]:
    for name, code in given.items():
        if code not in CHOICES[name].values:
            raise InvalidInput(_("Please choose one of the listed values."), field=name)
    return given


def _said(reached: bool, text: str, next_try_at: datetime | None, at: datetime) -> dict[str, Any]:
    if next_try_at is not None and next_try_at <= at:
        raise InvalidInput(_("The next try lies ahead."), field="next_try_at")
    words = sentence(text, "text") if reached else tidy(text, lines=True)[:LONGEST_TEXT]
    return {"reached": reached, "text": words, "next_try_at": next_try_at}


def _number(phone: str) -> str:
    try:
        return normalise_phone(phone).e164
    except UnreadablePhone:
        raise InvalidInput(_("This is not a valid phone number."), field="phone") from None


def _customer(phone: str, name: str, by: Actor) -> int | None:
    """The only customer with this number, or the one of this name among several."""
    known = [found.customer for found in recognise(phone, by)]
    named = [one for one in known if one.name == name]
    fitting = named or (known if len(known) == 1 and not name else [])
    return fitting[0].pk if fitting else None
