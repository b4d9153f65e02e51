"""A sentence for each field that does not fit, in the caller's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

SOURCES = frozenset({"body", "query", "path", "form", "file"})
WRAPPERS = frozenset({"given", "filters"})


def sentences(errors: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """``{"lines.0.quantity": "…"}`` from the framework's list of errors; the first of a field counts."""
    found: dict[str, str] = {}
    for row in errors:
        found.setdefault(_place(row["loc"]), sentence(row["type"], row.get("ctx") or {}))
    return found


def _place(loc: Iterable[Any]) -> str:
    parts = list(loc)
    if parts and parts[0] in SOURCES:
        parts.pop(0)
    while parts and parts[0] in WRAPPERS:
        parts.pop(0)
    return ".".join(str(part) for part in parts) or "body"


def sentence(kind: str, facts: Mapping[str, Any]) -> str:
    """What is wrong with one value."""
    if kind == "missing":
        return _("This is missing.")
    if kind == "extra_forbidden":
        return _("This field is not known here.")
    if kind == "one_of":
        return _("One of these, please: {codes}.").format(codes=facts["codes"])
    if kind == "string_too_long":
        return _("At most {count} characters, please.").format(count=facts["max_length"])
    return _of_kind(kind)


def _of_kind(kind: str) -> str:
    starts: tuple[tuple[str, str], ...] = (
        ("string", _("Please send a text.")),
        ("bool", _("Please send true or false.")),
        ("int", _("Please send a whole number.")),
        ("float", _("Please send a number.")),
        ("finite", _("Please send a number.")),
        ("decimal", _("Please send a number such as 12.50, best as a text.")),
        ("datetime", _("Please send date and time with time zone, such as 2026-03-02T09:00:00+08:00.")),
        ("timezone", _("Please send date and time with time zone, such as 2026-03-02T09:00:00+08:00.")),
        ("date", _("Please send a day such as 2026-03-02.")),
        ("uuid", _("Please send a UUID.")),
        ("list", _("Please send a list.")),
        ("too_long", _("These are too many.")),
        ("dict", _("Please send an object.")),
        ("model", _("Please send an object.")),
        ("greater", _("This is too small.")),
        ("less", _("This is too large.")),
    )
    return next((text for start, text in starts if kind.startswith(start)), _("This does not fit."))
