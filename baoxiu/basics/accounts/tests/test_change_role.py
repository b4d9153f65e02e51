"""A firm's own roles and its changes to the others (RQ-SEC-06)."""

from dataclasses import replace
from typing import Any

import pytest

from baoxiu.basics.accounts.actions import add_role, change_role, grant_role, load_roles, take_back_role
from baoxiu.basics.accounts.actions.change_role import NothingToTakeBack
from baoxiu.basics.accounts.models import Role
from baoxiu.basics.accounts.queries import actor_for, latest_role_change, role_changes
from baoxiu.basics.accounts.roles import INSPECTOR
from baoxiu.core.refusals import InvalidInput, NotAllowed, Overtaken
from tests.cast import Cast


def test_a_role_is_changed_taken_back_and_left_alone_by_a_release(cast: Cast) -> None:
    """RQ-SEC-04, RQ-SEC-06: at once for all who hold it; the second editor is told."""
    root: Any = {"by": cast.actor("root"), "at": cast.at}
    role, given = Role.objects.get(code="agent"), {"name": "客服", "name_en": "Agent"}
    before, seen = list(role.rights), latest_role_change(role)
    with pytest.raises(NothingToTakeBack):
        take_back_role(role, **root)
    change_role(role, **given, rights=["intake.see"], seen=seen, **root)
    assert actor_for(cast.user("ava")).rights == {"intake.see"}  # type: ignore[union-attr]
    assert load_roles(**root) == 0
    with pytest.raises(Overtaken):
        change_role(role, **given, rights=[], seen=seen, **root)
    assert take_back_role(role, **root).rights == before
    with pytest.raises(InvalidInput):
        change_role(role, **given, rights=["house.burn"], **root)


def test_a_release_adds_what_is_new_to_a_changed_role(cast: Cast) -> None:
    """RQ-SEC-06: once, on record, and it can be taken back; what the firm changed is neither taken away nor restored."""
    root: Any = {"by": cast.actor("root"), "at": cast.at}
    role = Role.objects.get(code="inspector")
    kept = {*role.rights, "people.see"} - {"customers.see"}
    role = change_role(role, name="质检", name_en="QC", rights=kept, **root)
    released = replace(INSPECTOR, name="质量员", rights=INSPECTOR.rights | {"lists.export"})
    assert load_roles([INSPECTOR], **root) == 0
    assert [load_roles([released], **root) for _start in range(2)] == [1, 0]
    role.refresh_from_db()
    assert (role.name, set(role.rights)) == ("质检", kept | {"lists.export"})
    assert actor_for(cast.user("iris")).has("lists.export")  # type: ignore[union-attr]
    last = role_changes(role).last()
    assert (last.kind, last.data["new"]["rights"]) == ("accounts.role_loaded", role.rights)
    assert set(take_back_role(role, **root).rights) == kept
    assert load_roles([released], **root) == 0


def test_a_role_of_the_own(cast: Cast) -> None:
    """RQ-SEC-06: it begins like another one."""
    root: Any = {"by": cast.actor("root"), "at": cast.at}
    made = add_role("夜班客服", "Night agent", like=Role.objects.get(code="agent"), **root)
    grant_role(cast.user("charlie"), made.code, **root)
    assert actor_for(cast.user("charlie")).has("intake.register")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("who", "code", "rights"),
    [
        ("mo", "agent", ["intake.see"]),
        ("root", "admin", ["settings.change"]),
        ("fin", "finance", []),
    ],
)
def test_refused(cast: Cast, who: str, code: str, rights: list[str]) -> None:
    """Without the settings; one's own role; without any right."""
    with pytest.raises(NotAllowed):
        change_role(
            Role.objects.get(code=code), name="x", name_en="x", rights=rights, by=cast.actor(who), at=cast.at
        )
