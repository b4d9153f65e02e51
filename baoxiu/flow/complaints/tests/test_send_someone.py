"""Sending somebody because of a complaint."""

from __future__ import annotations

import pytest

from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.models import Event
from baoxiu.core.refusals import NotAllowed
from baoxiu.flow.complaints import actions
from tests.journey import Journey

pytestmark = pytest.mark.django_db


def test_a_complaint_becomes_a_job_at_the_customers(journey: Journey) -> None:
    """RQ-DSP-09: dissatisfaction, of a follow-up call too, sends somebody: a linked order on site, of the same case; once."""
    journey.signed()
    order = journey.fresh()
    entry = actions.note(order, source="followup", text="还是不制冷", by=SYSTEM, at=journey.tick())
    ava = journey.actor("ava")
    with pytest.raises(NotAllowed):
        actions.send_someone(entry, task="上门复查", by=journey.actor("fin"), at=journey.tick())
    with pytest.raises(actions.ComplaintMissing):
        actions.send_someone(entry, task=" ", by=ava, at=journey.tick())
    if order.handed_over_at is None:
        with pytest.raises(actions.WorkGoesOn):
            actions.send_someone(entry, task="上门复查", by=ava, at=journey.tick())
        order.handed_over_at = journey.tick()
        order.save(update_fields=["handed_over_at"])
    sent = actions.send_someone(entry, task="上门复查", by=ava, at=journey.tick())
    assert sent.job is not None
    assert (sent.job.mode, sent.job.repeat_of, sent.job.stage) == ("on_site", order, "created")
    assert (sent.job.request, [item.text for item in sent.job.items.all()]) == (order.request, ["上门复查"])
    again = actions.send_someone(sent, task="再催一次", by=ava, at=journey.tick())
    assert again.job == sent.job
    data = Event.objects.filter(kind="complaints.sent").earliest("id").data
    assert (data["job"], data["complaint_number"]) == (sent.job.number, entry.number)
    actions.solve(again, outcome="已安排上门", by=journey.actor("mo"), at=journey.tick())
    with pytest.raises(actions.AlreadySolved):
        actions.send_someone(again, task="x", by=ava, at=journey.tick())
