"""Setting passwords."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.basics.accounts.models import User
from baoxiu.basics.accounts.passwords import checked_password, one_time_password, one_time_until
from baoxiu.basics.accounts.permissions import may_change_user, may_use_own_account
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.rows import lock


@transaction.atomic
def change_password(user: User, password: str, *, by: Actor, at: datetime) -> User:
    """One's own new password; a one-time password is used up with it."""
    may_use_own_account(by, user).or_refuse()
    user = lock(user)
    user.set_password(checked_password(password, user))
    user.must_change_password, user.one_time_until = False, None
    user.save(update_fields=["password", "must_change_password", "one_time_until"])
    record("accounts.password_changed", user, by=by, at=at)
    return user


@transaction.atomic
def reset_password(user: User, *, by: Actor, at: datetime) -> tuple[User, str]:
    """A one-time password for somebody who forgot the own one; it must be changed at the first sign-in."""
    may_change_user(by, user).or_refuse()
    user, password = lock(user), one_time_password()
    user.set_password(password)
    user.must_change_password, user.one_time_until = True, one_time_until(at)
    user.save(update_fields=["password", "must_change_password", "one_time_until"])
    record("accounts.password_reset", user, by=by, at=at)
    return user, password
