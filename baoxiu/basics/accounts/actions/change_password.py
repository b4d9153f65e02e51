"""Setting passwords."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from baoxiu.basics.accounts.models import User
from baoxiu.basics.accounts.permissions import may_change_user, may_use_own_account
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock


class WeakPassword(InvalidInput):
    """The password is too short, too common or too like the name."""


def checked_password(password: str, user: User) -> str:
    """The password, if the rules of the settings allow it; raises ``WeakPassword``."""
    try:
        validate_password(password, user)
    except ValidationError as problem:
        raise WeakPassword(" ".join(problem.messages), field="password")
    return password


@transaction.atomic
def change_password(user: User, password: str, *, by: Actor, at: datetime) -> User:
    """One's own new password; a one-time password is used up with it."""
    may_use_own_account(by, user).or_refuse()
    user = lock(user)
    user.set_password(checked_password(password, user))
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    record("accounts.password_changed", user, by=by, at=at)
    return user


@transaction.atomic
def reset_password(user: User, *, by: Actor, at: datetime) -> tuple[User, str]:
    """A one-time password for somebody who forgot the own one; it must be changed at the first sign-in."""
    may_change_user(by, user).or_refuse()
    user, password = lock(user), one_time_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    record("accounts.password_reset", user, by=by, at=at)
    return user, password


def one_time_password() -> str:
    """96 random bits in a form that can be read out and typed."""
    return secrets.token_urlsafe(12)
