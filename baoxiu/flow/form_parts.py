"""What a built-in form is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A form as it is shipped."""

    code: str
    title: str
    title_en: str
    fields: tuple[Mapping[str, Any], ...]


def item(key: str, kind: str, label: str, label_en: str, **more: Any) -> dict[str, Any]:
    """A question of a form, in Chinese and English."""
    return {"key": key, "kind": kind, "label": label, "label_en": label_en, **more}
