"""How often a token may ask: a bucket per token in the database, shared by all processes, that fills steadily.

A process takes a handful out of the bucket with one statement and then spends it by itself, so that a request costs a
tenth of a statement or less. What a process does not spend within ``FRESH`` is lost, so all together never pass more
than the policy says.
"""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import Refusal
from baoxiu.web.api.policies import PER_MINUTE

FRESH = timedelta(seconds=2)
HANDFULS = 100
"""A full bucket is so many handfuls."""
LARGEST = 50
MOST_TOKENS = 10_000
MINUTE = 60.0
_TAKE = """
INSERT INTO api_bucket AS old (token_id, rest, taken, at) VALUES (%(token)s, %(most)s - %(wish)s, %(wish)s, %(at)s)
ON CONFLICT (token_id) DO UPDATE SET
  taken = LEAST(%(wish)s, FLOOR(LEAST(%(most)s, old.rest + %(rate)s * GREATEST(
    0, EXTRACT(EPOCH FROM EXCLUDED.at - old.at)::float))))::int,
  rest = LEAST(%(most)s, old.rest + %(rate)s * GREATEST(0, EXTRACT(EPOCH FROM EXCLUDED.at - old.at)::float))
    - LEAST(%(wish)s, FLOOR(LEAST(%(most)s, old.rest + %(rate)s * GREATEST(
      0, EXTRACT(EPOCH FROM EXCLUDED.at - old.at)::float)))),
  at = GREATEST(old.at, EXCLUDED.at)
RETURNING taken, rest
"""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a token may still do: requests a minute, those left, seconds until the bucket is full."""

    limit: int
    left: int
    full_in: int


class TooOften(Refusal):
    """The token has asked for more than its share."""

    code, status = "too_many", 429
    message = _("Too many requests with this token. Please wait a moment.")

    def __init__(self, allowance: Allowance, wait: int) -> None:
        super().__init__()
        self.allowance, self.wait = allowance, wait


@dataclass(slots=True)
class _Handful:
    left: int
    rest: float
    at: datetime


_hands: dict[str, _Handful] = {}
_lock = threading.Lock()


def spend(token: str, *, at: datetime) -> Allowance | None:
    """Take one request from the token's share; ``None`` where there is no limit. Raises ``TooOften``."""
    limit = value(PER_MINUTE, at=at).whole
    if limit == 0:
        return None
    with _lock:
        hand = _hands.get(token)
        if hand is not None and hand.left > 0 and timedelta(0) <= at - hand.at <= FRESH:
            hand.left -= 1
            return _allowance(limit, hand)
    return _spend_new(token, limit, at)


def forget() -> None:
    """Spend nothing that was taken before: the database is another one now."""
    with _lock:
        _hands.clear()


def show(response: HttpResponse, allowance: Allowance | None) -> None:
    """The headers that say how much is left."""
    if allowance is not None:
        response.headers["RateLimit-Limit"] = str(allowance.limit)
        response.headers["RateLimit-Remaining"] = str(allowance.left)
        response.headers["RateLimit-Reset"] = str(allowance.full_in)


def _spend_new(token: str, limit: int, at: datetime) -> Allowance:
    hand = _take(token, limit, at)
    if hand.left < 1:
        wait = math.ceil((1 - hand.rest) * MINUTE / limit)
        raise TooOften(_allowance(limit, hand), max(1, wait))
    hand.left -= 1
    with _lock:
        if len(_hands) >= MOST_TOKENS:
            _hands.clear()
        _hands[token] = hand
    return _allowance(limit, hand)


def _take(token: str, limit: int, at: datetime) -> _Handful:
    wish = max(1, min(LARGEST, limit // HANDFULS))
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, {"token": token, "most": limit, "wish": wish, "rate": limit / MINUTE, "at": at})
        taken, rest = cursor.fetchone()
    return _Handful(taken, rest, at)


def _allowance(limit: int, hand: _Handful) -> Allowance:
    left = max(0, hand.left + int(hand.rest))
    return Allowance(limit, left, math.ceil((limit - left) * MINUTE / limit))
