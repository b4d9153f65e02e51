"""A firm's own roles, and its changes to those that came along (RQ-SEC-06)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.accounts.models import Role
from baoxiu.basics.accounts.permissions import may_change_role, may_change_roles, may_move_rights
from baoxiu.basics.accounts.queries import content, latest_role_change, role_changes
from baoxiu.basics.accounts.rights import RIGHTS
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput, Refusal, not_overtaken
from baoxiu.core.rows import lock, one_at_a_time


class NothingToTakeBack(Refusal):
    """Nobody has changed the role."""

    code = "nothing_to_take_back"
    message = _("This role has not been changed.")


@transaction.atomic
def add_role(name: str, name_en: str, *, like: Role, by: Actor, at: datetime) -> Role:
    """A role of the firm's own that begins with the rights and the reach of another; nobody holds it yet."""
    may_change_roles(by).or_refuse()
    may_move_rights(by, like.rights).or_refuse()
    one_at_a_time("roles")
    role = Role.objects.create(
        code=_free_code(),
        name=texts.one_line(name, field="name", most=60),
        name_en=texts.one_line(name_en, field="name_en", most=60),
        rights=sorted(like.rights),
        everywhere=like.everywhere,
        home=like.home,
        edited=True,
    )
    record("accounts.role_added", role, by=by, at=at, code=role.code, name=role.name, rights=role.rights)
    return role


@transaction.atomic
def change_role(
    role: Role,
    *,
    name: str,
    name_en: str,
    rights: Iterable[str],
    by: Actor,
    at: datetime,
    seen: int | None = None,
) -> Role:
    """Other words or rights, for everybody who holds the role, from the next page on.

    Nobody changes a role he holds, or moves power over the house that he does not have. ``seen`` is the latest change
    the person knows (0 for none): raises ``Overtaken``, ``InvalidInput`` for an unknown right, ``NotAllowed``.
    """
    may_change_role(by, role).or_refuse()
    role, wanted = lock(role), sorted(set(rights))
    not_overtaken(seen, latest_role_change(role))
    if not set(wanted) <= RIGHTS.keys():
        raise InvalidInput(_("There is no such right."), field="rights")
    may_move_rights(by, set(wanted) ^ set(role.rights)).or_refuse()
    old = content(role)
    role.name = texts.one_line(name, field="name", most=60)
    role.name_en = texts.one_line(name_en, field="name_en", most=60)
    role.rights, role.edited = wanted, True
    role.save(update_fields=["name", "name_en", "rights", "edited"])
    record("accounts.role_changed", role, by=by, at=at, code=role.code, old=old, new=content(role))
    return role


@transaction.atomic
def take_back_role(role: Role, *, by: Actor, at: datetime, seen: int | None = None) -> Role:
    """Let hold again what the role said before its last change, by people or a release, as a new change.

    Raises ``NothingToTakeBack``.
    """
    may_change_role(by, role).or_refuse()
    last = role_changes(role).filter(data__has_key="old").last()
    if last is None:
        raise NothingToTakeBack()
    return change_role(role, **last.data["old"], seen=seen, by=by, at=at)


def _free_code() -> str:
    number = Role.objects.filter(code__startswith="own_").count() + 1
    return f"own_{number}"
