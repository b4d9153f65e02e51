"""Handing a question to a helper."""

from __future__ import annotations

from typing import Any

import pytest

from baoxiu.core.refusals import NotAllowed
from baoxiu.flow.assistance import actions, inputs, queries
from baoxiu.flow.assistance.models import Assistance
from tests.journey import Journey

pytestmark = pytest.mark.django_db


def asked(journey: Journey, **more: Any) -> Assistance:
    """Ava asks the inspectors about Alice's order."""
    given: dict[str, Any] = {"question": "压缩机能否单独更换？", "role": "inspector"} | more
    return actions.ask(journey.order, **given, by=journey.actor("ava"), at=journey.tick())


def test_what_is_not_asked_rightly(journey: Journey) -> None:
    """RQ-TRI-09, RQ-SEC-06: text, helper, time, right and scope."""
    journey.accepted()
    row = asked(journey)
    for wrong, refusal in (
        ({"question": " "}, inputs.TextMissing),
        ({"role": "admin"}, inputs.NoSuchHelper),
        ({"helper": journey.cast.user("ava")}, inputs.NoSuchHelper),
        ({"due_at": journey.now}, inputs.WrongDueTime),
    ):
        with pytest.raises(refusal):
            asked(journey, **wrong)
    for name in ("iris", "charlie", "wang"):
        with pytest.raises(NotAllowed):
            actions.ask(
                journey.order, question="?", role="inspector", by=journey.actor(name), at=journey.tick()
            )
    for name in ("bo", "charlie", "wang"):
        assert row not in Assistance.objects.for_actor(journey.actor(name))


def test_technicians_ask_about_their_own_orders(journey: Journey) -> None:
    """RQ-TRI-09: from the repair, too; before there is an order the desk asks about the request."""
    journey.accepted()
    bo, ava = journey.actor("bo"), journey.actor("ava")
    given = {"question": "如何拆卸？", "role": "inspector"}
    row = actions.ask(journey.order, **given, by=bo, at=journey.tick())
    assert row in Assistance.objects.for_actor(bo)
    with pytest.raises(NotAllowed):
        actions.ask(journey.order.request, **given, by=bo, at=journey.tick())
    about = actions.ask(journey.order.request, **given, by=ava, at=journey.tick())
    assert (about.order, about.about) == (None, journey.order.request.number)
    assert set(queries.of_case(journey.order.request)) == {row, about}
