"""Passwords: what is allowed, and one-time ones."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from baoxiu.basics.accounts.models import User
from baoxiu.basics.accounts.policies import ONE_TIME_HOURS
from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.sentences import joined


class WeakPassword(InvalidInput):
    """The password is too short, too common or too like the name."""


def checked_password(password: str, user: User) -> str:
    """The password, if the rules of the settings allow it; raises ``WeakPassword``."""
    try:
        validate_password(password, user)
    except ValidationError as problem:
        raise WeakPassword(joined(problem.messages), field="password")
    return password


def one_time_password() -> str:
    """96 random bits in a form that can be read out and typed."""
    return secrets.token_urlsafe(12)


def one_time_until(at: datetime) -> datetime:
    """Until when a one-time password given now opens the account (standards.md 4.4 A06)."""
    return at + timedelta(hours=value(ONE_TIME_HOURS, at=at).whole)


def is_out_of_date(user: User, at: datetime) -> bool:
    """Whether nobody changed the one-time password in its time."""
    return user.must_change_password and user.one_time_until is not None and at >= user.one_time_until
