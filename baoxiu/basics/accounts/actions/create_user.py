"""Creating an account."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.accounts.actions.grant_role import grant_role
from baoxiu.basics.accounts.models import User
from baoxiu.basics.accounts.passwords import checked_password, one_time_until
from baoxiu.basics.accounts.permissions import may_change_people
from baoxiu.basics.accounts.rules import is_user_name
from baoxiu.basics.outlets.models import Outlet
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput

type RoleAtOutlet = tuple[str, Outlet | None]


class UserNameTaken(InvalidInput):
    """Another account has this name, letters' case aside."""

    message = _("This user name is taken.")


@transaction.atomic
def create_user(
    username: str,
    name: str,
    *,
    roles: Iterable[RoleAtOutlet] = (),
    password: str | None = None,
    phone: str = "",
    email: str = "",
    language: str = "zh-hans",
    must_change_password: bool = False,
    by: Actor,
    at: datetime,
) -> User:
    """An account with its roles. Without password nobody can sign in to it.

    ``must_change_password``: the password is good for one sign-in, in its time; the first administrator's has no end.

    Raises ``UserNameTaken``, ``WeakPassword``, ``UnknownRole``, ``NeedsOutlet``, ``NotAllowed`` (RQ-SEC-06).
    """
    may_change_people(by).or_refuse()
    user = User(
        username=_user_name(username),
        name=texts.one_line(name, field="name", most=60),
        phone=texts.one_line(phone, field="phone", most=20, required=False),
        email=texts.one_line(email, field="email", most=254, required=False),
        language=language,
        must_change_password=must_change_password,
        one_time_until=one_time_until(at) if must_change_password and by.kind != "system" else None,
        created_at=at,
    )
    user.set_password(checked_password(password, user) if password is not None else None)
    _save(user)
    record("accounts.created", user, by=by, at=at, username=user.username, name=user.name)
    for code, outlet in roles:
        grant_role(user, code, outlet, by=by, at=at)
    return user


def _user_name(text: str) -> str:
    name: str = User.normalize_username(text.strip())
    if not is_user_name(name):
        raise InvalidInput(
            _("A user name has 2 to 60 letters, digits or the signs . @ + - _."), field="username"
        )
    return name


def _save(user: User) -> None:
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:
        raise UserNameTaken(field="username")
