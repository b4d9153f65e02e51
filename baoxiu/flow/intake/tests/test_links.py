"""links: the customer's way to the own case (RQ-WO-06, RQ-SEC-01)."""

from __future__ import annotations

import base64
import uuid

import pytest

from baoxiu.core.events.models import Event
from baoxiu.core.refusals import NotAllowed, NotFound
from baoxiu.flow.intake.actions import renew_link
from baoxiu.flow.intake.links import customer_actor, request_for, token_for, url_for, visitor
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.tests.make import submitted
from tests.cast import Cast


def test_the_token_leads_to_the_case_and_stays_the_same(cast: Cast) -> None:
    request = submitted(cast)
    token = token_for(request)
    assert len(token) == 48
    assert token == token_for(request)
    assert request_for(token) == request
    assert url_for(request).endswith(f"/r/{token}")


def test_no_wrong_token_leads_anywhere(cast: Cast) -> None:
    """Every altered character, another case's seal, a guessed id: all the same NotFound."""
    token, other = token_for(submitted(cast)), token_for(submitted(cast))
    raw, foreign = base64.urlsafe_b64decode(token), base64.urlsafe_b64decode(other)
    forged = [
        *(token[:i] + ("A" if token[i] != "A" else "B") + token[i + 1 :] for i in range(48)),
        base64.urlsafe_b64encode(raw[:16] + foreign[16:]).decode(),
        base64.urlsafe_b64encode(uuid.uuid4().bytes + raw[16:]).decode(),
        token[:-4], token + "AAAA", "", "ü" * 48, "../../etc", token[:10] + "\x00" + token[11:],
    ]  # fmt: skip
    for wrong in forged:
        with pytest.raises(NotFound):
            request_for(wrong)


def test_another_key_makes_other_tokens(cast: Cast, settings: object) -> None:
    """The database alone is not enough to make a token."""
    token = token_for(submitted(cast))
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]
    with pytest.raises(NotFound):
        request_for(token)


def test_a_renewed_link_kills_the_old_one(cast: Cast) -> None:
    request = submitted(cast)
    old = token_for(request)
    with pytest.raises(NotAllowed):
        renew_link(request, by=cast.actor("charlie"), at=cast.at)
    renew_link(request, by=cast.actor("ava"), at=cast.at)
    with pytest.raises(NotFound):
        request_for(old)
    assert request_for(token_for(request)) == request
    assert Event.objects.filter(kind="intake.link_renewed").count() == 1


def test_the_customer_sees_the_own_case_only(cast: Cast) -> None:
    mine, other = submitted(cast), submitted(cast)
    alice = customer_actor(mine)
    assert list(RepairRequest.objects.for_actor(alice)) == [mine]
    assert alice.customer_id == cast.alice.pk
    assert not RepairRequest.objects.for_actor(visitor()).exists()
    assert other.pk != mine.pk
