"""Reading divisions."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from baoxiu.basics.places.models import Division
from baoxiu.basics.places.rules import is_code, joined_name, path_of
from baoxiu.core.kept import Kept
from baoxiu.core.statements import AnyOf, Question


def full_name(code: str) -> str:
    """“河南省郑州市金水区” for 410105; an unknown or empty code gives an empty text."""
    return full_names([code]).get(code, "")


def full_names(codes: Iterable[str]) -> dict[str, str]:
    """The full names of many divisions with one query at most."""
    wanted = {code for code in codes if is_code(code)}
    steps = {step for code in wanted for step in path_of(code)}
    names = _names()
    unread = sorted(steps - names.keys())
    names |= {place.code: place.name for place in _NAMED(codes=unread)} if unread else {}
    return {code: joined_name([names.get(step, "") for step in path_of(code)]) for code in wanted}


_names: Kept[dict[str, str]] = Kept(dict)
"""Names that were read a moment ago, by code."""


_NAMED: Question[Division] = Question(
    lambda: Division.objects.filter(AnyOf(models.F("code"), "codes")).order_by()
)


def children(code: str = "") -> models.QuerySet[Division]:
    """The divisions directly below one, or the provinces."""
    return Division.objects.filter(parent_id=code or None).order_by("code")


def exists(code: str) -> bool:
    """Whether there is a division with this code."""
    return is_code(code) and bool(_NAMED(codes=[code]))


def unknown_codes(codes: Iterable[str]) -> list[str]:
    """Those of the codes that no division has, sorted."""
    wanted = set(codes)
    known = Division.objects.filter(code__in=[code for code in wanted if is_code(code)])
    return sorted(wanted - set(known.values_list("code", flat=True)))


def named_in(text: str) -> str:
    """The code of the district that a written address names; empty unless it is exactly one."""
    written = "".join(text.split())
    rows = Division.objects.alias(text=models.Value(written, models.TextField()))
    named = list(rows.filter(level=3, text__contains=models.F("name")).values_list("code", flat=True))
    exact = [code for code, name in full_names(named).items() if name in written]
    found = exact or named
    return found[0] if len(found) == 1 else ""
