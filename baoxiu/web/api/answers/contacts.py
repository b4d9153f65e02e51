"""Contacts with customers as they are answered."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel

from baoxiu.basics.customers.rules import mask_phone
from baoxiu.core.actors import Actor
from baoxiu.flow.intake.models import ContactEntry


class ContactAnswer(BaseModel):
    """An entry of the contact register; the phone is masked for callers without the right ``customers.see``."""

    id: int
    request: str | None
    customer: str | None
    direction: str
    way: str
    topic: str
    name: str
    phone: str
    reached: bool
    text: str
    next_try_at: datetime | None
    by: str
    at: datetime


def contact_answer(row: ContactEntry, actor: Actor) -> ContactAnswer:
    """An entry with its case and customer, where they are known."""
    return ContactAnswer(
        id=row.pk,
        request=row.request.number if row.request else None,
        customer=row.customer.number if row.customer else None,
        direction=row.direction,
        way=row.way,
        topic=row.topic,
        name=row.name,
        phone=row.phone if actor.has("customers.see") else mask_phone(row.phone),
        reached=row.reached,
        text=row.text,
        next_try_at=row.next_try_at,
        by=row.by_name,
        at=row.at,
    )
