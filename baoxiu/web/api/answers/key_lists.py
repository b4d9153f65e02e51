"""The yearly lists of key customers as they are answered."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from pydantic import BaseModel

from baoxiu.basics.customers.models import KEY_LIST, KeyEntry, KeyList
from baoxiu.core.actors import Actor
from baoxiu.core.money import yuan
from baoxiu.web.api.answers.shared import NextVerb, StageAnswer, stage, verbs

PATHS = {"put_entry": "entries", "propose": "propose", "approve": "decision", "refuse": "decision"}


class KeyEntryAnswer(BaseModel):
    """A customer of a list, and why; ``sales`` are last year's, in yuan."""

    id: int
    customer: str
    name: str
    basis: str
    sales: Decimal | None
    reason: str
    by: str


class KeyListRow(BaseModel):
    """A year's list; ``limit`` is the year's sales from which a customer is key."""

    id: int
    year: int
    stage: StageAnswer
    limit: Decimal
    begun_by: str
    begun_at: datetime
    decided_by: str
    decided_at: datetime | None
    next: list[NextVerb]


class KeyListAnswer(KeyListRow):
    """A list with its entries."""

    entries: list[KeyEntryAnswer]


def key_list_row(row: KeyList, actor: Actor) -> KeyListRow:
    """Without its entries."""
    moves = [move for move in KEY_LIST.verbs(row.stage) if actor.has(move.right)]
    return KeyListRow(
        id=row.pk,
        year=row.year,
        stage=stage(row.stage_now),
        limit=row.limit,
        begun_by=row.begun_by,
        begun_at=row.begun_at,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        next=verbs(moves, PATHS, f"/key-lists/{row.pk}"),
    )


def key_list_answer(row: KeyList, actor: Actor) -> KeyListAnswer:
    """In full."""
    entries = row.entries.select_related("customer").order_by("pk")
    return KeyListAnswer(**dict(key_list_row(row, actor)), entries=[entry(one) for one in entries])


def entry(row: KeyEntry) -> KeyEntryAnswer:
    """A customer of the list."""
    return KeyEntryAnswer(
        id=row.pk,
        customer=row.customer.number,
        name=row.customer.name,
        basis=row.basis,
        sales=None if row.sales is None else yuan(row.sales),
        reason=row.reason,
        by=row.by_name,
    )
