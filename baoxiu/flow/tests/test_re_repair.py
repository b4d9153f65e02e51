"""A re-repair is taken up at once; who refuses it stands on the sheet."""

from __future__ import annotations

from datetime import timedelta

from baoxiu.basics.promises.actions import sweep
from baoxiu.basics.promises.models import Promise
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.models import Event
from baoxiu.core.events.outbox import drain
from baoxiu.flow.dispatch import actions as dispatch
from baoxiu.flow.documents.facts import dispatch_sheet
from baoxiu.flow.next_steps import follow
from baoxiu.flow.work_orders import actions as work_orders
from tests.journey import Journey


def test_a_re_repair_starts_at_once(journey: Journey) -> None:
    """RQ-RWK-04, T14: dispatched with the fact, an hour to take it up; a refusal stands on the dispatch sheet."""
    journey.signed()
    again = work_orders.re_repair(journey.order, reason="漏电", by=SYSTEM, at=journey.tick())
    drain(follow)
    promise = Promise.objects.get(kind="re_repair")
    assert (promise.label, promise.due_at) == (again.number, journey.now + timedelta(hours=1))
    offer = again.assignments.get()
    name = next(who for who in ("bo", "ben") if offer.technician == getattr(journey.cast, who))
    dispatch.decline(offer, reason="不愿返修", by=journey.actor(name), at=journey.tick())
    told = Event.objects.get(kind="dispatch.declined").data
    assert (told["repeat_of"], told["reason"]) == (journey.order.pk, "不愿返修")
    again.refresh_from_db()
    sheet = dispatch_sheet.gather(again)["job"]
    assert f"{offer.technician.name}：不愿返修" in str(sheet)
    drain(follow)
    again.refresh_from_db()
    other = again.assignments.get(state="offered")
    late = promise.due_at + timedelta(hours=2)
    sweep(at=late)
    escalated = Event.objects.filter(kind="promise.escalated", data__promise="re_repair").get()
    assert escalated.data["role"] == "service_manager"
    mine = journey.actor("ben" if name == "bo" else "bo")
    dispatch.accept(other, by=mine, at=late)
    drain(follow)
    promise.refresh_from_db()
    assert promise.state == "broken"
