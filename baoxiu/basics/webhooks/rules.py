"""Signing, matching, waiting (pure). The signature is that of Standard Webhooks 1.0."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Iterable, Mapping
from datetime import timedelta

SECRET_PREFIX = "whsec_"
TOLERANCE = timedelta(minutes=5)
PAUSED_AFTER = timedelta(days=5)
_WAITS = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=24),
)
_PATTERN = re.compile(r"[a-z_]+\.(\*|[a-z_]+)")


def secret_of(key: bytes) -> str:
    """The text of a signing key, as the receiver is given it."""
    return SECRET_PREFIX + base64.b64encode(key).decode()


def signature(secret: str, message_id: str, timestamp: int, body: str) -> str:
    """The value of the header ``webhook-signature``; ``timestamp`` counts seconds since 1970."""
    key = base64.b64decode(secret.removeprefix(SECRET_PREFIX))
    signed = f"{message_id}.{timestamp}.{body}".encode()
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def headers(secret: str, message_id: str, timestamp: int, body: str) -> dict[str, str]:
    """What travels with a message."""
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(secret, message_id, timestamp, body),
    }


def is_genuine(
    secret: str, given: Mapping[str, str], body: str, *, now: int, tolerance: timedelta = TOLERANCE
) -> bool:
    """Whether the headers fit secret, body and time; one of several signatures (by blanks) is enough."""
    try:
        timestamp = int(given["webhook-timestamp"])
        wanted = signature(secret, given["webhook-id"], timestamp, body)
        offered = given["webhook-signature"].split()
    except (KeyError, ValueError, binascii.Error):
        return False
    if abs(now - timestamp) > tolerance.total_seconds():
        return False
    return any(hmac.compare_digest(wanted.encode(), one.encode()) for one in offered)


def is_pattern(text: str) -> bool:
    """Whether this may stand in a webhook's list: ``order.created`` or ``order.*``."""
    return bool(_PATTERN.fullmatch(text))


def matches(pattern: str, kind: str) -> bool:
    """Whether a kind is meant by an entry of the list."""
    return kind.startswith(pattern[:-1]) if pattern.endswith("*") else kind == pattern


def wants(patterns: Iterable[str], kind: str) -> bool:
    """Whether a webhook with this list is told of the kind; an empty list means everything public."""
    listed = list(patterns)
    return not listed or any(matches(one, kind) for one in listed)


def wait_after(attempt: int) -> timedelta | None:
    """How long to wait after this attempt (counted from 1); ``None``: it was the last one."""
    return _WAITS[attempt - 1] if attempt <= len(_WAITS) else None


ATTEMPTS = len(_WAITS) + 1
