"""Form fields and the check of answers (pure; design.md mechanism 6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

type FieldKind = Literal["check", "pass_fail", "choice", "text", "number", "rating", "photo", "signature"]
type Probe = Literal["", "adjustable", "felt"]
FIELD_KINDS: tuple[str, ...] = (
    "check",
    "pass_fail",
    "choice",
    "text",
    "number",
    "rating",
    "photo",
    "signature",
)


@dataclass(frozen=True, slots=True)
class FormField:
    """One line of a checklist. ``least``/``most`` are the limits a number must keep to pass.

    ``probe`` says how failed attempts of a test are counted: "adjustable", "felt", or not at all (RQ-RWK-01).
    ``kept``: something follows from the answer, so an editor may word it anew but neither remove it nor ask otherwise.
    """

    key: str
    kind: FieldKind
    label: str
    label_en: str = ""
    required: bool = True
    choices: tuple[str, ...] = ()
    least: str = ""
    most: str = ""
    unit: str = ""
    opens_task: bool = False
    probe: Probe = ""
    kept: bool = False

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> FormField:
        """A field from its stored JSON."""
        return cls(**{**row, "choices": tuple(row.get("choices", ()))})


JUDGED = ("check", "pass_fail", "number")
"""Kinds of items that can fail."""


def flaws(item: FormField) -> dict[str, str]:
    """What is wrong with an item itself: an error code per property."""
    found: dict[str, str] = {}
    if item.kind not in FIELD_KINDS:
        found["kind"] = "kind"
    if not item.label.strip():
        found["label"] = "label"
    if item.kind == "choice" and len(set(item.choices)) < LEAST_CHOICES:
        found["choices"] = "choices"
    if item.opens_task and item.kind not in JUDGED:
        found["opens_task"] = "never_fails"
    if item.probe and item.kind not in JUDGED:
        found["probe"] = "never_fails"
    return found | _flawed_limits(item)


LEAST_CHOICES = 2


def _flawed_limits(item: FormField) -> dict[str, str]:
    if item.kind != "number":
        return {}
    limits: dict[str, Decimal] = {}
    for name in ("least", "most"):
        text = getattr(item, name)
        try:
            limits |= {name: Decimal(_finite(text))} if text else {}
        except (ValueError, InvalidOperation):
            return {name: "number"}
    if {"least", "most"} <= limits.keys() and limits["least"] > limits["most"]:
        return {"most": "order"}
    return {}


@dataclass(frozen=True, slots=True)
class Checked:
    """The typed answers, an error code per wrong field, and the keys that failed."""

    answers: dict[str, Any]
    errors: dict[str, str]
    failed: tuple[str, ...]


def check(fields: tuple[FormField, ...], given: Mapping[str, Any]) -> Checked:
    """Type the answers and judge them; errors are ``missing`` or ``invalid``."""
    answers: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for item in fields:
        raw = given.get(item.key)
        if raw in (None, []) or not str(raw).strip():
            if item.required:
                errors[item.key] = "missing"
            continue
        try:
            answers[item.key] = _typed(item, raw)
        except (ValueError, InvalidOperation):
            errors[item.key] = "invalid"
    failed = tuple(item.key for item in fields if item.key in answers and _fails(item, answers[item.key]))
    return Checked(answers, errors, failed)


def _typed(item: FormField, raw: Any) -> Any:
    if item.kind == "check":
        return _one_of(
            str(raw).lower(), {"true": True, "on": True, "1": True, "yes": True, "false": False, "no": False}
        )
    if item.kind == "pass_fail":
        return _one_of(str(raw), {"pass": "pass", "fail": "fail", "na": "na"})
    if item.kind == "choice":
        return _one_of(str(raw), {choice: choice for choice in item.choices})
    if item.kind == "number":
        return _finite(str(raw).strip())
    if item.kind == "rating":
        return _one_of(str(raw), {str(mark): mark for mark in range(1, 6)})
    return str(raw).strip()


def _finite(text: str) -> str:
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError(text)
    return str(number)


def _one_of(raw: str, allowed: Mapping[str, Any]) -> Any:
    if raw not in allowed:
        raise ValueError(raw)
    return allowed[raw]


def _fails(item: FormField, answer: Any) -> bool:
    if item.kind == "check":
        return answer is False
    if item.kind == "pass_fail":
        return bool(answer == "fail")
    if item.kind == "number":
        number = Decimal(answer)
        below = bool(item.least) and number < Decimal(item.least)
        return below or (bool(item.most) and number > Decimal(item.most))
    return False
