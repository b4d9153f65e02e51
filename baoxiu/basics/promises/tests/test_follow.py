"""What facts do to deadlines (design.md mechanism 3; requirements appendix (c))."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.promises.actions import follow, load_years, sweep
from baoxiu.basics.promises.declarations import PAUSE_REASONS, PROMISES
from baoxiu.basics.promises.effects import EFFECTS
from baoxiu.basics.promises.models import Promise
from baoxiu.basics.promises.queries import due_of, late, running
from baoxiu.basics.promises.tests.firm import ROOT, at, happen, promise
from baoxiu.core.actors import Actor
from baoxiu.core.policy.actions import choose
from baoxiu.core.policy.declarations import POLICIES

pytestmark = pytest.mark.django_db


def test_a_request_starts_its_clocks() -> None:
    """T03, T04, T05: 24 h to the first review, 48 h to the assessment, and the time told to the customer."""
    happen("intake.submitted", at(), number="BX1", outlet_id=4, promised_reply_at=at(hours=8))
    kinds = {row.kind: row.due_at for row in running("case:1")}
    assert kinds == {"reply": at(hours=8), "first_review": at(hours=24), "assessment": at(hours=48)}
    first = promise("first_review")
    assert (first.label, first.outlet_id, first.owner_role, first.case) == ("BX1", 4, "agent", "case:1")
    assert (first.warn_at, first.next_look_at, first.state) == (at(hours=18), at(hours=18), "running")


def test_a_review_in_time_keeps_the_promise() -> None:
    """T04, RQ-TRI-01; nothing is looked at any more."""
    happen("intake.submitted", at())
    happen("intake.accepted", at(hours=23))
    kept = promise("first_review")
    assert (kept.state, kept.ended_at, kept.next_look_at) == ("kept", at(hours=23), None)


def test_kept_too_late_is_broken() -> None:
    """T04: the moment at which the limit is used up is late already."""
    happen("intake.submitted", at())
    happen("intake.accepted", at(hours=24))
    assert (promise("first_review").state, promise("first_review").ended_at) == ("broken", at(hours=24))


def test_the_facts_own_time_counts_not_when_it_is_heard_of() -> None:
    """A phone without signal: the sweep found it late, the fact says it was kept."""
    happen("intake.submitted", at())
    sweep(at=at(hours=30))
    assert promise("first_review").state == "late"
    happen("intake.accepted", at(hours=20))
    assert promise("first_review").state == "kept"


def test_following_twice_changes_nothing() -> None:
    """Idempotent, also for pauses."""
    facts = [happen("intake.submitted", at()), happen("intake.asked", at(hours=1))]
    facts.append(happen("intake.supplemented", at(hours=5)))
    before = list(Promise.objects.order_by("pk").values())
    for fact in facts:
        follow(fact)
    assert list(Promise.objects.order_by("pk").values()) == before
    assert promise("first_review").pauses.count() == 1


def test_waiting_for_the_customer_does_not_count() -> None:
    """Notes on clocks: the pause has its reason and is logged."""
    happen("intake.submitted", at())
    happen("intake.asked", at(hours=2))
    paused = promise("first_review")
    assert (paused.due_at, paused.next_look_at) == (None, None)
    assert due_of("case:1", "first_review") is None
    happen("intake.supplemented", at(hours=50))
    resumed = promise("first_review")
    assert (resumed.due_at, resumed.state) == (at(hours=72), "running")
    pause = resumed.pauses.get()
    assert (pause.starts_at, pause.ends_at, pause.reason in PAUSE_REASONS) == (
        at(hours=2),
        at(hours=50),
        True,
    )


def test_a_question_is_an_answer_at_the_promised_time() -> None:
    """T03 is kept by asking back, T04 is not."""
    happen("intake.submitted", at())
    happen("intake.asked", at(hours=2))
    assert (promise("reply").state, promise("first_review").state) == ("kept", "running")


def test_what_ends_otherwise_is_cancelled() -> None:
    """Nobody owes an assessment of a withdrawn request; an open pause ends with it."""
    happen("intake.submitted", at())
    happen("intake.asked", at(hours=1))
    happen("intake.withdrawn", at(hours=3))
    rows = Promise.objects.exclude(kind="reply")
    assert {row.state for row in rows} == {"cancelled"}
    assert all(pause.ends_at == at(hours=3) for row in rows for pause in row.pauses.all())


def test_what_was_overdue_before_it_ended_otherwise_stays_broken() -> None:
    """Cancelling does not wash clean."""
    happen("intake.submitted", at())
    happen("intake.withdrawn", at(hours=49))
    assert {row.state for row in Promise.objects.all()} == {"broken"}


def test_the_repair_waits_for_consent() -> None:
    """T13 in calendar days; a quote's days do not count."""
    happen("order.created", at(), number="GD1", order_id=1)
    assert promise("repair").due_at == at(days=8).replace(hour=0)
    happen("repairs.quoted", at(days=1), number="GD1", valid_until=at(days=5))
    happen("repairs.agreed", at(days=3, hours=1), number="GD1")
    assert promise("repair").due_at == at(days=10).replace(hour=0)
    assert promise("quote").state == "kept"
    happen("inspection.passed", at(days=4), number="GD1")
    assert promise("repair").state == "kept"


def test_refused_work_has_its_days_again() -> None:
    """T13, RQ-ACC-02: kept by the inspection, the same limit runs anew from the refusal, and only where
    none runs."""
    happen("order.created", at(), number="GD1", order_id=1)
    happen("acceptance.refused", at(hours=1), number="GD1")
    assert Promise.objects.filter(kind="repair").count() == 1
    happen("inspection.passed", at(days=4), number="GD1")
    happen("acceptance.refused", at(days=5), number="GD1")
    again = promise("repair")
    assert (again.state, again.due_at) == ("running", at(days=13).replace(hour=0))
    happen("inspection.passed", at(days=6), number="GD1")
    rows = Promise.objects.filter(kind="repair").values_list("state", flat=True)
    assert list(rows) == ["kept", "kept"]


def test_a_new_quote_replaces_the_old_ones_validity() -> None:
    """e4: the moment told to the customer is the deadline."""
    happen("repairs.quoted", at(), number="GD1", valid_until=at(days=5))
    happen("repairs.quoted", at(days=1), number="GD1", valid_until=at(days=9))
    states = list(Promise.objects.filter(kind="quote").order_by("pk").values_list("state", "due_at"))
    assert states == [("cancelled", at(days=5)), ("running", at(days=9))]


def test_orders_of_one_case_have_their_own_clocks() -> None:
    """A request with two devices: the number tells them apart."""
    happen("order.created", at(), number="GD1")
    happen("order.created", at(hours=1), number="GD2")
    happen("inspection.passed", at(hours=2), number="GD2")
    states = Promise.objects.filter(kind="repair").order_by("pk").values_list("label", "state")
    assert list(states) == [("GD1", "running"), ("GD2", "kept")]


@pytest.mark.parametrize(("mode", "clocks"), [("on_site", 1), ("carry_in", 0)])
def test_only_a_job_at_the_customers_needs_a_visit(mode: str, clocks: int) -> None:
    """T08, RQ-APT-06: three working days, to the close of business."""
    load_years([2026], by=ROOT, at=at())
    happen("order.created", at(), number="GD1", mode=mode)
    due = [row.due_at for row in Promise.objects.filter(kind="visit")]
    assert due == [at(days=3).replace(hour=18)][:clocks]


def test_another_technician_calls_anew() -> None:
    """T10: the old one's hours end with his job."""
    happen("dispatch.accepted", at(), number="GD1")
    happen("dispatch.assigned", at(hours=1), number="GD1")
    happen("dispatch.accepted", at(hours=3), number="GD1")
    rows = Promise.objects.filter(kind="contact").order_by("pk").values_list("state", "due_at")
    assert list(rows) == [("cancelled", at(hours=2)), ("running", at(hours=5))]


@pytest.mark.parametrize(("days", "state"), [(2, "broken"), (3, "kept"), (6, "kept"), (8, "broken")])
def test_a_follow_up_has_a_first_day_as_well(days: int, state: str) -> None:
    """T20: not before day 3, not after day 7."""
    happen("followups.planned", at(), number="GD1", not_before=at(days=3), until=at(days=8))
    happen("followups.answered", at(days=days), number="GD1")
    assert promise("followup").state == state


@pytest.mark.parametrize(("given_up", "state"), [(False, "running"), (True, "cancelled")])
def test_giving_up_ends_the_follow_up(given_up: bool, state: str) -> None:
    """e9: a single call without answer does not."""
    happen("followups.planned", at(), number="GD1", not_before=at(), until=at(days=8))
    happen("followups.no_answer", at(days=1), number="GD1", given_up=given_up)
    assert promise("followup").state == state


def test_the_firms_own_limit_holds_for_its_scope() -> None:
    """RQ-INT-17: an outlet with a longer way has 72 h, named by its code as in the settings; the version is kept."""
    Outlet.objects.bulk_create([Outlet(pk=9, code="far", name="远"), Outlet(pk=8, code="near", name="近")])
    version = choose(
        "promises.assessment_hours", value=72, valid_from=at(), scope={"outlet": "far"}, by=ROOT, at=at()
    )
    happen("intake.submitted", at(hours=1), outlet_id=9)
    happen("intake.submitted", at(hours=1), outlet_id=8, case=2)
    far, near = promise("assessment"), promise("assessment", case=2)
    assert (far.due_at, far.policy_version_id) == (at(hours=73), version.pk)
    assert (near.due_at, near.policy_version_id) == (at(hours=49), None)


def test_a_fact_that_concerns_no_deadline_costs_nothing() -> None:
    """A dictionary lookup."""
    event = happen("intake.file_added", at())
    with CaptureQueriesContext(connection) as queries:
        follow(event)
    assert len(queries) == 0


def test_late_is_seen_within_the_own_outlets() -> None:
    """RQ-NOT-02: the longest overdue first."""
    happen("intake.submitted", at(hours=1), outlet_id=1)
    happen("intake.submitted", at(), outlet_id=2, case=2)
    everywhere = Actor(kind="staff", id="1", name="Mo", outlet_ids=None)
    wang = Actor(kind="staff", id="2", name="Wang", outlet_ids=frozenset({2}))
    when = at(hours=26)
    assert [row.case for row in late(everywhere, when)] == ["case:2"] * 2 + ["case:1"] * 2
    assert {row.case for row in late(wang, when)} == {"case:2"}
    assert not late(Actor(kind="staff", id="3", name="Charlie"), when)
    assert not late(everywhere, at(hours=20))


def test_every_declaration_is_sound() -> None:
    """Its limit is a policy, its unit known, its pauses end, its rule is named."""
    for row in PROMISES.values():
        assert {row.limit, row.lower_limit or row.limit} <= set(POLICIES)
        assert row.rule
        assert 0 < row.warn < 1
        assert row.keeps_on
        assert [step.after_hours for step in row.escalation] == sorted(
            step.after_hours for step in row.escalation
        )
    assert all(kind.count(".") == 1 for kind in EFFECTS)


def test_a_paused_clock_is_not_late(django_assert_max_num_queries: Any) -> None:
    """However long the customer takes; one sweep over nothing is one query or two."""
    happen("order.created", at(), number="GD1")
    happen("repairs.quoted", at(hours=1), number="GD1", valid_until=at(days=90))
    with django_assert_max_num_queries(6):
        assert sweep(at=at() + timedelta(days=60)) == 0
    assert promise("repair").state == "running"
