"""Parts of many answers: stage with next verbs, contact, product, page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, Field

from baoxiu.basics.customers.rules import mask_phone
from baoxiu.core.actors import Actor
from baoxiu.core.lifecycle import Move, Stage
from baoxiu.flow.intake.models import RepairRequest


class StageAnswer(BaseModel):
    """Where a case stands."""

    code: str
    label: str
    group: str = Field(description="open: our turn; waiting: somebody else's; closed")


class NextVerb(BaseModel):
    """What this caller may do now, and where."""

    verb: str
    label: str
    path: str


class Coded(BaseModel):
    """Something with a code and a name."""

    code: str
    name: str


class Contact(BaseModel):
    """Whom to reach and where; masked for callers without the right ``customers.see``."""

    name: str
    phone: str
    email: str
    division_code: str
    address: str
    masked: bool


class Page[T](BaseModel):
    """Some rows, newest first; ``next_cursor`` leads to the older ones."""

    items: list[T]
    next_cursor: int | None


def stage(now: Stage) -> StageAnswer:
    """A stage as it is answered."""
    return StageAnswer(code=now.code, label=str(now.label), group=now.group)


def verbs(moves: Iterable[Move], paths: Mapping[str, str], base: str) -> list[NextVerb]:
    """The moves that have an address here."""
    return [
        NextVerb(verb=move.verb, label=str(move.label), path=f"{base}/{paths[move.verb]}")
        for move in moves
        if move.verb in paths
    ]


def coded(row: Any) -> Coded | None:
    """A row with ``code`` in the caller's language."""
    return Coded(code=row.code, name=str(row)) if row else None


def contact(request: RepairRequest, actor: Actor, *, at_work: bool = False) -> Contact:
    """The reporter; in full for those who may see customers and for whoever works on the case (RQ-SEC-01)."""
    plain = at_work or actor.has("customers.see")
    return Contact(
        name=request.contact_name,
        phone=request.phone if plain else mask_phone(request.phone),
        email=request.email if plain else "",
        division_code=request.division_code,
        address=request.address if plain else "",
        masked=not plain,
    )
