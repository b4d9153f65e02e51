"""Creating accounts, and the first one."""

import pytest

from baoxiu.basics.accounts.actions import (
    AdminExists,
    NeedsOutlet,
    UnknownRole,
    UserNameTaken,
    WeakPassword,
    create_user,
    first_admin,
)
from baoxiu.basics.accounts.actions.load_roles import load_roles
from baoxiu.basics.accounts.models import User
from baoxiu.basics.accounts.queries import actor_for
from baoxiu.basics.builtin import load
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.queries import of_subject
from baoxiu.core.refusals import InvalidInput, NotAllowed
from tests.cast import AT, Cast


def test_an_account_with_roles(cast: Cast) -> None:
    """RQ-SEC-04."""
    roles = [("outlet_manager", cast.outlet), ("inspector", None)]
    user = create_user(
        "Eve", "Eve", roles=roles, password="correct horse 7", by=cast.actor("root"), at=cast.at
    )
    assert user.check_password("correct horse 7")
    kinds = [event.kind for event in of_subject(user)]
    assert kinds == ["accounts.created", "accounts.role_granted", "accounts.role_granted"]
    assert User.objects.get_by_natural_key("EVE") == user


def test_without_password_nobody_signs_in(cast: Cast) -> None:
    assert not cast.user("charlie").has_usable_password()


@pytest.mark.parametrize("username", ["", "a", "with blank", "x" * 61, "a/b", "a\x00b", "<b>"])
def test_user_names_are_plain(cast: Cast, username: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        create_user(username, "X", by=cast.actor("root"), at=cast.at)
    assert list(caught.value.fields) == ["username"]


def test_refusals_leave_no_account_behind(cast: Cast) -> None:
    root, before = cast.actor("root"), User.objects.count()
    with pytest.raises(UserNameTaken):
        create_user("DANA", "Dana", by=root, at=cast.at)
    with pytest.raises(WeakPassword):
        create_user("eve", "Eve", password="password", by=root, at=cast.at)
    with pytest.raises(UnknownRole):
        create_user("eve", "Eve", roles=[("emperor", None)], by=root, at=cast.at)
    with pytest.raises(NeedsOutlet):
        create_user("eve", "Eve", roles=[("technician", None)], by=root, at=cast.at)
    for name in ("charlie", "dana", "wang"):
        with pytest.raises(NotAllowed):
            create_user("eve", "Eve", by=cast.actor(name), at=cast.at)
    assert User.objects.count() == before


@pytest.mark.django_db
def test_the_first_administrator_has_a_one_time_password() -> None:
    """There is no default password."""
    load(at=AT)
    user, password = first_admin(at=AT)
    actor = actor_for(user)
    assert actor is not None
    assert actor.has("people.change")
    assert not actor.has("intake.review")
    assert user.must_change_password
    assert user.check_password(password)
    assert len(password) >= 16
    with pytest.raises(AdminExists):
        first_admin("other", at=AT)


@pytest.mark.django_db
def test_a_new_administrator_is_possible_when_the_only_one_is_gone() -> None:
    load_roles(by=SYSTEM, at=AT)
    user, _password = first_admin(at=AT)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert first_admin("other", at=AT)[0].username == "other"
