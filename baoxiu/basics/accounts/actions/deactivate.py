"""Closing an account and opening it again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.basics.accounts.models import User
from baoxiu.basics.accounts.permissions import may_change_user
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.rows import lock


@transaction.atomic
def deactivate(user: User, *, by: Actor, at: datetime) -> User:
    """Close an account: no sign-in, no token, no rights from the next request on. History stays."""
    may_change_user(by, user).or_refuse()
    user = lock(user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    user.tokens.filter(revoked_at=None).update(revoked_at=at)
    record("accounts.deactivated", user, by=by, at=at)
    return user


@transaction.atomic
def reactivate(user: User, *, by: Actor, at: datetime) -> User:
    """Open a closed account again; its old tokens stay dead."""
    may_change_user(by, user).or_refuse()
    user = lock(user)
    user.is_active = True
    user.save(update_fields=["is_active"])
    record("accounts.reactivated", user, by=by, at=at)
    return user
