"""From an account or a token to an actor (RQ-SEC-06)."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from pytest_django import DjangoAssertNumQueries

from baoxiu.basics.accounts.actions import deactivate, grant_role, issue_token, revoke_role, revoke_token
from baoxiu.basics.accounts.queries import actor_for, actor_for_token, people, rights_held, with_role
from baoxiu.basics.accounts.roles import AGENT, OUTLET_MANAGER
from baoxiu.basics.accounts.rules import Granted, rights_of, scope_of
from baoxiu.core.actors import SYSTEM, Actor
from tests.cast import Cast


def some(actor: Actor | None) -> Actor:
    assert actor is not None
    return actor


def test_an_actor_is_the_union_of_the_roles(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    grant_role(cast.user("wang"), "agent", by=SYSTEM, at=cast.at)
    with django_assert_num_queries(1):
        wang = some(actor_for(cast.user("wang")))
    assert wang.rights == AGENT.rights | OUTLET_MANAGER.rights
    assert wang.roles == {"agent", "outlet_manager"}
    assert (wang.kind, wang.name, wang.outlet_ids) == ("staff", "Wang", None)


def test_scope_is_all_only_with_a_role_that_sees_everywhere_and_is_tied_to_no_outlet() -> None:
    tied = Granted("agent", frozenset({"intake.see"}), True, 3)
    loose = Granted("team_leader", frozenset({"orders.see"}), False, None)
    assert scope_of([tied, loose]) == frozenset({3})
    assert scope_of([]) == frozenset()
    assert scope_of([Granted("agent", frozenset(), True, None), tied]) is None
    assert rights_of([tied, loose]) == {"intake.see", "orders.see"}
    assert rights_of([]) == frozenset()


def test_nobody_acts_without_an_open_account(cast: Cast) -> None:
    deactivate(cast.user("dana"), by=cast.actor("root"), at=cast.at)
    cast.user("dana").refresh_from_db()
    assert actor_for(cast.user("dana")) is None
    assert actor_for(AnonymousUser()) is None
    assert actor_for(None) is None


def test_a_right_taken_away_is_gone_at_once(cast: Cast) -> None:
    revoke_role(cast.user("ava"), "agent", by=cast.actor("root"), at=cast.at)
    assert some(actor_for(cast.user("ava"))).rights == frozenset()


def test_a_token_does_what_account_and_scopes_both_allow(cast: Cast) -> None:
    _token, raw = issue_token(
        cast.user("ava"), "phone system", ["intake.register", "intake.see"], by=cast.actor("ava"), at=cast.at
    )
    actor = some(actor_for_token(raw, at=cast.at))
    assert (actor.kind, actor.rights) == (
        "api",
        frozenset({"intake.register", "intake.see", "api.use"}),
    )
    assert actor.user_id == cast.user("ava").pk
    revoke_role(cast.user("ava"), "agent", by=cast.actor("root"), at=cast.at)
    assert actor_for_token(raw, at=cast.at) is None


def test_a_dead_token_is_nobody(cast: Cast) -> None:
    ava: Any = {"by": cast.actor("ava"), "at": cast.at}
    tomorrow = cast.at + timedelta(days=1)
    token, raw = issue_token(cast.user("ava"), "x", ["intake.see"], expires_at=tomorrow, **ava)
    assert actor_for_token(raw, at=cast.at)
    assert actor_for_token(raw, at=tomorrow) is None
    revoke_token(token, **ava)
    assert actor_for_token(raw, at=cast.at) is None
    for junk in ("", "bx_", token.token_hash):
        assert actor_for_token(junk, at=cast.at) is None


def test_a_closed_account_closes_its_tokens(cast: Cast) -> None:
    _token, raw = issue_token(cast.user("ava"), "x", ["intake.see"], by=cast.actor("ava"), at=cast.at)
    deactivate(cast.user("ava"), by=cast.actor("root"), at=cast.at)
    assert actor_for_token(raw, at=cast.at) is None


def test_people_are_shown_by_right_and_scope(cast: Cast) -> None:
    assert people(cast.actor("root")).count() == 11
    assert [user.name for user in people(cast.actor("wang"))] == ["Wang", "Wen"]
    assert not people(cast.actor("charlie")).exists()


def test_holders_of_a_role(cast: Cast) -> None:
    assert [user.name for user in with_role("dispatcher", cast.outlet.pk)] == ["Dana"]
    assert [user.name for user in with_role("outlet_manager", cast.other_outlet.pk)] == ["Wang"]
    assert not with_role("outlet_manager", cast.outlet.pk).exists()
    assert rights_held(cast.user("charlie")) == frozenset()
