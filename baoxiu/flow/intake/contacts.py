"""The contact register: who reached whom, about what, and what was said (RQ-INT-06, RQ-TRI-10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from baoxiu.core.actors import Actor
from baoxiu.core.clock import on_days
from baoxiu.core.gathering import add
from baoxiu.core.statements import Given, Question
from baoxiu.flow.intake.models import ContactEntry, ContactRows, RepairRequest

JUST_NOW = timedelta(hours=2)
"""A call noted so shortly before belongs to the request that the agent registers for this number."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the register shows; nothing given, everything. Days are Chinese calendar days, both included."""

    first: date | None = None
    last: date | None = None
    direction: str = ""
    topic: str = ""


def contact_register(actor: Actor, asked: Asked) -> ContactRows:
    """The newest first, within the actor's outlets (RQ-INT-06)."""
    rows = ContactEntry.objects.for_actor(actor).filter(**on_days("at", asked.first, asked.last))
    if asked.direction:
        rows = rows.filter(direction=asked.direction)
    if asked.topic:
        rows = rows.filter(topic=asked.topic)
    return rows.select_related("request", "customer").order_by("-at", "-pk")


def contacts_of(request: RepairRequest) -> list[ContactEntry]:
    """The contacts about a request, the newest first."""
    return _OF_REQUEST(request=request.pk)


_OF_REQUEST: Question[ContactEntry] = Question(
    lambda: ContactEntry.objects.filter(request_id=Given("request")).order_by("-at", "-pk")
)


def enter_call(request: RepairRequest, by_name: str, at: datetime) -> None:
    """The call with which a request came stands in the register: the one noted just now, else a new entry
    (RQ-INT-06, RQ-INT-07)."""
    noted = [entry.pk for entry in _NOTED(phone=request.phone, since=at - JUST_NOW)]
    if noted:
        rows = ContactEntry.objects.filter(pk__in=noted)
        rows.update(request=request, customer=request.customer, outlet=request.outlet)
        return
    consults = request.service == RepairRequest.Service.CONSULTATION
    entry = ContactEntry(
        request=request,
        customer=request.customer,
        outlet=request.outlet,
        direction=ContactEntry.Direction.INCOMING,
        topic=ContactEntry.Topic.CONSULTATION if consults else ContactEntry.Topic.REPAIR,
        name=request.contact_name,
        phone=request.phone,
        text=request.fault_text,
        by_name=by_name,
        at=at,
    )
    add(entry)


_NOTED: Question[ContactEntry] = Question(
    lambda: (
        ContactEntry.objects.filter(
            request=None,
            phone=Given("phone"),
            direction=ContactEntry.Direction.INCOMING,
            at__gte=Given("since"),
        )
        .order_by("pk")
        .select_for_update()
    )
)
