"""assign: by rule and by hand (RQ-DSP-01 to RQ-DSP-06)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.utils import translation

from baoxiu.basics.places.centres import centre_of
from baoxiu.basics.technicians.models import Absence, Technician
from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.core.clock import SHANGHAI
from baoxiu.core.decisions.models import Decision
from baoxiu.core.events.models import Event
from baoxiu.core.policy.actions import choose
from baoxiu.core.refusals import IllegalMove, NotAllowed, Refusal
from baoxiu.flow.dispatch.actions import (
    AssignedMeanwhile,
    NoCandidate,
    Unfit,
    assign,
    assign_by_rule,
    decline,
)
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.dispatch.people import need_of
from baoxiu.flow.dispatch.queries import LOADED, candidates, live_assignment, shown, stored_sentences, waiting
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.tests.make import created, put_at
from tests.cast import Cast

IMPORT = Actor(kind="import", id="archive", name="Archive", outlet_ids=None)


def reasons_against(order: WorkOrder, technician: Technician, at: datetime) -> set[str]:
    entry = candidates(order, at=at).verdict_on(technician.pk)
    return {reason.code for reason in entry.reasons}


def test_the_best_by_rule_gets_the_order(cast: Cast) -> None:
    """RQ-DSP-01, RQ-DSP-03: assignment with scores, kept as a decision."""
    order = created(cast)
    made = assign(order, by=SYSTEM, at=cast.at)
    order.refresh_from_db()
    assert (made.how, made.state) == ("automatic", "offered")
    assert (order.stage, order.technician_id) == ("assigned", made.technician_id)
    decision = Decision.objects.get(kind="dispatch")
    assert decision.result == str(made.technician_id)
    assert {row["name"] for row in decision.outputs["eligible"]} == {"Bo", "Ben"}
    assert decision.policies == {"dispatch.emphasis": ["balanced", None]}
    assert stored_sentences(decision)
    event = Event.objects.get(kind="dispatch.assigned")
    assert (event.data["old"], event.data["new"], event.data["technician_id"]) == (
        "created", "assigned", made.technician_id,
    )  # fmt: skip
    assert event.data["number"] == order.number
    assert event.data["outlet_id"] == cast.outlet.pk


def test_work_goes_round(cast: Cast) -> None:
    """RQ-DSP-01: fairly, by workload."""
    for _number in range(6):
        assign(created(cast), by=SYSTEM, at=cast.at)
    shares = [Assignment.objects.filter(technician=one).count() for one in (cast.bo, cast.ben)]
    assert shares == [3, 3]


def test_by_hand_the_dispatcher_chooses(cast: Cast, dana: Actor) -> None:
    """RQ-DSP-06."""
    made = assign(created(cast), cast.ben, reason="客户指定", by=dana, at=cast.at)
    assert (made.technician, made.how, made.reason, made.by_name) == (cast.ben, "manual", "客户指定", "Dana")
    assert Event.objects.get(kind="dispatch.assigned").data["reason"] == "客户指定"


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda bo, _at: bo.certificates.update(expires_on="2026-03-01"), "certificate_expired"),
        (lambda bo, _at: bo.certificates.all().delete(), "no_certificate"),
        (lambda bo, _at: bo.skills.all().delete(), "no_skill"),
        (lambda bo, _at: bo.skills.update(level=1), "level_too_low"),
        (lambda bo, _at: bo.areas.update(division_code="410300"), "outside_area"),
        (lambda bo, _at: Technician.objects.filter(pk=bo.pk).update(is_active=False), "not_active"),
        (lambda bo, _at: Technician.objects.filter(pk=bo.pk).update(daily_cap=0), "at_daily_cap"),
        (
            lambda bo, at: Absence.objects.create(technician=bo, period=(at, at + timedelta(days=30))),
            "absent",
        ),
    ],
)
def test_no_gate_is_passed_by_hand_either(
    cast: Cast, dana: Actor, spoil: Callable[[Technician, datetime], Any], code: str
) -> None:
    """RQ-DSP-05: skill, certificate, area, shift; refused with the sentence."""
    cast.fault.level = 2
    cast.fault.save()
    order = created(cast)
    if code == "outside_area":
        cast.bo.areas.exclude(pk=cast.bo.areas.first().pk).delete()
    spoil(cast.bo, cast.at)
    assert reasons_against(order, cast.bo, cast.at) == {code}
    with pytest.raises(Unfit) as caught:
        assign(order, cast.bo, by=dana, at=cast.at)
    assert str(caught.value)
    assert not Assignment.objects.exists()
    assert assign(order, by=SYSTEM, at=cast.at).technician == cast.ben


def test_a_wish_outside_the_working_hours_finds_nobody(cast: Cast) -> None:
    """RQ-DSP-01: shift. Sunday nobody works."""
    sunday = datetime(2026, 3, 8, 10, tzinfo=SHANGHAI)
    order = created(cast, wish_from=sunday, wish_until=sunday + timedelta(hours=2))
    assert reasons_against(order, cast.bo, cast.at) == {"off_shift"}
    monday = created(
        cast, wish_from=sunday + timedelta(days=1), wish_until=sunday + timedelta(days=1, hours=2)
    )
    assert candidates(monday, at=cast.at).best is not None
    begun = created(cast, wish_from=sunday - timedelta(days=20), wish_until=sunday - timedelta(days=19))
    assert candidates(begun, at=cast.at).best is not None


def test_a_technician_of_another_outlet_is_refused(cast: Cast, dana: Actor) -> None:
    with pytest.raises(Unfit):
        assign(created(cast), cast.wen, by=dana, at=cast.at)


def test_an_order_without_outlet_goes_to_the_technicians(cast: Cast) -> None:
    """RQ-WO-12: with the technician comes the outlet, which from now on sees the customer."""
    order = created(cast, division_code="410303", address="王城大道1号")
    WorkOrder.objects.filter(pk=order.pk).update(outlet=None)
    cast.alice.served_by.all().delete()
    order.refresh_from_db()
    made = assign(order, by=SYSTEM, at=cast.at)
    order.refresh_from_db()
    assert (made.technician, order.outlet) == (cast.wen, cast.other_outlet)
    assert cast.alice.served_by.filter(outlet=cast.other_outlet).exists()


def test_when_nobody_fits_the_order_waits_and_the_reasons_are_kept(cast: Cast) -> None:
    """RQ-DSP-02: nothing is lost."""
    Technician.objects.update(is_active=False)
    order = created(cast)
    with pytest.raises(NoCandidate):
        assign(order, by=SYSTEM, at=cast.at)
    order.refresh_from_db()
    assert order.stage == "created"
    decision = Decision.objects.get(kind="dispatch")
    assert decision.result == "nobody"
    assert len(decision.outputs["rejected"]) == 2
    event = Event.objects.get(kind="dispatch.not_possible")
    assert (event.data["why"], event.data["decision_id"]) == ("nobody", decision.pk)
    assert list(waiting(cast.actor("dana"))) == [order]


def test_another_technician_takes_over(cast: Cast, dana: Actor) -> None:
    """RQ-DSP-02: reassigned, and the former assignment stays on file."""
    order = created(cast)
    first = assign(order, cast.bo, by=dana, at=cast.at)
    order.refresh_from_db()
    second = assign(order, cast.ben, by=dana, at=cast.at + timedelta(hours=1))
    first.refresh_from_db()
    assert (first.state, second.state) == ("replaced", "offered")
    assert live_assignment(order) == second
    event = Event.objects.filter(kind="dispatch.assigned").last()
    assert (event.data["old_technician_id"], event.data["technician_id"]) == (cast.bo.pk, cast.ben.pk)


def test_who_comes_second_learns_who_was_first(cast: Cast, dana: Actor, mo: Actor) -> None:
    """Two assigners: the page of the second is out of date."""
    order = created(cast)
    seen = WorkOrder.objects.get(pk=order.pk)
    assign(order, cast.bo, by=dana, at=cast.at)
    with translation.override("en"), pytest.raises(AssignedMeanwhile) as caught:
        assign(seen, cast.ben, by=mo, at=cast.at)
    assert str(caught.value).startswith("Dana has given this order to Bo already (03/02/2026 9 a.m.)")


def test_from_the_assessment_on_nobody_else_is_sent(cast: Cast, dana: Actor) -> None:
    """Appendix e2."""
    with pytest.raises(IllegalMove):
        assign(put_at(created(cast), "assessed"), cast.bo, by=dana, at=cast.at)


def test_who_may_not_dispatch_is_refused(cast: Cast) -> None:
    """RQ-SEC-06."""
    order = created(cast)
    for name in ("charlie", "bo", "wang"):
        with pytest.raises(NotAllowed):
            assign(order, cast.ben, by=cast.actor(name), at=cast.at)


def test_by_rule_it_happens_once(cast: Cast) -> None:
    """RQ-DSP-06: what is dispatched already stays."""
    order = created(cast)
    made = assign_by_rule(order, by=SYSTEM, at=cast.at)
    assert made is not None
    assert assign_by_rule(order, by=SYSTEM, at=cast.at) is None
    assert Assignment.objects.count() == 1


def test_a_firm_may_dispatch_by_hand(cast: Cast, root: Actor) -> None:
    """RQ-DSP-06: alternatives."""
    choose("dispatch.mode", value="manual", valid_from=cast.at, by=root, at=cast.at)
    assert assign_by_rule(created(cast), by=SYSTEM, at=cast.at) is None
    assert Event.objects.get(kind="dispatch.not_possible").data["why"] == "manual_mode"


def test_by_rule_nobody_is_no_error(cast: Cast) -> None:
    """The dispatcher is told by the event; the next steps go on."""
    Technician.objects.update(is_active=False)
    assert assign_by_rule(created(cast), by=SYSTEM, at=cast.at) is None
    assert Event.objects.get(kind="dispatch.not_possible").data["why"] == "nobody"


def test_who_declined_is_not_asked_again(cast: Cast, dana: Actor) -> None:
    """RQ-DSP-02."""
    order = created(cast)
    first = assign(order, cast.bo, by=dana, at=cast.at)
    decline(first, reason="路太远", by=cast.actor("bo"), at=cast.at)
    second = assign_by_rule(order, by=SYSTEM, at=cast.at)
    assert second is not None
    assert second.technician == cast.ben


def test_the_desk_sees_reasons_for_and_against(cast: Cast) -> None:
    """RQ-DSP-03: candidates with sentences, names in the place of codes."""
    cast.bo.skills.all().delete()
    with translation.override("en"):
        rows = shown(created(cast), at=cast.at)
        assert [(row.technician, row.eligible) for row in rows] == [(cast.ben, True), (cast.bo, False)]
        assert rows[0].total
        assert rows[1].sentences == (f"Lacks the skill “{cast.family}”.",)


def test_who_knows_the_customer_is_preferred(cast: Cast) -> None:
    """RQ-DSP-03, RQ-WO-10: the earlier technician."""
    put_at(
        created(cast),
        "closed",
        technician=cast.ben,
        outcome="repaired",
        closed_at=cast.at - timedelta(days=9),
    )
    order = created(cast)
    assert order.repeat_of is not None
    assert candidates(order, at=cast.at).best.technician_id == cast.ben.pk  # type: ignore[union-attr]


def test_an_archive_tells_who_it_was(cast: Cast) -> None:
    """No gate for the past, and no ranking."""
    made = assign(created(cast), cast.wen, by=IMPORT, at=cast.at)
    assert (made.technician, made.decision) == (cast.wen, None)


def test_of_a_new_address_the_district_counts(cast: Cast) -> None:
    """RQ-DSP-03: better than nothing, and said to be rough."""
    order = created(cast)
    request = order.request
    request.lat, request.lng = None, None
    need = need_of(order, at=cast.at)
    assert (need.position, need.roughly) == (centre_of(request.division_code), True)
    request.division_code = ""
    assert need_of(order, at=cast.at).position is None
    request.lat, request.lng = 34.7, 113.6
    assert (need_of(order, at=cast.at).position, need_of(order, at=cast.at).roughly) == ((34.7, 113.6), False)


def test_candidates_are_a_fixed_number_of_queries(
    cast: Cast, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    order = created(cast)
    with django_assert_max_num_queries(4):  # two of them for tables that are kept
        candidates(WorkOrder.objects.select_related(*LOADED).get(pk=order.pk), at=cast.at)
    with django_assert_max_num_queries(13):
        assign(order, by=SYSTEM, at=cast.at)


@pytest.mark.django_db(transaction=True)
def test_of_two_assigners_at_once_one_wins(cast: Cast) -> None:
    """Concurrency: one assignment, and a sentence for the other."""
    order, start = created(cast), Barrier(2)

    def give(name: str) -> str:
        mine = WorkOrder.objects.get(pk=order.pk)
        start.wait()
        try:
            assign(mine, cast.bo if name == "dana" else cast.ben, by=cast.actor(name), at=cast.at)
            return "done"
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        results = sorted(pool.map(give, ["dana", "mo"]))
    assert results == ["assigned_meanwhile", "done"]
    assert Assignment.objects.filter(state__in=Assignment.LIVE).count() == 1
