"""Giving and taking roles."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.accounts.models import Grant, Role, User
from baoxiu.basics.accounts.permissions import may_change_user, may_grant
from baoxiu.basics.outlets.models import Outlet
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock


class UnknownRole(InvalidInput):
    """No role has this code."""

    message = _("There is no such role.")


class NeedsOutlet(InvalidInput):
    """The role works within one outlet, and none was named."""

    message = _("This role needs an outlet.")


@transaction.atomic
def grant_role(user: User, code: str, outlet: Outlet | None = None, *, by: Actor, at: datetime) -> Grant:
    """Give a role, for one outlet or for the role's whole scope. A role held already stays as it is.

    Raises ``UnknownRole``, ``NeedsOutlet`` or ``NotAllowed`` (RQ-SEC-06).
    """
    user, role = lock(user), _role(code)
    (may_change_user(by, user) & may_grant(by, role, outlet)).or_refuse()
    if outlet is None and not role.everywhere:
        raise NeedsOutlet(field="outlet")
    grant, made = Grant.objects.get_or_create(user=user, role=role, outlet=outlet)
    if made:
        record("accounts.role_granted", user, by=by, at=at, role=code, outlet=outlet and outlet.pk)
    return grant


@transaction.atomic
def revoke_role(user: User, code: str, outlet: Outlet | None = None, *, by: Actor, at: datetime) -> bool:
    """Take a role away; ``False`` when the person did not hold it there."""
    user, role = lock(user), _role(code)
    (may_change_user(by, user) & may_grant(by, role, outlet)).or_refuse()
    gone, _rows = Grant.objects.filter(user=user, role=role, outlet=outlet).delete()
    if gone:
        record("accounts.role_revoked", user, by=by, at=at, role=code, outlet=outlet and outlet.pk)
    return bool(gone)


def _role(code: str) -> Role:
    role = Role.objects.filter(code=code).first()
    if role is None:
        raise UnknownRole(field="role")
    return role
