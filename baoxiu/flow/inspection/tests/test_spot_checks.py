"""The team leader looks at the work, and a demand is followed until it is closed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from baoxiu.core.refusals import InvalidInput, NotAllowed
from baoxiu.flow.inspection import actions, queries
from tests.journey import Journey

pytestmark = pytest.mark.django_db


def test_a_demand_until_it_is_closed(journey: Journey) -> None:
    """RQ-QC-13: demanded, answered, demanded again, closed; never of the own work, and never silently."""
    journey.in_repair()
    bo, mo = journey.actor("bo"), journey.actor("mo")
    with pytest.raises(NotAllowed):
        actions.spot_check(journey.order, finding="x", by=bo, at=journey.tick())
    with pytest.raises(InvalidInput):
        actions.spot_check(journey.order, finding=" ", by=mo, at=journey.tick())
    check = actions.spot_check(
        journey.order, finding="未铺垫布", demand="铺好垫布并拍照", by=mo, at=journey.tick()
    )
    assert (check.state, check.due_at) == ("demanded", journey.now + timedelta(days=3))
    assert list(queries.open_demands(mo)) == [check]
    with pytest.raises(actions.NoDemand):
        actions.close_demand(check, accepted=True, by=mo, at=journey.tick())
    with pytest.raises(NotAllowed):
        actions.answer_demand(check, answer="x", by=journey.actor("ben"), at=journey.tick())
    check = actions.answer_demand(check, answer="已铺好", by=bo, at=journey.tick())
    with pytest.raises(actions.NoDemand):
        actions.answer_demand(check, answer="已铺好", by=bo, at=journey.tick())
    with pytest.raises(actions.ClosingUnfounded):
        actions.close_demand(check, accepted=False, by=mo, at=journey.tick())
    check = actions.close_demand(check, accepted=False, closing="缺照片", by=mo, at=journey.tick())
    assert check.state == "demanded"
    check = actions.answer_demand(check, answer="照片已上传", by=bo, at=journey.tick())
    check = actions.close_demand(check, accepted=True, by=mo, at=journey.tick())
    assert (check.state, check.closed_at) == ("closed", journey.now)
    assert not queries.open_demands(mo).exists()


def test_work_in_order_demands_nothing(journey: Journey) -> None:
    """RQ-QC-13."""
    journey.in_repair()
    check = actions.spot_check(journey.order, finding="规范", by=journey.actor("mo"), at=journey.tick())
    assert (check.state, check.due_at) == ("in_order", None)
    journey.order.technician = None
    journey.order.save()
    with pytest.raises(actions.NoWorkYet):
        actions.spot_check(journey.order, finding="x", by=journey.actor("mo"), at=journey.tick())
