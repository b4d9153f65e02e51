"""Noting that a token is in use, so that unused ones can be found and ended."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models

from baoxiu.basics.accounts.models import ApiToken
from baoxiu.basics.accounts.rules import token_hash

EVERY = timedelta(minutes=5)


def record_use(raw: str, *, at: datetime) -> bool:
    """Stamp the token's last use, at most every five minutes; returns whether it was stamped."""
    due = models.Q(last_used_at=None) | models.Q(last_used_at__lte=at - EVERY)
    return bool(ApiToken.objects.filter(due, token_hash=token_hash(raw)).update(last_used_at=at))
