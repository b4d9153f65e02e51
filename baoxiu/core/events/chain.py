"""The hash chain over the events of one case (pure)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any


def plain(value: Any) -> Any:
    """JSON-safe form of a value; money and floats become text so that nothing is rounded on the way."""
    kind = type(value)
    if kind is str:
        return _text(value)
    if value is None or kind is int or kind is bool:
        return value
    if kind is dict or isinstance(value, Mapping):
        return {_text(key): plain(item) for key, item in value.items()}
    if kind is list or isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, int):
        return value
    if isinstance(value, datetime):
        return moment(value)
    return _text(value)


def _text(value: object) -> str:
    """As text that PostgreSQL takes: without NUL and without halves of characters."""
    text = str(value)
    if text.isascii() and "\x00" not in text:
        return text
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def moment(value: datetime | None) -> str:
    """A moment as text in UTC with microseconds; empty for none."""
    return value.astimezone(UTC).isoformat(timespec="microseconds") if value else ""


def link(fields: Mapping[str, Any], prev_hash: str) -> str:
    """The SHA-256 of an event's fields and the hash before it."""
    text = json.dumps(
        {**fields, "prev": prev_hash}, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
