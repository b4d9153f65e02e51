"""A finished repair is drawn by a seed that nobody could choose, and is not sound: before and after the handover."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from baoxiu.core.actors import SYSTEM
from baoxiu.core.clock import legal_date, start_of_day
from baoxiu.core.policy.actions import choose
from baoxiu.flow.inspection import jobs, queries
from baoxiu.flow.inspection.models import SamplingDraw
from baoxiu.flow.work_orders.models import WorkOrder
from tests.journey import CHECKED, INSPECTED
from tests.story.teller import Story

GOOD = dict.fromkeys(("function", "safety", "workmanship", "parts", "record"), "pass")
BAD = {"answers": GOOD | {"safety": "fail"}, "rework_reason": "接地不良"}


def test_a_failed_sample_goes_back(story: Story) -> None:
    """RQ-QC-10, RQ-QC-11, RQ-QC-12, RQ-QC-14, RQ-RWK-01 (T13)."""
    _planned(story)
    _inspected(story)
    _drawn(story)
    _failed(story)
    _done_again(story)


def test_a_sample_that_fails_after_the_handover_is_a_re_repair(story: Story) -> None:
    """RQ-QC-12, RQ-RWK-02, RQ-RWK-03, RQ-RWK-13: an order of its own, dispatched at once, and judged."""
    _planned(story)
    _inspected(story)
    story.signs()
    first = WorkOrder.objects.get()
    assert first.stage == "closed"
    _drawn(story)
    story.does("mo", f"/orders/{first.number}/sample-inspection", BAD)
    again = WorkOrder.objects.get(repeat_of=first)
    assert (again.request, again.stage, again.technician) == (first.request, "assigned", first.technician)
    assert first.inspections.get(kind="sample").rework_reason == "接地不良"
    given = {"responsibility": "technician", "reason": "接地线未压紧"}
    story.does("mo", f"/orders/{again.number}/re-repair-judgement", given)
    assert again.re_repair.technician == first.technician
    assert not first.reworks.exists()
    assert story.customer.get(story.link()).status_code == 200


def _planned(story: Story) -> None:
    """RQ-QC-11: the firm chooses its share; the seed of a day is bound the day before."""
    week_ago = story.watch() - timedelta(days=7)
    choose("inspection.sample_share", value="0.05", valid_from=week_ago, by=SYSTEM, at=week_ago)
    assert jobs.draw_samples(at=story.watch() - timedelta(days=1)) == 0


def _inspected(story: Story) -> None:
    """RQ-QC-04."""
    story.is_carried_in()
    story.does(story.technician, "/orders/{order}/start")
    _passed(story)


def _passed(story: Story) -> None:
    story.does(story.technician, "/orders/{order}/self-check", {"answers": CHECKED})
    story.does("mo", "/orders/{order}/inspection", {"answers": INSPECTED})
    assert story.order.stage == "awaiting_acceptance"
    story.now()


def _drawn(story: Story) -> None:
    """RQ-QC-10: of one order at five per cent one is drawn, in the night; everybody can compute it anew."""
    story.watch.moment = start_of_day(legal_date(story.watch()) + timedelta(days=1))
    assert jobs.draw_samples(at=story.watch()) == 1
    story.happens()
    draw = SamplingDraw.objects.get(drawn_at__isnull=False)
    assert not queries.flaws_of(draw)
    assert queries.chain_holds()


def _failed(story: Story) -> None:
    """RQ-QC-12: before the handover it is rework, with a deadline of its own."""
    story.stands(
        "awaiting_acceptance", "accepted", tasks="present_acceptance@technician sample@inspector",
        happened="inspection.sampled",
    )  # fmt: skip
    assert story.is_refused("mo", "/orders/{order}/re-repair-judgement", {
        "responsibility": "other", "reason": "x",
    }) == "illegal_move"  # fmt: skip
    story.does("mo", "/orders/{order}/sample-inspection", BAD)
    story.stands(
        "in_repair", "repaired", tasks="repair@technician", runs="repair",
        done="present_acceptance@technician sample@inspector", told="rework",
        happened="form.filled inspection.sample_failed inspection.rework_found",
    )  # fmt: skip
    assert story.is_refused("mo", "/orders/{order}/sample-inspection", BAD) == "illegal_move"


def _done_again(story: Story) -> None:
    """RQ-QC-11, RQ-QC-14: a new sheet for the customer; the sample counts as drawn and failed."""
    _passed(story)
    assert story.order.acceptance_sheets.count() == 2
    found = queries.figures(SYSTEM, since=story.watch() - timedelta(days=9), until=story.watch())
    assert (found.drawn, found.samples_failed, found.rework, found.re_repairs) == (1, 1, 1, 0)
    assert found.share_reached == Decimal(1)
