"""The first account of an installation."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.accounts.actions.create_user import create_user
from baoxiu.basics.accounts.models import Role, User
from baoxiu.basics.accounts.passwords import one_time_password
from baoxiu.basics.accounts.roles import ADMIN
from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.core.refusals import Conflict


class AdminExists(Conflict):
    """Somebody administers this installation already."""

    message = _("There is an administrator already.")


@transaction.atomic
def first_admin(username: str = "admin", *, by: Actor = SYSTEM, at: datetime) -> tuple[User, str]:
    """The administrator of a new installation and a one-time password, which is printed once.

    Raises ``AdminExists`` when an active administrator is there. There is no default password.
    """
    role = Role.objects.select_for_update().get(code=ADMIN.code)
    if role.grants.filter(user__is_active=True).exists():
        raise AdminExists()
    password = one_time_password()
    user = create_user(
        username,
        ADMIN.name,
        roles=[(ADMIN.code, None)],
        password=password,
        must_change_password=True,
        by=by,
        at=at,
    )
    return user, password
