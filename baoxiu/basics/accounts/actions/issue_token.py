"""Tokens for programs."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.accounts.models import ApiToken, User
from baoxiu.basics.accounts.permissions import may_issue_token
from baoxiu.basics.accounts.queries import rights_held
from baoxiu.basics.accounts.rules import TOKEN_PREFIX, token_hash
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock


class TooWide(InvalidInput):
    """The token would do more than its account may."""

    message = _("A token cannot do more than the account it belongs to.")


@transaction.atomic
def issue_token(
    user: User,
    name: str,
    scopes: Iterable[str],
    *,
    expires_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> tuple[ApiToken, str]:
    """A token with these rights, and its text, which is shown once and kept only as a hash.

    Raises ``TooWide`` when a scope is no right of the account, ``NotAllowed`` otherwise.
    """
    may_issue_token(by, user).or_refuse()
    wanted = sorted(set(scopes))
    if not wanted or not set(wanted) <= rights_held(user):
        raise TooWide(field="scopes")
    if expires_at is not None and expires_at <= at:
        raise InvalidInput(_("The last day lies in the past."), field="expires_at")
    raw = TOKEN_PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=user,
        name=texts.one_line(name, field="name", most=60),
        token_hash=token_hash(raw),
        scopes=wanted,
        created_at=at,
        expires_at=expires_at,
    )
    record("accounts.token_issued", user, by=by, at=at, token=token.pk, name=token.name, scopes=wanted)
    return token, raw


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Actor, at: datetime) -> ApiToken:
    """End a token at once; a dead one stays dead."""
    may_issue_token(by, token.user).or_refuse()
    token = lock(token)
    if token.revoked_at is None:
        token.revoked_at = at
        token.save(update_fields=["revoked_at"])
        record("accounts.token_revoked", token.user, by=by, at=at, token=token.pk, name=token.name)
    return token
