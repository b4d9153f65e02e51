"""Loading divisions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from baoxiu.basics.places.models import Division
from baoxiu.basics.places.rules import DivisionRow
from baoxiu.core.actors import Actor
from baoxiu.core.permissions import needs


@transaction.atomic
def load(rows: Iterable[DivisionRow], *, by: Actor, at: datetime) -> int:  # noqa: ARG001
    """Add new divisions and rename changed ones; returns how many rows were written.

    A division that is gone from the list stays: addresses point to it.
    """
    needs(by, "settings.change").or_refuse()
    known = {row.code: row for row in Division.objects.all()}
    fresh = [_division(row) for row in sorted(rows, key=lambda row: row.level)]
    changed = [row for row in fresh if not _same(row, known.get(row.code))]
    Division.objects.bulk_create(
        changed,
        batch_size=2_000,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "parent", "level"],
    )
    return len(changed)


def _division(row: DivisionRow) -> Division:
    return Division(code=row.code, name=row.name, parent_id=row.parent or None, level=row.level)


def _same(one: Division, other: Division | None) -> bool:
    return other is not None and (one.name, one.parent_id, one.level) == (
        other.name, other.parent_id, other.level,
    )  # fmt: skip
