"""Drawing orders by a seed fixed before, and inspecting what was drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from baoxiu.core.actors import SYSTEM
from baoxiu.core.clock import legal_date, start_of_day
from baoxiu.core.events.models import Event
from baoxiu.core.policy.actions import choose
from baoxiu.core.refusals import IllegalMove, InvalidInput, NotAllowed
from baoxiu.flow.inspection import actions, jobs, queries
from baoxiu.flow.inspection.models import Sample, SamplingDraw
from baoxiu.flow.inspection.policies import SAMPLE_SHARE
from baoxiu.flow.work_orders import actions as work_orders
from tests.journey import Journey

pytestmark = pytest.mark.django_db

GOOD = dict.fromkeys(("function", "safety", "workmanship", "parts", "record"), "pass")
BAD = GOOD | {"safety": "fail"}


def planned(journey: Journey, share: str = "1", **scope: str) -> None:
    """The firm chose its share the week before, and the day's seed is fixed."""
    chosen = journey.now - timedelta(days=7)
    choose(SAMPLE_SHARE, value=share, valid_from=chosen, scope=scope, by=SYSTEM, at=chosen)
    jobs.draw_samples(at=journey.now - timedelta(days=1))


def drawn(journey: Journey) -> Sample:
    """The only order, drawn in the night after."""
    journey.now = start_of_day(legal_date(journey.now) + timedelta(days=1))
    assert jobs.draw_samples(at=journey.now) == 1
    return Sample.objects.get()


def test_without_a_share_the_plan_is_inactive(journey: Journey) -> None:
    """RQ-QC-11: the share must be set; nothing is invented."""
    journey.inspected()
    assert not queries.plan_is_active(journey.now)
    assert jobs.draw_samples(at=journey.now) == 0
    assert not SamplingDraw.objects.exists()


def test_drawn_by_the_seed_that_was_fixed(journey: Journey) -> None:
    """RQ-QC-10, RQ-QC-11: commitment before the day, list and result kept, and it can be computed anew."""
    planned(journey)
    journey.inspected()
    fixed = Event.objects.get(kind="inspection.seed_fixed")
    sample = drawn(journey)
    draw = sample.draw
    assert draw.seed not in str(fixed.data)
    assert fixed.data["commitment"] == draw.commitment
    (group,) = draw.groups
    assert group["candidates"] == group["drawn"] == [journey.order.number]
    assert not queries.flaws_of(draw)
    assert queries.chain_holds()
    assert jobs.draw_samples(at=journey.tick()) == 0
    draw.groups = [group | {"drawn": []}]
    assert [flaw.code for flaw in queries.flaws_of(draw)] == ["other_result"]
    draw.seed = "another"
    assert next(flaw.code for flaw in queries.flaws_of(draw)) == "other_seed"


def test_a_share_for_another_outlet_draws_nothing(journey: Journey) -> None:
    """RQ-QC-11: by outlet and family."""
    planned(journey, outlet="other")
    journey.inspected()
    assert jobs.draw_samples(at=journey.now + timedelta(days=1)) == 0
    assert SamplingDraw.objects.earliest("day").groups == []


def test_when_a_seed_is_fixed_and_drawn_by_whom(journey: Journey) -> None:
    """RQ-QC-10: never when the day has begun, never before it is over; by who sees all outlets."""
    today = legal_date(journey.now)
    with pytest.raises(actions.DayBegun):
        actions.fix_seed(today, seed="a", by=SYSTEM, at=journey.now)
    tomorrow = today + timedelta(days=1)
    made = actions.fix_seed(tomorrow, seed="a", by=SYSTEM, at=journey.now)
    assert actions.fix_seed(tomorrow, seed="b", by=SYSTEM, at=journey.now).seed == "a"
    with pytest.raises(actions.DayNotOver):
        actions.draw(made, by=SYSTEM, at=journey.now + timedelta(days=1))
    inspector = replace(journey.actor("iris"), outlet_ids=frozenset({1}))
    for by in (inspector, journey.actor("bo")):
        with pytest.raises(NotAllowed):
            actions.draw(made, by=by, at=journey.now + timedelta(days=2))


def test_passed_stays_where_it_is(journey: Journey) -> None:
    """RQ-QC-10: and a second inspection of the same sample is refused."""
    planned(journey)
    journey.presented()
    sample = drawn(journey)
    check = actions.inspect_sample(sample, answers=GOOD, by=journey.actor("iris"), at=journey.tick())
    assert (check.passed, check.kind, journey.fresh().stage) == (True, "sample", "awaiting_acceptance")
    with pytest.raises(actions.SampleAnswered):
        actions.inspect_sample(sample, answers=GOOD, by=journey.actor("iris"), at=journey.tick())


def test_failed_before_the_handover_is_rework(journey: Journey) -> None:
    """RQ-QC-12: back to the technician; a failure needs its reason, and nobody inspects the own work."""
    planned(journey)
    journey.presented()
    sample = drawn(journey)
    iris = journey.actor("iris")
    with pytest.raises(actions.ReworkReasonMissing):
        actions.inspect_sample(sample, answers=BAD, by=iris, at=journey.tick())
    own = replace(journey.actor("bo"), rights=frozenset({"inspection.inspect", "orders.see"}))
    with pytest.raises(NotAllowed):
        actions.inspect_sample(sample, answers=GOOD, by=own, at=journey.tick())
    actions.inspect_sample(sample, answers=BAD, rework_reason="漏电", by=iris, at=journey.tick())
    assert journey.fresh().stage == "in_repair"
    (rework,) = journey.order.reworks.all()
    assert (rework.ground, rework.reason, rework.technician) == ("sample", "漏电", journey.order.technician)
    assert Event.objects.get(kind="inspection.sample_failed").data["back"] == "rework"


def test_work_taken_up_again_waits(journey: Journey) -> None:
    """RQ-QC-10: a drawn order that is in repair again is not inspected before it passed again."""
    planned(journey)
    journey.presented()
    sample = drawn(journey)
    type(journey.order).objects.update(stage="in_repair")
    with pytest.raises(actions.NotFinished):
        actions.inspect_sample(sample, answers=GOOD, by=journey.actor("iris"), at=journey.tick())


def test_failed_after_the_handover_is_a_re_repair(journey: Journey) -> None:
    """RQ-QC-12, RQ-RWK-02, RQ-RWK-03: the signed order stays; a new one is made, once, and judged."""
    planned(journey)
    journey.signed()
    sample = drawn(journey)
    iris = journey.actor("iris")
    actions.inspect_sample(sample, answers=BAD, rework_reason="漏电", by=iris, at=journey.tick())
    assert journey.fresh().stage == "settling"
    assert not journey.order.reworks.exists()
    again = work_orders.re_repair(journey.order, reason="漏电", by=SYSTEM, at=journey.tick())
    assert (again.repeat_of, again.line, again.priority) == (journey.order, 2, 2)
    assert again.items.get().text == "漏电"
    assert work_orders.re_repair(journey.order, reason="漏电", by=SYSTEM, at=journey.tick()).pk == again.pk
    given = {"by": iris, "at": journey.tick()}
    with pytest.raises(IllegalMove):
        actions.judge_re_repair(journey.order, responsibility="technician", reason="接线未压紧", **given)
    judged = actions.judge_re_repair(again, responsibility="technician", reason="接线未压紧", **given)
    assert judged.technician == journey.order.technician
    with pytest.raises(actions.AlreadyJudged):
        actions.judge_re_repair(again, responsibility="other", reason="x", **given)
    found = queries.figures(iris, since=journey.now - timedelta(days=30), until=journey.now)
    assert (found.finished, found.drawn, found.share_reached) == (1, 1, Decimal(1))
    assert (found.samples_failed, found.rework) == (1, 0)
    assert (found.re_repairs, found.re_repairs_own, found.re_repairs_other) == (1, 1, 0)


def test_before_the_handover_there_is_no_re_repair(journey: Journey) -> None:
    """RQ-RWK-01, RQ-RWK-02: two different things."""
    journey.inspected()
    with pytest.raises(work_orders.NotHandedOver):
        work_orders.re_repair(journey.order, reason="x", by=SYSTEM, at=journey.tick())
    with pytest.raises(NotAllowed):
        work_orders.re_repair(journey.order, reason="x", by=journey.actor("bo"), at=journey.tick())


@pytest.mark.parametrize(
    ("given", "field"), [(("neither", "x"), "responsibility"), (("other", " "), "reason")]
)
def test_a_judgement_is_one_of_two_and_has_grounds(
    journey: Journey, given: tuple[str, str], field: str
) -> None:
    """RQ-RWK-13."""
    journey.signed()
    again = work_orders.re_repair(journey.order, reason="漏电", by=SYSTEM, at=journey.tick())
    with pytest.raises(InvalidInput) as refused:
        actions.judge_re_repair(
            again, responsibility=given[0], reason=given[1], by=journey.actor("iris"), at=journey.tick()
        )
    assert refused.value.field == field
