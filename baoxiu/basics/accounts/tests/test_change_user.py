"""Details, language, passwords, closing and opening accounts."""

from typing import Any

import pytest

from baoxiu.basics.accounts.actions import (
    WeakPassword,
    change_language,
    change_password,
    change_user,
    deactivate,
    reactivate,
    reset_password,
)
from baoxiu.core.events.queries import of_subject
from baoxiu.core.refusals import InvalidInput, NotAllowed
from tests.cast import Cast


@pytest.fixture
def root(cast: Cast) -> dict[str, Any]:
    return {"by": cast.actor("root"), "at": cast.at}


def test_old_and_new_details_are_kept(cast: Cast, root: dict[str, Any]) -> None:
    """RQ-SEC-04."""
    change_user(cast.user("dana"), name="Dana Li", email="d@example.com", **root)
    event = of_subject(cast.user("dana")).get(kind="accounts.changed")
    assert (event.data["old"]["name"], event.data["new"]["name"]) == ("Dana", "Dana Li")
    with pytest.raises(NotAllowed):
        change_user(cast.user("dana"), name="X", by=cast.actor("dana"), at=cast.at)


def test_everybody_chooses_the_own_language(cast: Cast, root: dict[str, Any]) -> None:
    dana: Any = {"by": cast.actor("dana"), "at": cast.at}
    assert change_language(cast.user("dana"), "en", **dana).language == "en"
    with pytest.raises(InvalidInput):
        change_language(cast.user("dana"), "xx", **dana)
    with pytest.raises(NotAllowed):
        change_language(cast.user("dana"), "en", **root)


def test_a_forgotten_password_is_replaced_by_a_one_time_one(cast: Cast, root: dict[str, Any]) -> None:
    user, once = reset_password(cast.user("dana"), **root)
    assert user.must_change_password
    assert user.check_password(once)
    changed = change_password(user, "a quite new one 8", by=cast.actor("dana"), at=cast.at)
    assert not changed.must_change_password
    assert changed.check_password("a quite new one 8")
    assert not [event for event in of_subject(user) if once in str(event.data)]


def test_password_refusals(cast: Cast, root: dict[str, Any]) -> None:
    with pytest.raises(WeakPassword):
        change_password(cast.user("dana"), "short", by=cast.actor("dana"), at=cast.at)
    with pytest.raises(NotAllowed):
        change_password(cast.user("dana"), "a quite new one 8", **root)
    with pytest.raises(NotAllowed):
        reset_password(cast.user("root"), by=cast.actor("dana"), at=cast.at)


def test_an_account_is_closed_and_opened_by_somebody_else(cast: Cast, root: dict[str, Any]) -> None:
    assert not deactivate(cast.user("dana"), **root).is_active
    assert reactivate(cast.user("dana"), **root).is_active
    for action in (deactivate, reactivate):
        with pytest.raises(NotAllowed):
            action(cast.user("root"), **root)
        with pytest.raises(NotAllowed):
            action(cast.user("dana"), by=cast.actor("wang"), at=cast.at)
