"""Loading the built-in roles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from baoxiu.basics.accounts.models import Role
from baoxiu.basics.accounts.queries import content, offered
from baoxiu.basics.accounts.roles import BUILT_IN, RoleSpec
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.permissions import needs
from baoxiu.core.rows import lock


@transaction.atomic
def load_roles(specs: Iterable[RoleSpec] = BUILT_IN, *, by: Actor, at: datetime) -> int:
    """Bring the built-in roles to what this release says; a firm's own roles stay as they are.

    A role that the firm changed gets the rights that no release has offered for it before, and nothing else: what the firm
    took away stays away. Returns how many changed.
    """
    needs(by, "settings.change").or_refuse()
    known = {role.code: role for role in Role.objects.all()}
    return sum(_bring(spec, known.get(spec.code), by=by, at=at) for spec in specs)


def _bring(spec: RoleSpec, role: Role | None, *, by: Actor, at: datetime) -> bool:
    if role and role.edited:
        return _add_new(spec, role, by=by, at=at)
    wanted = {
        "name": spec.name,
        "name_en": spec.name_en,
        "rights": sorted(spec.rights),
        "everywhere": spec.everywhere,
        "home": spec.home,
    }
    if role and all(getattr(role, key) == value for key, value in wanted.items()):
        return False
    role, _made = Role.objects.update_or_create(code=spec.code, defaults=wanted)
    record("accounts.role_loaded", role, by=by, at=at, code=spec.code, rights=wanted["rights"])
    return True


def _add_new(spec: RoleSpec, role: Role, *, by: Actor, at: datetime) -> bool:
    new = spec.rights - offered(role)
    if not new:
        return False
    role = lock(role)
    old = content(role)
    role.rights = sorted(new.union(role.rights))
    role.save(update_fields=["rights"])
    brought = sorted(spec.rights)
    record(
        "accounts.role_loaded", role, by=by, at=at, code=spec.code, rights=brought, old=old, new=content(role)
    )
    return True
