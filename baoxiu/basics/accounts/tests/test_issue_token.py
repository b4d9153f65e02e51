"""Tokens for programs."""

from datetime import timedelta
from typing import Any

import pytest

from baoxiu.basics.accounts.actions import TooWide, issue_token, record_use, revoke_token
from baoxiu.basics.accounts.models import ApiToken
from baoxiu.core.events.queries import of_subject
from baoxiu.core.refusals import InvalidInput, NotAllowed
from tests.cast import Cast


def test_only_the_hash_is_kept(cast: Cast) -> None:
    token, raw = issue_token(
        cast.user("ava"), "phone system", ["intake.see", "intake.see"], by=cast.actor("ava"), at=cast.at
    )
    assert len(raw) >= 43
    assert raw.startswith("bx_")
    assert raw not in str(ApiToken.objects.values().get())
    assert token.scopes == ["intake.see"]
    event = of_subject(cast.user("ava")).get(kind="accounts.token_issued")
    assert raw not in str(event.data)


def test_an_administrator_issues_for_a_program_and_ends_it(cast: Cast) -> None:
    root: Any = {"by": cast.actor("root"), "at": cast.at}
    token, _raw = issue_token(cast.user("ava"), "shop", ["intake.register"], **root)
    assert revoke_token(revoke_token(token, **root), **root).revoked_at == cast.at
    assert of_subject(cast.user("ava")).filter(kind="accounts.token_revoked").count() == 1


def test_refusals(cast: Cast) -> None:
    ava: Any = {"by": cast.actor("ava"), "at": cast.at}
    for scopes in ([], ["settings.change"], ["no.such"]):
        with pytest.raises(TooWide):
            issue_token(cast.user("ava"), "x", scopes, **ava)
    with pytest.raises(InvalidInput) as caught:
        issue_token(cast.user("ava"), "x", ["intake.see"], expires_at=cast.at, **ava)
    assert list(caught.value.fields) == ["expires_at"]
    for name in ("iris", "wang", "charlie"):
        with pytest.raises(NotAllowed):
            issue_token(cast.user("ava"), "x", ["intake.see"], by=cast.actor(name), at=cast.at)
    with pytest.raises(NotAllowed):
        issue_token(cast.user("iris"), "x", ["orders.see"], by=cast.actor("iris"), at=cast.at)
    token, _raw = issue_token(cast.user("ava"), "x", ["intake.see"], **ava)
    with pytest.raises(NotAllowed):
        revoke_token(token, by=cast.actor("dana"), at=cast.at)


def test_the_last_use_is_stamped_every_five_minutes(cast: Cast) -> None:
    token, raw = issue_token(cast.user("ava"), "x", ["intake.see"], by=cast.actor("ava"), at=cast.at)
    assert record_use(raw, at=cast.at)
    assert not record_use(raw, at=cast.at + timedelta(minutes=4))
    assert record_use(raw, at=cast.at + timedelta(minutes=5))
    assert not record_use("bx_unknown", at=cast.at)
    token.refresh_from_db()
    assert token.last_used_at == cast.at + timedelta(minutes=5)
