"""Passwords: what is allowed, and one-time ones."""

from __future__ import annotations

import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from baoxiu.basics.accounts.models import User
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
