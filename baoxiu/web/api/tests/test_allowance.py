"""Each token has its share of requests (RQ-SEC-06)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baoxiu.basics.accounts.models import ApiToken
from baoxiu.core.actors import SYSTEM
from baoxiu.core.policy.actions import choose
from baoxiu.web.api import allowance
from baoxiu.web.api.policies import PER_MINUTE
from baoxiu.web.api.tests.conftest import Programs
from tests.cast import Cast


@pytest.fixture
def token(cast: Cast, program: Programs) -> str:
    """Ava's, with 60 requests a minute."""
    choose(PER_MINUTE, value=60, valid_from=cast.at, by=cast.actor("root"), at=cast.at)
    program("ava")
    found: str = ApiToken.objects.get().token_hash
    return found


def test_a_minutes_share_may_come_at_once_and_fills_again(cast: Cast, token: str) -> None:
    left = [allowance.spend(token, at=cast.at) for _n in range(60)]
    assert [one.left for one in left if one] == list(range(59, -1, -1))
    with pytest.raises(allowance.TooOften) as refused:
        allowance.spend(token, at=cast.at)
    assert (refused.value.wait, refused.value.allowance.full_in) == (1, 60)
    later = allowance.spend(token, at=cast.at + timedelta(seconds=5))
    assert later is not None
    assert later.left == 4


def test_several_processes_share_one_bucket(cast: Cast, token: str) -> None:
    """Each that forgets what it holds is as another process; a clock that goes back gives nothing."""
    for _process in range(60):
        allowance.forget()
        allowance.spend(token, at=cast.at)
    allowance.forget()
    with pytest.raises(allowance.TooOften):
        allowance.spend(token, at=cast.at - timedelta(hours=1))


def test_a_handful_is_taken_at_a_time(cast: Cast, token: str) -> None:
    """A program that asks much costs next to nothing."""
    moment = cast.at + timedelta(minutes=1)
    choose(PER_MINUTE, value=12_000, valid_from=moment, by=SYSTEM, at=cast.at)
    with CaptureQueriesContext(connection) as asked:
        for _n in range(100):
            allowance.spend(token, at=moment)
    assert sum("api_bucket" in query["sql"] for query in asked) == 2


def test_no_limit_writes_nothing(cast: Cast, token: str) -> None:
    choose(PER_MINUTE, value=0, valid_from=cast.at, by=SYSTEM, at=cast.at)
    assert allowance.spend(token, at=cast.at) is None


def test_the_answer_says_how_much_is_left(cast: Cast, program: Programs) -> None:
    choose(PER_MINUTE, value=2, valid_from=cast.at, by=SYSTEM, at=cast.at)
    ava = program("ava")
    seen = [ava.get("/me") for _n in range(3)]
    assert [answer.status_code for answer in seen] == [200, 200, 429]
    assert [answer.headers["RateLimit-Remaining"] for answer in seen] == ["1", "0", "0"]
    assert seen[2].headers["RateLimit-Limit"] == "2"
    assert 1 <= int(seen[2].headers["Retry-After"]) <= 30
    assert (seen[2].json()["code"], seen[2].headers["Content-Type"]) == (
        "too_many",
        "application/problem+json",
    )
    assert program("mo").get("/me").status_code == 200
