"""Hostile rows F03, F04, I01, J01, J02, J04, J05: clocks that jump, odd days, pauses that overlap, work of days that was missed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from baoxiu.basics.notifications.models import Notice
from baoxiu.basics.promises import actions as promises
from baoxiu.basics.promises.models import Promise
from baoxiu.basics.promises.rules import Limit, Pause, Unit, add_months, due, elapsed
from baoxiu.basics.tasks.models import Task
from baoxiu.core import clock
from baoxiu.core.actors import SYSTEM
from baoxiu.core.clock import SHANGHAI
from baoxiu.core.events import outbox
from baoxiu.core.events.models import Event, OutboxEntry
from baoxiu.core.events.queries import broken_links, timeline
from baoxiu.core.policy.actions import choose
from baoxiu.flow import next_steps
from baoxiu.flow.dispatch import actions as dispatch
from baoxiu.flow.dispatch.actions import Unfit
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.followups.models import Followup
from baoxiu.flow.inspection import jobs as inspection
from baoxiu.flow.inspection.models import Sample, SamplingDraw
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.settlement.models import Settlement
from baoxiu.flow.visits import actions as visits
from baoxiu.flow.visits.queries import open_visit
from baoxiu.flow.warranty.models import Verdict
from baoxiu.flow.warranty.queries import current
from baoxiu.flow.work_orders import actions as work_orders
from baoxiu.flow.work_orders.models import WorkOrder
from tests.journey import Journey
from tests.story.teller import Watch


def moment(text: str) -> datetime:
    """In Chinese time."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def test_j01_a_clock_that_jumps_back_changes_no_order_of_events(
    journey: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """J01: the history stands in the order in which it was written, and its chain holds."""
    watch = Watch(journey.now + timedelta(days=1))
    monkeypatch.setattr(clock, "now", watch)
    journey.accepted()
    watch.moment -= timedelta(days=2)
    journey.assessed()
    watch.moment += timedelta(days=1)
    journey.quoted()
    events = list(timeline(journey.order.chain))
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert [event.pk for event in events] == sorted(event.pk for event in events)
    assert events[-1].kind == "repairs.no_consent_needed"
    assert not list(broken_links(journey.order.chain))


@pytest.mark.parametrize(
    ("start", "limit", "ends"),
    [
        ("2028-02-28T10:00", Limit(1, Unit.DAYS), "2028-03-01T00:00"),
        ("2027-02-28T10:00", Limit(1, Unit.DAYS), "2027-03-02T00:00"),
        ("2026-12-31T23:59", Limit(1, Unit.DAYS), "2027-01-02T00:00"),
        ("2026-12-31T20:00", Limit(24, Unit.HOURS), "2027-01-01T20:00"),
        ("2026-01-31T10:00", Limit(1, Unit.MONTHS), "2026-03-01T00:00"),
        ("1970-01-01T00:00", Limit(48, Unit.HOURS), "1970-01-03T00:00"),
    ],
)
def test_j02_odd_days(start: str, limit: Limit, ends: str) -> None:
    """J02: leap day, ends of month and year, the first day of the computers' calendar."""
    assert due(moment(start), limit) == moment(ends)


def test_j02_a_year_before_a_leap_day() -> None:
    """J02: months end on the same day or the last one."""
    assert add_months(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert add_months(date(2027, 8, 31), 6) == date(2028, 2, 29)
    assert add_months(date(2026, 12, 31), 2) == date(2027, 2, 28)


NIGHT = (
    Pause(moment("2026-09-30T22:00"), moment("2026-10-01T10:00")),
    Pause(moment("2026-09-30T23:00"), moment("2026-10-01T02:00")),
    Pause(moment("2026-10-01T10:00"), moment("2026-10-01T11:00")),
)
"""Paused in the night, paused again meanwhile, resumed on a holiday and paused at once."""


def test_j04_pauses_that_overlap_count_once() -> None:
    """J04: 13 hours stood still, not 28; what ran is never negative."""
    start = moment("2026-09-30T20:00")
    assert due(start, Limit(48, Unit.HOURS), pauses=NIGHT) == start + timedelta(hours=61)
    assert elapsed(start, moment("2026-10-01T11:00"), Unit.HOURS, pauses=NIGHT) == timedelta(hours=2)
    assert elapsed(start, moment("2026-10-01T01:00"), Unit.HOURS, pauses=NIGHT) == timedelta(hours=2)
    backwards = due(start, Limit(1, Unit.HOURS), pauses=[Pause(start - timedelta(days=9), start)])
    assert backwards == start + timedelta(hours=1)


def test_j05_a_certificate_that_ends_at_midnight(visit_journey: Journey) -> None:
    """J05, RQ-DSP-05: the job that has begun is finished the next day; a new one goes to somebody else."""
    way = visit_journey
    way.accepted()
    way.arrived()
    way.cast.bo.certificates.update(expires_on=way.now.astimezone(SHANGHAI).date())
    way.tick(days=1)
    assert way.assessed().technician == way.cast.bo
    assert way.quoted().stage
    fresh = Journey(way.cast, way.now, mode="on_site")
    with pytest.raises(Unfit) as refused:
        fresh.accepted()
    assert "证书" in str(refused.value)


def test_f04_a_sweep_that_was_missed_for_days_tells_each_thing_once(journey: Journey) -> None:
    """F04, RQ-NOT-02, RQ-NOT-04: late, and everybody to whom it went up, once; the second sweep finds nothing."""
    journey.accepted()
    while outbox.drain(next_steps.follow):
        pass
    later = journey.now + timedelta(days=3)
    assert promises.sweep(at=later)
    told = list(
        Event.objects.filter(kind__startswith="promise.").values_list("kind", "subject_id", "data__role")
    )
    assert told
    assert len(told) == len(set(told))
    assert promises.sweep(at=later) == 0
    assert promises.sweep(at=later - timedelta(days=1)) == 0, "a clock that went back repeats nothing"
    assert Event.objects.filter(kind__startswith="promise.").count() == len(told)
    assert not Promise.objects.filter(state="running", due_at__lt=later).exists()


def test_f04_days_of_draws_that_were_missed(journey: Journey) -> None:
    """F04, RQ-QC-11: after three days without the nightly job each day is drawn once, and none is drawn blindly."""
    week_ago = journey.now - timedelta(days=7)
    choose("inspection.sample_share", value="1", valid_from=week_ago, by=SYSTEM, at=week_ago)
    inspection.draw_samples(at=journey.now - timedelta(days=1))
    journey.inspected()
    later = journey.now + timedelta(days=3)
    inspection.draw_samples(at=later)
    drawn = SamplingDraw.objects.get(day=journey.now.date())
    assert drawn.drawn_at == later
    assert Sample.objects.get().order == journey.order
    inspection.draw_samples(at=later)
    inspection.draw_samples(at=later - timedelta(hours=1))
    assert Sample.objects.count() == 1


def test_f03_every_fact_handled_twice_changes_nothing(journey: Journey) -> None:
    """F03, I01: a worker that died after its work does it again, days late: nothing is there twice."""
    journey.prepared()
    while outbox.drain(next_steps.follow):
        pass
    before = _everything()
    for event in Event.objects.filter(chain__startswith="case:").order_by("pk"):
        next_steps.follow(event)
    while outbox.drain(next_steps.follow):
        pass
    assert _everything() == before


MODELS = (Task, Promise, Notice, Followup, WorkOrder, RepairRequest, Settlement, Assignment, Verdict, Event)


def _everything() -> dict[str, list[Any]]:
    rows: dict[str, list[Any]] = {}
    for model in MODELS:
        fields = [
            field.attname for field in model._meta.concrete_fields if field.attname not in ("handled_at",)
        ]
        rows[model.__name__] = list(model.objects.order_by("pk").values_list(*fields))
    return rows


def test_i01_a_worker_that_comes_late_undoes_nothing(visit_journey: Journey) -> None:
    """I01, RQ-DSP-02, RQ-WAR-11: people went on by hand; the next one's visit and the later verdict stand."""
    way = visit_journey
    way.accepted()
    way.booked()
    given = dispatch.assign(way.fresh(), way.cast.ben, reason="换人", by=way.actor("dana"), at=way.tick())
    visits.cancel(open_visit(way.order), reason="改派", by=way.actor("ben"), at=way.tick())
    dispatch.accept(given, by=way.actor("ben"), at=way.tick())
    start = way.tick() + timedelta(hours=2)
    mine = visits.book(
        way.fresh(),
        start=start,
        end=start + timedelta(hours=2),
        agreed_with="Alice",
        by=way.actor("ben"),
        at=way.now,
    )
    visits.arrive(mine, by=way.actor("ben"), at=way.tick())
    repairs.assess(
        way.order,
        fault_nature="进水",
        cause_class="misuse",
        repairable=True,
        by=way.actor("ben"),
        at=way.tick(),
    )
    while outbox.drain(next_steps.follow):
        pass
    assert not OutboxEntry.objects.filter(handled_at=None).exists()
    assert open_visit(way.order) == mine
    assert current(way.order).stage == "diagnosis"


def test_i01_cancelled_before_the_worker_came(journey: Journey) -> None:
    """I01: nothing is judged, dispatched or asked for any more."""
    journey.accepted()
    work_orders.cancel(journey.order, reason="不修了", by=journey.actor("ava"), at=journey.tick())
    while outbox.drain(next_steps.follow):
        pass
    assert not OutboxEntry.objects.filter(handled_at=None).exists()
    assert not Task.objects.open().filter(subject_kind="workorder").exists()
    assert not Promise.objects.filter(state__in=("running", "late")).exists()


def test_a_product_that_comes_back_opens_its_case_again(journey: Journey) -> None:
    """RQ-RWK-02, RQ-REG-07: photos may be added, and the case closes with its last order."""
    journey.prepared()
    while outbox.drain(next_steps.follow):
        pass
    request = journey.fresh().request
    request.refresh_from_db()
    assert request.stage == "closed"
    again = work_orders.re_repair(journey.order, reason="又不制冷", by=SYSTEM, at=journey.tick())
    request.refresh_from_db()
    assert request.stage == "accepted"
    work_orders.cancel(again, reason="误报", by=journey.actor("ava"), at=journey.tick())
    request.refresh_from_db()
    assert request.stage == "closed"
    kinds = [event.kind for event in timeline(request.chain) if event.kind.startswith("intake.")]
    assert kinds[-3:] == ["intake.closed", "intake.reopened", "intake.closed"]
