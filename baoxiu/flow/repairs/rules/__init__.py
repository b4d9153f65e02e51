"""Charges and quotes, pure: no Django, no clock, no I/O."""

from baoxiu.flow.repairs.rules.changes import AT_WORK, PROMISES_BY_STAGE, may_be_asked
from baoxiu.flow.repairs.rules.charges import ZERO, ChargeLine, Totals, rounded, totals
from baoxiu.flow.repairs.rules.exchange import exchange_ground, share_of
from baoxiu.flow.repairs.rules.quotes import (
    changes,
    fingerprint,
    is_valid,
    needs_consent,
    quote_document,
    quote_hash,
)
from baoxiu.flow.repairs.rules.usual import Usual, usual

__all__ = [
    "AT_WORK",
    "PROMISES_BY_STAGE",
    "ZERO",
    "ChargeLine",
    "Totals",
    "Usual",
    "changes",
    "exchange_ground",
    "fingerprint",
    "is_valid",
    "may_be_asked",
    "needs_consent",
    "quote_document",
    "quote_hash",
    "rounded",
    "share_of",
    "totals",
    "usual",
]
