"""Who may change people (RQ-SEC-06)."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from baoxiu.basics.accounts.models import Role, User
from baoxiu.basics.accounts.rights import POWERS
from baoxiu.basics.outlets.models import Outlet
from baoxiu.core.actors import Actor
from baoxiu.core.permissions import ALLOWED, Verdict, deny, in_scope, needs


def may_change_people(actor: Actor) -> Verdict:
    """Creating accounts and changing them."""
    return needs(actor, "people.change")


def may_change_user(actor: Actor, user: User) -> Verdict:
    """Roles, sign-in and details of somebody else; with a limited scope only of that scope's people."""
    return may_change_people(actor) & _not_oneself(actor, user) & _in_scope_of(actor, user)


def may_grant(actor: Actor, role: Role, outlet: Outlet | None) -> Verdict:
    """Giving a role: nobody hands out power over the house, or over outlets, that he does not have."""
    return may_change_people(actor) & _holds_powers_of(actor, role) & in_scope(actor, outlet and outlet.pk)


def may_change_roles(actor: Actor) -> Verdict:
    """What roles mean concerns everybody in every outlet: who keeps the people and the settings."""
    return may_change_people(actor) & needs(actor, "settings.change")


def may_change_role(actor: Actor, role: Role) -> Verdict:
    """A role that one holds is changed by somebody else, so that nobody widens the own rights."""
    own = (
        deny(_("You hold this role yourself; somebody else changes it."))
        if role.code in actor.roles
        else ALLOWED
    )
    return may_change_roles(actor) & own


def may_move_rights(actor: Actor, rights: Iterable[str]) -> Verdict:
    """Power over the house is given or taken only by those who have it."""
    if all(actor.has(right) for right in POWERS & set(rights)):
        return ALLOWED
    return deny(_("This right gives power over the house; somebody who has it has to decide."))


def may_issue_token(actor: Actor, user: User) -> Verdict:
    """A token for oneself, or for a program's account by whoever changes people."""
    if actor.user_id == user.pk:
        return needs(actor, "api.use")
    return may_change_people(actor) & _in_scope_of(actor, user)


def may_use_own_account(actor: Actor, user: User) -> Verdict:
    """One's own language and password."""
    own = actor.user_id == user.pk or actor.kind == "system"
    return ALLOWED if own else deny(_("Everybody does this in the own account."))


def _not_oneself(actor: Actor, user: User) -> Verdict:
    if actor.user_id == user.pk:
        return deny(_("Your own roles and account are changed by somebody else."))
    return ALLOWED


def _in_scope_of(actor: Actor, user: User) -> Verdict:
    if actor.kind in ("system", "import") or actor.outlet_ids is None:
        return ALLOWED
    for outlet_id in user.grants.values_list("outlet_id", flat=True):
        if not actor.sees_outlet(outlet_id):
            return deny(_("This person also works for another outlet."))
    return ALLOWED


def _holds_powers_of(actor: Actor, role: Role) -> Verdict:
    if all(actor.has(right) for right in POWERS & set(role.rights)):
        return ALLOWED
    return deny(_("This role may do more than your own; somebody with that right has to give it."))
