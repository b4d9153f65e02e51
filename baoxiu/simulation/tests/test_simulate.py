"""A small day through the real actions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import transaction

from baoxiu.basics.products.models import FaultKind
from baoxiu.basics.technicians.models import Absence
from baoxiu.basics.travel.queries import minutes_for
from baoxiu.core.events.models import Event
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.simulation.ground import NotEmpty, build, prepare
from baoxiu.simulation.measures import Measures
from baoxiu.simulation.plan import Chance, Job, Plan, Policy
from baoxiu.simulation.reading import WrongPlan
from baoxiu.simulation.scenario import draw, moment
from baoxiu.simulation.week import simulate

NEAREST = Policy("nearest", "nearest")
EVENTFUL = 9
"""A replication in which everything happens."""

CALM = Chance(no_show=0, second_visit=0, sick=0)


def undone(plan: Plan, policy: Policy) -> Measures:
    """The figures of a run that leaves nothing behind."""
    with transaction.atomic():
        found = simulate(plan, policy, 0)
        transaction.set_rollback(True)
    return found


def test_a_day_goes_by_through_the_firms_own_actions(plan: Plan) -> None:
    """Every order is assigned, booked, visited and closed by events with the simulated times (RQ-DSP-01, RQ-APT-01)."""
    found = simulate(replace(plan, chance=CALM), NEAREST, 0)
    assert found.orders == len(draw(plan, 0).calls) == RepairRequest.objects.count()
    assert found.done == WorkOrder.objects.filter(stage="closed").count() > 0
    assert found.promises_kept == 100
    kinds = {"dispatch.accepted", "visits.booked", "visits.set_out", "visits.arrived", "visits.finished"}
    assert kinds <= set(Event.objects.values_list("kind", flat=True))
    assert all(
        visit.set_out_at < visit.arrived_at < visit.finished_at
        for visit in Visit.objects.filter(stage="finished")
    )
    _a_database_with_orders_is_refused(plan)


def _a_database_with_orders_is_refused(plan: Plan) -> None:
    """What a firm has is never played with."""
    with pytest.raises(NotEmpty):
        simulate(plan, NEAREST, 1)
    with pytest.raises(NotEmpty):
        build(plan)


def test_the_same_seed_gives_the_same_figures(plan: Plan) -> None:
    """And the firm's rule goes on by itself, as it does every day (RQ-DSP-06)."""
    score = Policy("score", "score")
    assert undone(plan, score) == undone(plan, score)


def test_whoever_falls_ill_is_replaced_and_an_absent_customer_asked_again(plan: Plan) -> None:
    """Orders go on: nobody is lost, whatever happens (RQ-DSP-02, RQ-APT-05)."""
    rough = replace(plan, chance=Chance(no_show=0.4, second_visit=0.5, sick=0.3), days=2)
    found = simulate(rough, Policy("territories", "territories"), EVENTFUL)
    stages = set(Visit.objects.values_list("stage", flat=True))
    assert stages == {"booked", "finished", "no_access", "cancelled"}
    assert Absence.objects.count() == 1
    assert Visit.objects.exclude(second_visit_cause="").exists()
    assert found.orders == RepairRequest.objects.count()
    assert found.promises_kept is not None
    assert found.promises_kept < 100
    waiting = WorkOrder.objects.exclude(stage="closed").count()
    assert waiting == Visit.objects.filter(stage="booked").count()


def test_a_policy_changes_the_firms_settings(plan: Plan) -> None:
    """A setting that does not exist, or does not take the value, is told with its place; so are districts and products.

    What the firm knows beforehand is learned: about 60 minutes, and a little more for the share that is planned for (RQ-DSP-10).
    """
    fault = FaultKind.objects.filter(family__code="refrigerator").first()
    assert fault
    assert 60 < minutes_for(fault.family_id, "repair", fault.pk, at=moment(plan, 0)) < 90
    prepare(plan, Policy("near", "score", (("dispatch.emphasis", "near"),)))
    for key, value in (("dispatch.nothing", 1), ("dispatch.emphasis", "lucky")):
        with pytest.raises(WrongPlan) as wrong:
            prepare(plan, Policy("other", "score", ((key, value),)))
        assert wrong.value.place == f"policy.other.settings.{key}"
    for changed, place in (
        (replace(plan, region=replace(plan.region, districts=("999999",))), "region.districts"),
        (replace(plan, demand=replace(plan.demand, jobs=(Job("time_machine"),))), "demand.jobs.1.family"),
    ):
        with pytest.raises(WrongPlan) as wrong:
            build(changed)
        assert wrong.value.place == place


def test_the_running_plan_is_a_policy_as_well(plan: Plan) -> None:
    """The firm's engine dispatches, customers hear the plan's own free windows, the sick are replaced (RQ-DSP-01, RQ-APT-01)."""
    rough = replace(plan, chance=Chance(no_show=0.4, second_visit=0.5, sick=0.3), days=2)
    found = simulate(rough, Policy("plan", "engine"), 14)
    assert found.done > 0
    assert Absence.objects.exists()
    assert Event.objects.filter(kind="planning.changed", data__cause="placed").exists()
