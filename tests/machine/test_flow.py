"""Everything that people may do, in whatever order: what must hold holds after each step (standards.md 4.5).

`FLOW_WALKS=500 pytest tests/machine` walks further, over new ground.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from baoxiu.core import clock
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.models import Event
from baoxiu.core.kept import Kept
from baoxiu.core.policy.actions import choose
from baoxiu.core.refusals import Refusal
from baoxiu.flow.followups.models import Followup, Question
from baoxiu.flow.work_orders.models import WorkOrder
from tests.cast import Cast
from tests.machine import holds, review, ways
from tests.machine.world import NothingToDo, World
from tests.story.teller import Watch

WALKS = int(os.environ.get("FLOW_WALKS", "0"))
PICK = st.integers(0, 3)
WAY = st.integers(0, 11)
FAR = 12
"""Steps after which a case that goes well has been closed."""


class FlowMachine(RuleBasedStateMachine):
    """One firm; each rule is somebody who does something, and all that follows from it."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        self.example = transaction.atomic()
        self.example.__enter__()
        self.told: list[str] = []
        self.newest: int | None = None
        self.waited = False
        Kept.forget_all()
        world.watch.moment, world.asleep = world.cast.at, False

    def teardown(self) -> None:
        """Nothing of the walk stays."""
        try:
            self.world.asleep = False
            self.world.follow()
            self._all_well(holds.final_faults(self.world))
        finally:
            transaction.set_rollback(True)
            self.example.__exit__(None, None, None)

    # What may happen ------------------------------------------------------------------------------------------

    @initialize(mode=st.sampled_from(["on_site", "carry_in"]), far=st.integers(0, FAR), way=WAY)
    def begin(self, mode: str, far: int, way: int) -> None:
        """A case that has come some way."""
        self.world.report("repair", mode, known_unit=bool(way % 2))
        self.world.follow()
        for _step in range(far):
            self._go_on(0, way)

    @rule(
        service=st.sampled_from(["repair", "repair", "repair", "maintenance", "consultation"]),
        mode=st.sampled_from(["on_site", "carry_in"]), known=st.booleans(),
    )  # fmt: skip
    def reports(self, service: str, mode: str, known: bool) -> None:
        """Alice reports something else."""
        if len(self.world.requests()) < 4:
            self.world.report(service, "remote" if service == "consultation" else mode, known_unit=known)
            self.world.follow()

    @rule(pick=PICK, way=WAY, times=st.integers(1, 6))
    def goes_on(self, pick: int, way: int, times: int) -> None:
        """What comes next, some steps of it."""
        self.waited = False
        for _time in range(times):
            self._go_on(pick, way)

    @rule(pick=PICK, way=WAY, step=st.sampled_from(ways.STEPS))
    def does(self, pick: int, way: int, step: ways.Step) -> None:
        """Something that may or may not be possible now; refused, it leaves nothing behind."""
        self.waited = False
        orders = self.world.orders()
        if orders:
            order = orders[pick % len(orders)]
            self._try(step, order, way)

    @rule(pick=PICK, way=WAY, step=st.sampled_from(review.STEPS))
    def reviews(self, pick: int, way: int, step: review.Step) -> None:
        """The same with a request."""
        requests = self.world.requests()
        request = requests[pick % len(requests)]
        self._try(step, request, way)

    @precondition(lambda self: not self.waited)
    @rule(hours=st.sampled_from([1, 5, 26, 100, 220]))
    def waits(self, hours: int) -> None:
        """Time goes by."""
        self.told.append(f"waits {hours}")
        self.world.passes(hours)
        self.waited = True

    @precondition(lambda self: not self.world.asleep)
    @rule()
    def worker_sleeps(self) -> None:
        """For some steps nothing follows from anything."""
        self.told.append("worker sleeps")
        self.world.asleep = True

    @precondition(lambda self: self.world.asleep)
    @rule()
    def worker_wakes(self) -> None:
        """Everything is made up for."""
        self.told.append("worker wakes")
        self.world.asleep = False
        self.world.follow()

    @invariant()
    def all_holds(self) -> None:
        """After each step that did anything."""
        newest = Event.objects.order_by("-pk").values_list("pk", flat=True).first()
        if newest != self.newest and not self.world.asleep:
            self.newest = newest
            self._all_well(holds.faults())

    # How ------------------------------------------------------------------------------------------------------

    def _all_well(self, found: list[str]) -> None:
        assert not found, "\n".join([*found, "after:", *self.told])

    def _go_on(self, pick: int, way: int) -> None:
        requests = self.world.requests()
        request = requests[pick % len(requests)]
        orders = [order for order in self.world.orders() if order.request_id == request.pk]
        order = next(
            (order for order in orders if order.stage not in holds.OVER), orders[-1] if orders else None
        )
        if order is None:
            if request.stage in ("submitted", "information_missing"):
                self.told.append(f"next {request.stage} {request} {way}")
                review.go_on(self.world, request, way)
        elif order.stage in ways.NEXT and self._has_more(order):
            self._next(order, way)
        self.world.follow()

    def _next(self, order: WorkOrder, way: int) -> None:
        """The next step is always possible; only that nobody may be left to send (RQ-DSP-05)."""
        try:
            self.told.append(f"next {order.stage} {order} {way}")
            ways.NEXT[order.stage](self.world, order, way)
        except (NothingToDo, Refusal) as refusal:
            if order.stage != "created" and not self.world.asleep:
                self._all_well([f"{order} {order.stage}: {refusal!r}"])

    def _has_more(self, order: WorkOrder) -> bool:
        if order.stage != "closed":
            return True
        asked = Question.objects.filter(order=order).exclude(stage="told")
        return Followup.objects.filter(order=order, stage="planned").exists() or asked.exists()

    def _try(self, step: Callable[..., object], thing: Any, way: int) -> None:
        before = Event.objects.count()
        self.told.append(f"{step.__name__} {thing} {thing.stage} {way}")
        try:
            step(self.world, thing, way)
        except (NothingToDo, Refusal) as refusal:
            kept = set(Event.objects.order_by("pk")[before:].values_list("kind", flat=True))
            if kept <= KEPT_THOUGH_REFUSED:
                self.told.pop()
            else:
                self._all_well([f"{refusal!r} left {kept}"])
        self.world.follow()


KEPT_THOUGH_REFUSED = {"dispatch.not_possible", "repairs.lapsed", "acceptance.presented"}
"""Facts that a refused step leaves on purpose: that nobody fits, that a quote lapsed, that the paper is a new one."""


@pytest.mark.django_db
def test_whatever_people_do(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> None:
    """RQ-WO-07, RQ-WO-08, RQ-WO-13, RQ-FEE-05, RQ-QUO-02, RQ-QUO-07, RQ-DSP-02, RQ-NOT-02, standards.md 4.5."""
    settings.DATA_DIR = settings.FILES_DIR = tmp_path
    watch = Watch(cast.at)
    monkeypatch.setattr(clock, "now", watch)
    before = cast.at - timedelta(days=7)
    choose("inspection.sample_share", value="1", valid_from=before, by=SYSTEM, at=before)
    world = World(cast, watch)
    world.follow()
    run_state_machine_as_test(
        lambda: FlowMachine(world),
        settings=hypothesis_settings(
            max_examples=WALKS or 2, stateful_step_count=50 if WALKS else 25, derandomize=not WALKS,
            deadline=None, database=None, print_blob=False, suppress_health_check=list(HealthCheck),
            phases=(Phase.generate,), report_multiple_bugs=False,
        ),
    )  # fmt: skip
