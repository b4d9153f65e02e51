"""Charges and quotes, pure: no Django, no clock, no I/O."""

from baoxiu.flow.repairs.rules.charges import ZERO, ChargeLine, Totals, rounded, totals
from baoxiu.flow.repairs.rules.quotes import (
    changes,
    fingerprint,
    is_valid,
    needs_consent,
    quote_document,
    quote_hash,
)

__all__ = [
    "ZERO",
    "ChargeLine",
    "Totals",
    "changes",
    "fingerprint",
    "is_valid",
    "needs_consent",
    "quote_document",
    "quote_hash",
    "rounded",
    "totals",
]
