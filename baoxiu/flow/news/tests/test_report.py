"""News from the field: reported, taken over or refused."""

from __future__ import annotations

import pytest

from baoxiu.basics.tasks.models import Task
from baoxiu.core.events.models import Event
from baoxiu.core.refusals import InvalidInput, NotAllowed
from baoxiu.flow.news import actions, queries
from baoxiu.flow.news.actions import Heard
from tests.journey import Journey

pytestmark = pytest.mark.django_db


def test_the_dispatcher_keeps_the_file(journey: Journey) -> None:
    """RQ-DSP-08: a customer's new number and address become the main ones, other news a note; refused with a reason; both on record."""
    order, bo, dana = journey.accepted(), journey.actor("bo"), journey.actor("dana")
    moved = Heard("customer", "客户搬家了", name="王芳", phone="12345", address="农业路100号")
    with pytest.raises(InvalidInput):
        actions.report(moved, order=order, by=bo, at=journey.tick())  # no such number
    moved = Heard("customer", "客户搬家了", name="王芳", phone="138 0013 8999", address="农业路100号")
    with pytest.raises(actions.WhichCustomer):
        actions.report(moved, by=bo, at=journey.tick())
    with pytest.raises(NotAllowed):
        actions.report(moved, order=order, by=dana, at=journey.tick())
    news = actions.report(moved, order=order, by=bo, at=journey.tick())
    task = Task.objects.get(kind="field_news")
    assert (task.role, task.label, task.done_at, list(queries.listed(dana))) == (
        "dispatcher", order.number, None, [news],
    )  # fmt: skip
    for stranger in ("bo", "wang", "fin"):
        with pytest.raises(NotAllowed):
            actions.take_over(news, by=journey.actor(stranger), at=journey.tick())
    done = actions.take_over(news, by=dana, at=journey.tick())
    assert (done.state, done.decided_by) == ("taken", "Dana")
    customer = order.customer
    contact, address = customer.contacts.get(is_primary=True), customer.addresses.get(is_primary=True)
    assert (contact.name, contact.phone, address.detail) == ("王芳", "+8613800138999", "农业路100号")
    task.refresh_from_db()
    assert task.done_by == "Dana"
    with pytest.raises(actions.DecidedAlready):
        actions.refuse(news, answer="x", by=dana, at=journey.tick())
    dog = actions.report(Heard("customer", "家里有大型犬"), order=order, by=bo, at=journey.tick())
    actions.take_over(dog, by=dana, at=journey.tick())
    customer.refresh_from_db()
    assert "家里有大型犬" in customer.note
    place = actions.report(Heard("outlet", "隔壁新开了一家维修点"), by=bo, at=journey.tick())
    with pytest.raises(InvalidInput):
        actions.refuse(place, answer=" ", by=dana, at=journey.tick())
    actions.refuse(place, answer="已经知道", by=dana, at=journey.tick())
    kinds = Event.objects.filter(kind__startswith="news.").order_by("id").values_list("kind", flat=True)
    assert list(kinds) == [
        "news.reported", "news.taken_over", "news.reported", "news.taken_over", "news.reported", "news.refused",
    ]  # fmt: skip
    assert list(queries.listed(bo, state="refused")) == [place]
    assert not queries.listed(journey.actor("wang"))
