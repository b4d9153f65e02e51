"""Views of a queue: kept under a name, shared with a role, opened first."""

from __future__ import annotations

import pytest

from baoxiu.basics.lists.actions import (
    MOST_VIEWS,
    NameTaken,
    TooManyViews,
    delete_view,
    open_with,
    open_with_none,
    rename_view,
    save_view,
)  # fmt: skip
from baoxiu.basics.lists.models import SavedView
from baoxiu.basics.lists.queries import first_view, views_of
from baoxiu.basics.lists.rules import kept_query, same_list
from baoxiu.core.events.models import Event
from baoxiu.core.refusals import InvalidInput, NotAllowed
from tests.cast import Cast


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("?tab=open&outlet=3&page=2", "outlet=3&tab=open"),
        ("q=&family=7&view=9", "family=7"),
        ("", ""),
        ("sort=-due&cols=stage&cols=due", "cols=due&cols=stage&sort=-due"),
    ],
)
def test_what_of_an_address_is_kept(address: str, kept: str) -> None:
    assert kept_query(address) == kept
    assert same_list(address, kept)


def test_kept_changed_renamed_and_deleted(cast: Cast) -> None:
    """RQ-WO-06: everybody has the own filters at hand; each change is on record."""
    ava = cast.actor("ava")
    how = {"by": ava, "at": cast.at}
    save_view("orders", name="  我的  急单 ", query="?outlet=1&page=3", **how)
    view = save_view("orders", name="我的 急单", query="outlet=2", **how)
    assert [(row.name, row.query) for row in views_of("orders", ava)] == [("我的 急单", "outlet=2")]
    assert not views_of("requests", ava)
    assert not views_of("orders", cast.actor("dana"))
    save_view("orders", name="另一个", query="", **how)
    with pytest.raises(NameTaken):
        rename_view(view, name="另一个", **how)
    assert rename_view(view, name="急单", **how).name == "急单"
    delete_view(view, **how)
    assert [row.name for row in views_of("orders", ava)] == ["另一个"]
    kinds = Event.objects.filter(kind__startswith="lists.").order_by("pk").values_list("kind", flat=True)
    assert [kind.partition("_")[2] for kind in kinds] == ["saved", "saved", "saved", "renamed", "deleted"]


def test_shared_with_a_role(cast: Cast) -> None:
    """B01: whoever has not the role does not see it; nobody but its owner changes it."""
    mo, ava, dana = (cast.actor(name) for name in ("mo", "ava", "dana"))
    view = save_view("orders", name="客服每日", query="tab=visit", role="agent", by=mo, at=cast.at)
    assert [row.name for row in views_of("orders", ava)] == ["客服每日"]
    assert not views_of("orders", dana)
    with pytest.raises(NotAllowed):
        delete_view(view, by=ava, at=cast.at)
    with pytest.raises(NotAllowed):
        save_view("orders", name="x", query="", role="agent", by=ava, at=cast.at)
    with pytest.raises(InvalidInput):
        save_view("orders", name="x", query="", role="nobody", by=mo, at=cast.at)


def test_the_first_view(cast: Cast) -> None:
    """A shared view can be the first one of many; when it is no longer shared, the queue opens as ever."""
    mo, ava = cast.actor("mo"), cast.actor("ava")
    view = save_view("orders", name="客服每日", query="tab=visit", role="agent", by=mo, at=cast.at)
    open_with(view, by=ava, at=cast.at)
    assert first_view("orders", ava) == view
    assert first_view("orders", mo) is None
    save_view("orders", name="客服每日", query="tab=visit", by=mo, at=cast.at)
    assert first_view("orders", ava) is None
    open_with(view, by=mo, at=cast.at)
    open_with_none(view, by=mo, at=cast.at)
    assert first_view("orders", mo) is None


def test_names_and_numbers_that_do_not_fit(cast: Cast) -> None:
    how = {"by": cast.actor("ava"), "at": cast.at}
    for name, query in (("", ""), ("长" * 41, ""), ("x", "q=" + "y" * 700)):
        with pytest.raises(InvalidInput):
            save_view("orders", name=name, query=query, **how)
    owner = cast.user("ava")
    SavedView.objects.bulk_create(
        SavedView(queue="orders", name=str(n), owner=owner, saved_at=cast.at) for n in range(MOST_VIEWS)
    )
    with pytest.raises(TooManyViews):
        save_view("orders", name="x", query="", **how)
