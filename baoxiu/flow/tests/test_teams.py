"""Teams and their queues: a request comes to a team, somebody takes it, it is handed over."""

from __future__ import annotations

import pytest

from baoxiu.core.actors import Actor
from baoxiu.core.events.outbox import drain
from baoxiu.core.refusals import InvalidInput, NotAllowed
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.queries import queue
from baoxiu.flow.intake.teams import of_queue
from baoxiu.flow.intake.tests.make import submitted
from baoxiu.flow.next_steps import follow
from tests.cast import Cast


def test_a_request_in_the_queue_of_its_team(cast: Cast, ava: Actor, mo: Actor) -> None:
    """RQ-INT-15: queued by its service, taken by one, seen by all; handed over, never taken away silently."""
    given = intake.TeamInput("报修一组", [cast.user("ava")], ["repair"])
    team = intake.put_team(given, by=cast.actor("root"), at=cast.at)
    request = submitted(cast)
    drain(follow)
    request.refresh_from_db()
    assert request.team == team

    def queues(actor: Actor) -> list[int]:
        return [of_queue(queue(actor), actor, code).count() for code in ("mine", "team", "free")]

    assert (queues(ava), queues(mo)) == ([0, 1, 1], [0, 0, 1])
    intake.take(request, by=ava, at=cast.at)
    intake.take(request, by=ava, at=cast.at)
    assert queues(ava) == [1, 1, 0]
    with pytest.raises(intake.AlreadyTaken, match="Ava"):
        intake.take(request, by=mo, at=cast.at)
    intake.hand_over(request, agent=cast.user("mo"), note="专家客户", by=ava, at=cast.at)
    assert (queues(ava)[0], queues(mo)[0]) == (0, 1)
    intake.hand_over(request, team=team, by=mo, at=cast.at)
    assert queues(ava) == [0, 1, 1]


def test_what_is_refused(cast: Cast, ava: Actor) -> None:
    """RQ-INT-15, RQ-SEC-06."""
    with pytest.raises(NotAllowed):
        intake.put_team(intake.TeamInput("x"), by=ava, at=cast.at)
    intake.put_team(intake.TeamInput("一组"), by=cast.actor("root"), at=cast.at)
    with pytest.raises(InvalidInput):
        intake.put_team(intake.TeamInput("一组"), by=cast.actor("root"), at=cast.at)
    request = submitted(cast)
    with pytest.raises(NotAllowed):
        intake.take(request, by=cast.actor("dana"), at=cast.at)
    with pytest.raises(InvalidInput):
        intake.hand_over(request, agent=cast.user("dana"), by=ava, at=cast.at)
    intake.withdraw(request, by=ava, at=cast.at)
    with pytest.raises(intake.NotOpen):
        intake.take(request, by=ava, at=cast.at)
