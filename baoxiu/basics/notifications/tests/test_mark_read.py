"""Reading notices."""

from datetime import timedelta

import pytest

from baoxiu.basics.notifications.actions import Recipient, mark_all_read, mark_read, queue
from baoxiu.basics.notifications.models import Notice
from baoxiu.basics.notifications.queries import holders, inbox, unread
from baoxiu.core.refusals import NotAllowed
from tests.cast import AT, Cast


def tell(cast: Cast, name: str, key: str, minutes: int = 0) -> Notice:
    """A notice to somebody of the firm."""
    words = {"number": key, "product": "空调"}
    when = AT + timedelta(minutes=minutes)
    queue("no_candidate", to=Recipient.of_user(cast.user(name)), variables=words, key=key, at=when)
    return Notice.objects.get(key__startswith=key)


def test_the_inbox_shows_the_newest_first(cast: Cast) -> None:
    """And only the own ones."""
    tell(cast, "dana", "a")
    tell(cast, "dana", "b", minutes=5)
    tell(cast, "mo", "c")
    assert [row.key for row in inbox(cast.user("dana"))] == ["b:in_app", "a:in_app"]
    assert unread(cast.user("dana")) == 2


def test_the_first_reading_counts(cast: Cast) -> None:
    """A second look changes nothing."""
    notice = tell(cast, "dana", "a")
    mark_read(notice, by=cast.actor("dana"), at=AT)
    assert mark_read(notice, by=cast.actor("dana"), at=AT + timedelta(hours=1)).read_at == AT
    assert unread(cast.user("dana")) == 0


def test_nobody_reads_for_another(cast: Cast) -> None:
    """Also not a customer."""
    notice = tell(cast, "dana", "a")
    for actor in (cast.actor("mo"), cast.alice_actor):
        with pytest.raises(NotAllowed):
            mark_read(notice, by=actor, at=AT)


def test_all_at_once(cast: Cast) -> None:
    """Only the own ones."""
    for key, name in (("a", "dana"), ("b", "dana"), ("c", "mo")):
        tell(cast, name, key)
    assert mark_all_read(by=cast.actor("dana"), at=AT) == 2
    assert mark_all_read(by=cast.alice_actor, at=AT) == 0
    assert unread(cast.user("mo")) == 1


def test_who_holds_a_role_for_an_outlet(cast: Cast) -> None:
    """Those of the centre, and those of that outlet; the inactive not."""
    assert list(holders("dispatcher", cast.outlet.pk)) == [cast.user("dana")]
    assert list(holders("outlet_manager", cast.other_outlet.pk)) == [cast.user("wang")]
    assert not holders("outlet_manager", cast.outlet.pk)
    assert not holders("outlet_manager", None)
    type(cast.user("dana")).objects.filter(pk=cast.user("dana").pk).update(is_active=False)
    assert not holders("dispatcher", cast.outlet.pk)
