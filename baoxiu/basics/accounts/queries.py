"""Turning accounts and tokens into actors."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models

from baoxiu.basics.accounts.models import ApiToken, Role, User
from baoxiu.basics.accounts.rules import Granted, rights_of, scope_of, token_hash
from baoxiu.core.actors import Actor
from baoxiu.core.events.models import Event
from baoxiu.core.events.queries import of_subject

type Held = tuple[str, list[str], bool, int | None, int | None]

NEEDED_FOR_TOKENS = "api.use"


def actor_for(user: Any) -> Actor | None:
    """Who acts when this account does: rights and outlets with one query; ``None`` for nobody."""
    if not isinstance(user, User) or not user.is_active:
        return None
    return _actor(user, _grant_rows(user), kind="staff")


def actor_for_token(raw: str, *, at: datetime) -> Actor | None:
    """Who acts with this API token: the account's rights, as far as the token's scopes go.

    ``None`` for an unknown, expired or revoked token, a closed account, or one without ``api.use``.
    """
    with connection.cursor() as cursor:
        cursor.execute(_OF_TOKEN, {"hash": token_hash(raw), "at": at})
        rows = cursor.fetchall()
    if not rows:
        return None
    key, username, name, language, scopes = rows[0][:5]
    who = User(pk=key, username=username, name=name, language=language)
    held = [_as_grant(*row[5:]) for row in rows if row[5] is not None]
    actor = _actor(who, held, kind="api", scopes=frozenset(json.loads(scopes)))
    return actor if actor.has(NEEDED_FOR_TOKENS) else None


_HELD = "role.code, role.rights, role.everywhere, held.outlet_id, technician.id"
_OF_TOKEN = f"""
    SELECT who.id, who.username, who.name, who.language, token.scopes, {_HELD}
    FROM accounts_apitoken AS token JOIN accounts_user AS who ON who.id = token.user_id
    LEFT JOIN accounts_grant AS held ON held.user_id = who.id
    LEFT JOIN accounts_role AS role ON role.id = held.role_id
    LEFT JOIN technicians_technician AS technician ON technician.user_id = who.id
    WHERE token.token_hash = %(hash)s AND token.revoked_at IS NULL AND who.is_active
    AND (token.expires_at IS NULL OR token.expires_at > %(at)s)
"""
_GRANTS = f"""
    SELECT {_HELD}
    FROM accounts_grant AS held JOIN accounts_role AS role ON role.id = held.role_id
    LEFT JOIN technicians_technician AS technician ON technician.user_id = held.user_id
    WHERE held.user_id = %s
"""
"""Asked at every page and every call of a program, so they are written down instead of being put together anew."""


def _actor(user: User, rows: Sequence[Held], *, kind: Any, scopes: frozenset[str] | None = None) -> Actor:
    grants = [
        Granted(code, frozenset(rights), everywhere, outlet) for code, rights, everywhere, outlet, _t in rows
    ]
    rights = rights_of(grants)
    return Actor(
        kind=kind,
        id=str(user.pk),
        name=str(user),
        rights=rights if scopes is None else rights & (scopes | {NEEDED_FOR_TOKENS}),
        roles=frozenset(grant.role for grant in grants),
        outlet_ids=scope_of(grants),
        technician_id=next((technician for *_rest, technician in rows), None),
        language=user.language,
    )


def _as_grant(code: str, rights: str, *rest: Any) -> Held:
    return (code, json.loads(rights), *rest)


def _grant_rows(user: User) -> list[Held]:
    with connection.cursor() as cursor:
        cursor.execute(_GRANTS, [user.pk])
        rows = cursor.fetchall()
    return [_as_grant(*row) for row in rows]


def rights_held(user: User) -> frozenset[str]:
    """All rights of an account's roles."""
    return frozenset(right for _code, rights, *_rest in _grant_rows(user) for right in rights)


def people(actor: Actor) -> models.QuerySet[User]:
    """The accounts an actor may look at, with their roles: all, or those of the own outlets."""
    rows = User.objects.prefetch_related("grants__role", "grants__outlet").order_by("name", "pk")
    if not actor.has("people.see"):
        return rows.none()
    if actor.outlet_ids is None:
        return rows
    return rows.filter(grants__outlet_id__in=actor.outlet_ids).distinct()


def with_role(code: str, outlet_id: int | None = None) -> models.QuerySet[User]:
    """The active holders of a role; with an outlet, those who hold it there or everywhere."""
    rows = User.objects.filter(is_active=True, grants__role__code=code)
    if outlet_id is not None:
        rows = rows.filter(models.Q(grants__outlet_id=outlet_id) | models.Q(grants__outlet_id=None))
    return rows.distinct()


def found_people(
    actor: Actor, *, text: str = "", role: str = "", outlet_id: int | None = None, closed: bool = False
) -> models.QuerySet[User]:
    """The accounts in the actor's scope by name, user name, role or outlet."""
    rows = people(actor).filter(is_active=not closed)
    if text:
        rows = rows.filter(models.Q(name__icontains=text) | models.Q(username__icontains=text))
    if role:
        rows = rows.filter(grants__role__code=role)
    if outlet_id:
        rows = rows.filter(grants__outlet_id=outlet_id)
    return rows.distinct()


def roles() -> models.QuerySet[Role]:
    """Every role with the number of people who hold it, in the order in which they came."""
    holders = models.Count("grants__user", filter=models.Q(grants__user__is_active=True), distinct=True)
    return Role.objects.annotate(holder_count=holders).order_by("pk")


def tokens_of(user: User) -> models.QuerySet[ApiToken]:
    """The tokens of an account, living ones first, then the newest."""
    return ApiToken.objects.filter(user=user).order_by(
        models.F("revoked_at").asc(nulls_first=True), "-created_at"
    )


def role_changes(role: Role) -> models.QuerySet[Event]:
    """How a role came to be what it is, the oldest first."""
    return of_subject(role)


def offered(role: Role) -> frozenset[str]:
    """The rights with which any release so far has brought the role."""
    brought = role_changes(role).filter(kind="accounts.role_loaded").values_list("data__rights", flat=True)
    return frozenset[str]().union(*brought)


def content(role: Role) -> dict[str, Any]:
    """What is kept of a role with each change, and comes back when the change is taken back."""
    return {"name": role.name, "name_en": role.name_en, "rights": sorted(role.rights)}


def latest_role_change(role: Role) -> int:
    """The newest entry of that history, by which an editor knows whether the page is up to date."""
    return role_changes(role).values_list("pk", flat=True).last() or 0
