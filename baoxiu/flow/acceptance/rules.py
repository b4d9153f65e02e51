"""What the customer signs, and whether a signature belongs to it (RQ-ACC-01). Pure: no Django, no clock."""

from collections.abc import Mapping
from datetime import date
from hmac import compare_digest
from typing import Any

from baoxiu.flow.repairs.rules import fingerprint


def document_hash(document: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of the frozen document, whatever the order of its keys."""
    return fingerprint(document)


def signature_binds(document: Mapping[str, Any], signed_hash: str) -> bool:
    """Whether that hash was taken of exactly this document; one altered character and it does not bind."""
    return compare_digest(document_hash(document).encode(), signed_hash.encode())


def silence_is_over(presented_on: date, today: date, days: int) -> bool:
    """Whether so many whole days have passed since the day of presenting; 0 days: silence says nothing (RQ-ACC-04)."""
    return days > 0 and (today - presented_on).days > days
