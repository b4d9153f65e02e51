"""A customer's file as it is answered: everything kept about agreements, talks and special problems."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel

from baoxiu.basics.customers.models import Address, Agreement, Contact, Customer, Problem, Talk
from baoxiu.basics.customers.rules import mask_phone
from baoxiu.core.actors import Actor
from baoxiu.web.api.answers.registers import UNMASKED


class FileContact(BaseModel):
    """A way to reach the customer."""

    id: int
    name: str
    phone: str
    extension: str
    email: str
    relation: str
    is_primary: bool


class FileAddress(BaseModel):
    """Where products of the customer are."""

    id: int
    division_code: str
    detail: str
    lat: float | None
    lng: float | None
    is_primary: bool


class AgreementAnswer(BaseModel):
    """What makes a long-term customer, and from when until when."""

    id: int
    kind: str
    number: str
    since: date
    until: date | None
    note: str
    by: str
    at: datetime


class TalkAnswer(BaseModel):
    """What was said, or a step of a problem."""

    id: int
    kind: str
    problem: int | None
    text: str
    by: str
    at: datetime


class ProblemAnswer(BaseModel):
    """A special problem, followed until it is fully gone."""

    id: int
    text: str
    opened_by: str
    opened_at: datetime
    outcome: str
    closed_by: str
    closed_at: datetime | None


class CustomerFile(BaseModel):
    """Everything about a customer; numbers and streets are masked for callers without ``customers.change``."""

    number: str
    masked: bool
    name: str
    kind: str
    customer_class: str
    language: str
    note: str
    contacts: list[FileContact]
    addresses: list[FileAddress]
    units: list[str]
    agreements: list[AgreementAnswer]
    talks: list[TalkAnswer]
    problems: list[ProblemAnswer]


def customer_file(row: Customer, actor: Actor) -> CustomerFile:
    """In full for whoever keeps the file (RQ-SEC-01)."""
    plain = actor.has(UNMASKED)
    return CustomerFile(
        number=row.number,
        masked=not plain,
        name=row.name,
        kind=row.kind,
        customer_class=row.customer_class,
        language=row.language,
        note=row.note,
        contacts=[contact(one, plain=plain) for one in row.contacts.order_by("pk")],
        addresses=[address(one, plain=plain) for one in row.addresses.order_by("pk")],
        units=[one.serial for one in row.units.order_by("pk")],
        agreements=[agreement(one) for one in row.agreements.order_by("pk")],
        talks=[talk(one) for one in row.talks.order_by("pk")],
        problems=[problem(one) for one in row.problems.order_by("pk")],
    )


def contact(row: Contact, *, plain: bool = True) -> FileContact:
    """A person of the file."""
    return FileContact(
        id=row.pk,
        name=row.name,
        phone=row.phone if plain else mask_phone(row.phone),
        extension=row.extension,
        email=row.email if plain else "",
        relation=row.relation,
        is_primary=row.is_primary,
    )


def address(row: Address, *, plain: bool = True) -> FileAddress:
    """A place."""
    return FileAddress(
        id=row.pk,
        division_code=row.division_code,
        detail=row.detail if plain else "",
        lat=row.lat if plain else None,
        lng=row.lng if plain else None,
        is_primary=row.is_primary,
    )


def agreement(row: Agreement) -> AgreementAnswer:
    """An agreement."""
    return AgreementAnswer(
        id=row.pk,
        kind=row.kind,
        number=row.number,
        since=row.since,
        until=row.until,
        note=row.note,
        by=row.by_name,
        at=row.at,
    )


def talk(row: Talk) -> TalkAnswer:
    """A talk."""
    return TalkAnswer(
        id=row.pk, kind=row.kind, problem=row.problem_id, text=row.text, by=row.by_name, at=row.at
    )


def problem(row: Problem) -> ProblemAnswer:
    """A problem."""
    return ProblemAnswer(
        id=row.pk,
        text=row.text,
        opened_by=row.opened_by,
        opened_at=row.opened_at,
        outcome=row.outcome,
        closed_by=row.closed_by,
        closed_at=row.closed_at,
    )
