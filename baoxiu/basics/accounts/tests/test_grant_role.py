"""Giving and taking roles (RQ-SEC-06)."""

from typing import Any

import pytest

from baoxiu.basics.accounts.actions import NeedsOutlet, UnknownRole, grant_role, load_roles, revoke_role
from baoxiu.basics.accounts.models import Grant
from baoxiu.core.events.queries import of_subject
from baoxiu.core.refusals import NotAllowed
from tests.cast import Cast


@pytest.fixture
def root(cast: Cast) -> dict[str, Any]:
    return {"by": cast.actor("root"), "at": cast.at}


def test_a_repeat_changes_nothing(cast: Cast, root: dict[str, Any]) -> None:
    charlie = cast.user("charlie")
    for _again in range(2):
        grant_role(charlie, "technician", cast.outlet, **root)
        grant_role(charlie, "finance", **root)
    assert charlie.grants.count() == 2
    assert of_subject(charlie).filter(kind="accounts.role_granted").count() == 2


def test_a_role_is_taken_away_where_it_was_held(cast: Cast, root: dict[str, Any]) -> None:
    assert not revoke_role(cast.user("wang"), "outlet_manager", cast.outlet, **root)
    assert revoke_role(cast.user("wang"), "outlet_manager", cast.other_outlet, **root)
    assert of_subject(cast.user("wang")).filter(kind="accounts.role_revoked").exists()


def test_refusals(cast: Cast, root: dict[str, Any]) -> None:
    with pytest.raises(UnknownRole):
        grant_role(cast.user("charlie"), "emperor", **root)
    with pytest.raises(NeedsOutlet):
        grant_role(cast.user("charlie"), "team_leader", **root)
    for name in ("charlie", "dana", "wang"):
        with pytest.raises(NotAllowed):
            grant_role(cast.user("fin"), "agent", by=cast.actor(name), at=cast.at)


def test_nobody_changes_the_own_roles(cast: Cast, root: dict[str, Any]) -> None:
    with pytest.raises(NotAllowed):
        grant_role(cast.user("root"), "service_manager", **root)
    with pytest.raises(NotAllowed):
        revoke_role(cast.user("root"), "admin", **root)


def test_nobody_gives_more_power_than_he_has(cast: Cast, root: dict[str, Any]) -> None:
    mo: Any = {"by": cast.actor("mo"), "at": cast.at}
    with pytest.raises(NotAllowed):
        grant_role(cast.user("charlie"), "admin", **mo)
    with pytest.raises(NotAllowed):
        revoke_role(cast.user("root"), "admin", **mo)
    grant_role(cast.user("charlie"), "agent", **mo)
    grant_role(cast.user("dana"), "admin", **root)
    assert Grant.objects.filter(role__code="admin").count() == 2


def test_only_settings_bring_roles_up_to_date(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        load_roles(by=cast.actor("mo"), at=cast.at)
