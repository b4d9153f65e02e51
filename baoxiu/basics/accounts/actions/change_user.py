"""Changing an account's details and language."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.accounts.models import User
from baoxiu.basics.accounts.permissions import may_change_user, may_use_own_account
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock


@transaction.atomic
def change_user(user: User, *, name: str, phone: str = "", email: str = "", by: Actor, at: datetime) -> User:
    """Name and ways to reach a person; old and new values go into the audit trail (RQ-SEC-04)."""
    may_change_user(by, user).or_refuse()
    user = lock(user)
    before = {"name": user.name, "phone": user.phone, "email": user.email}
    user.name = texts.one_line(name, field="name", most=60)
    user.phone = texts.one_line(phone, field="phone", most=20, required=False)
    user.email = texts.one_line(email, field="email", most=254, required=False)
    user.save(update_fields=["name", "phone", "email"])
    after = {"name": user.name, "phone": user.phone, "email": user.email}
    record("accounts.changed", user, by=by, at=at, old=before, new=after)
    return user


@transaction.atomic
def change_language(user: User, language: str, *, by: Actor, at: datetime) -> User:
    """One's own language of the interface."""
    may_use_own_account(by, user).or_refuse()
    if language not in dict(settings.LANGUAGES):
        raise InvalidInput(_("This language is not available."), field="language")
    user = lock(user)
    old, user.language = user.language, language
    user.save(update_fields=["language"])
    record("accounts.language_changed", user, by=by, at=at, old=old, new=language)
    return user
