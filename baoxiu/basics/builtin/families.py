"""The starter set of home-appliance families with their kinds of fault (families.json)."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from baoxiu.basics.products.actions import FamilyTerms, add_family, add_fault_kind
from baoxiu.basics.products.models import Family
from baoxiu.core.actors import Actor

FILE = Path(__file__).with_name("families.json")


def starter_families() -> list[dict[str, Any]]:
    """The set as data; each fault is [code, name, English name, skill level, dangerous, minutes]."""
    rows: list[dict[str, Any]] = json.loads(FILE.read_text("utf-8"))
    return rows


@transaction.atomic
def load_families(codes: Collection[str] | None = None, *, by: Actor, at: datetime) -> int:
    """Add the families that are not there yet (all, or those named); a firm's changes stay as they are."""
    known = set(Family.objects.values_list("code", flat=True))
    wanted = [row for row in starter_families() if codes is None or row["code"] in codes]
    fresh = [row for row in wanted if row["code"] not in known]
    for row in fresh:
        _add(row, by=by, at=at)
    return len(fresh)


def _add(row: dict[str, Any], *, by: Actor, at: datetime) -> None:
    family = add_family(row["code"], row["name"], name_en=row["name_en"], terms=_terms(row), by=by, at=at)
    for code, name, name_en, level, is_dangerous, minutes in row["faults"]:
        add_fault_kind(
            family,
            f"{family.code}-{code}",
            name,
            name_en=name_en,
            level=level,
            is_dangerous=is_dangerous,
            minutes=minutes,
            by=by,
            at=at,
        )


def _terms(row: dict[str, Any]) -> FamilyTerms:
    return FamilyTerms(
        statute=row["statute"],
        certificates=tuple(row["certificates"]),
        whole_months=row["whole_months"],
        main_part_months=row["main_part_months"],
        main_parts=tuple(row["main_parts"]),
        stop_use_advice=row["advice"],
        stop_use_advice_en=row["advice_en"],
    )
