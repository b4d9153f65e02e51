"""The customer's file within two days, the next contact, sales visits, letters that came, due service."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from baoxiu.basics.notifications.models import Notice
from baoxiu.basics.products.actions import Purchase, register_unit
from baoxiu.basics.promises.actions import sweep
from baoxiu.basics.promises.models import Promise
from baoxiu.basics.tasks.models import Task
from baoxiu.basics.texts import Missing
from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.core.clock import legal_date, start_of_day
from baoxiu.core.events.models import Event
from baoxiu.core.events.outbox import drain
from baoxiu.core.policy.actions import choose
from baoxiu.core.refusals import IllegalMove, InvalidInput, NotAllowed
from baoxiu.flow.followups import actions
from baoxiu.flow.followups.files import file_of, planned_contacts, visit_register
from baoxiu.flow.followups.models import ServiceReminder
from baoxiu.flow.followups.queries import incoming_letters
from baoxiu.flow.followups.rules import missing_parts, regular_day
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.tests.make import entered, submitted
from baoxiu.flow.next_steps import follow
from tests.cast import Cast
from tests.journey import CONTENT, Journey


def test_what_a_file_lacks() -> None:
    """RQ-CUS-02: complete is what the firm says belongs into it."""
    there = {"name": True, "phone": False, "product": False, "note": False}
    assert missing_parts(there, ["product", "phone"]) == ["phone", "product"]
    assert missing_parts(there, ["name"]) == []


def test_the_file_within_two_days(cast: Cast, ava: Actor) -> None:
    """RQ-CUS-02, RQ-REV-05, T25, T02: registered at once at the counter; a promise, the clerk's task, late goes up."""
    request = intake.submit(entered(cast, channel="counter"), by=ava, at=cast.at)
    drain(follow)
    file, promise = file_of(cast.alice), Promise.objects.get(kind="customer_file")
    assert file
    assert (request.submitted_at, file.wanted_at) == (cast.at, cast.at)
    assert promise.due_at == start_of_day(legal_date(cast.at) + timedelta(days=3))
    task = Task.objects.open().get(kind="customer_file")
    assert (task.role, task.due_at, task.label) == ("followup_clerk", promise.due_at, cast.alice.number)
    assert sweep(at=cast.at + timedelta(days=4))
    late = Event.objects.filter(kind="promise.escalated", data__promise="customer_file").get()
    assert late.data["role"] == "service_manager"
    at, next_at = cast.at + timedelta(days=5), cast.at + timedelta(days=30)
    with pytest.raises(actions.ContactPast):
        actions.make_file(file, topic="滤网更换", planned_at=cast.at, by=ava, at=at)
    with pytest.raises(NotAllowed):
        actions.make_file(file, topic="滤网更换", planned_at=next_at, by=cast.actor("dana"), at=at)
    actions.make_file(file, topic="滤网更换", planned_at=next_at, by=ava, at=at)
    drain(follow)
    promise.refresh_from_db()
    assert (promise.state, Task.objects.open().filter(kind="customer_file").count()) == ("broken", 0)
    contact = planned_contacts(ava).get()
    task = Task.objects.open().get(kind="planned_contact")
    assert (contact.topic, contact.planned_at, task.not_before) == ("滤网更换", next_at, next_at)
    with pytest.raises(Missing):
        actions.hold_contact(contact, outcome="需要", next_topic="报价", by=ava, at=next_at)
    later = next_at + timedelta(days=9)
    actions.hold_contact(contact, outcome="需要两套", next_topic="报价", next_at=later, by=ava, at=next_at)
    assert planned_contacts(ava).get().topic == "报价"
    assert planned_contacts(ava, held=True).get().outcome == "需要两套"
    with pytest.raises(IllegalMove):
        actions.hold_contact(contact, outcome="再谈", by=ava, at=next_at)


def test_an_incomplete_file_is_not_made(cast: Cast, ava: Actor) -> None:
    """RQ-CUS-02, T25: also after a consultation; kept only when the file is complete."""
    choose("followups.file_parts", value="email product", valid_from=cast.at, by=SYSTEM, at=cast.at)
    request = submitted(cast, service="consultation")
    intake.settle_remotely(request, advice="清洗滤网", customer_agreed=True, by=ava, at=cast.at)
    drain(follow)
    file = file_of(cast.alice)
    assert file
    with pytest.raises(actions.FileIncomplete, match="邮箱"):
        actions.make_file(file, topic="x", planned_at=cast.at + timedelta(days=1), by=ava, at=cast.at)
    assert actions.want_file(request.pk, reason="consultation", by=SYSTEM, at=cast.at) is None
    assert Promise.objects.get(kind="customer_file").state == "running"


def test_a_sales_visit_in_the_register(cast: Cast, ava: Actor) -> None:
    """RQ-REV-18: product quality and opinion, by whoever looks after customers."""
    day = legal_date(cast.at)
    given = {"visited_on": day, "product": "挂机", "quality": "fair", "opinion": "噪声大"}
    made = actions.note_visit(cast.alice, **given, by=ava, at=cast.at)
    assert list(visit_register(ava, quality="fair")) == [made]
    assert not visit_register(ava, quality="good")
    assert not visit_register(cast.actor("wang"))
    wrong: list[tuple[dict[str, object], type[Exception]]] = [
        ({"visited_on": day + timedelta(days=1)}, actions.VisitAhead),
        ({"quality": "odd"}, InvalidInput),
        ({"opinion": " "}, Missing),
        ({"by": cast.actor("iris")}, NotAllowed),
    ]
    for change, refusal in wrong:
        with pytest.raises(refusal):
            actions.note_visit(cast.alice, **({**given, "by": ava} | change), at=cast.at)


LETTER = actions.LetterInput(
    topic="exchange", customer_name="王芳", address="郑州市金水区花园路88号", contact="13800138000", product="挂机",
    grade="一等品", purchased_on=date(2026, 1, 5), problem="运行一周即停机", received_on=date(2026, 3, 2),
)  # fmt: skip


@pytest.mark.parametrize(
    ("field", "given"),
    [(name, "") for name in ("topic", "customer_name", "address", "contact", "product", "grade", "problem")]
    + [("purchased_on", None), ("received_on", date(2027, 1, 1)), ("topic", "praise")],
)
def test_a_letter_needs_the_whole_field_set(cast: Cast, ava: Actor, field: str, given: Any) -> None:
    """RQ-REG-05: each field is named where it is missing."""
    with pytest.raises(actions.LetterIncomplete) as caught:
        actions.register_incoming(replace(LETTER, **{field: given}), by=ava, at=cast.at)
    assert set(caught.value.fields) == {field}


def test_a_letter_goes_for_approval(cast: Cast, ava: Actor, mo: Actor) -> None:
    """RQ-REG-05: registered with a number, decided by the service manager, once."""
    row = actions.register_incoming(LETTER, by=ava, at=cast.at)
    assert Task.objects.open().get(kind="letter").role == "service_manager"
    with pytest.raises(NotAllowed):
        actions.decide_letter(row, decision="同意换货", by=ava, at=cast.at)
    actions.decide_letter(row, decision="同意换货", by=mo, at=cast.at)
    assert [(one.number[:2], one.decision) for one in incoming_letters(mo)] == [("LX", "同意换货")]
    assert not Task.objects.open().filter(kind="letter").exists()
    with pytest.raises(IllegalMove):
        actions.decide_letter(row, decision="不同意", by=mo, at=cast.at)


def test_due_service_is_told_once(cast: Cast) -> None:
    """RQ-NOT-03: by the family's interval from the first use, once a due day, with the link to ask for it."""
    today = legal_date(cast.at)
    begun = [regular_day(today, -12), regular_day(today, -6), regular_day(today, -12) - timedelta(days=60)]
    for place, day in enumerate(begun):
        purchase = Purchase(sold_on=day, proof="invoice")
        register_unit(
            f"SN{place}", cast.family, customer=cast.alice, purchase=purchase, by=SYSTEM, at=cast.at
        )
    assert actions.remind_of_service(by=SYSTEM, at=cast.at) == 1
    assert actions.remind_of_service(by=SYSTEM, at=cast.at + timedelta(days=1)) == 0
    notice = Notice.objects.get(code="service_due")
    assert ServiceReminder.objects.get().unit.serial == "SN0"
    assert "sn=SN0&service=maintenance" in notice.body
    choose(
        "followups.service_months", value=6, valid_from=cast.at, scope={"family": cast.family.code},
        by=SYSTEM, at=cast.at,
    )  # fmt: skip
    assert actions.remind_of_service(by=SYSTEM, at=cast.at) == 1
    with pytest.raises(NotAllowed):
        actions.remind_of_service(by=cast.actor("dana"), at=cast.at)


def test_no_reminder_against_the_wish(journey: Journey) -> None:
    """RQ-NOT-03, RQ-REV-02: who wants no more calls hears nothing; service counts from the last order."""
    journey.signed()
    call = actions.plan(journey.order, by=SYSTEM, at=journey.tick())
    refusing = CONTENT | {"calls_welcome": "no"}
    actions.record_answer(call, answers=refusing, by=journey.actor("ava"), at=call.not_before)
    order = journey.fresh()
    order.closed_at = journey.now
    order.save(update_fields=["closed_at"])
    assert order.unit
    due = regular_day(legal_date(journey.now), 12)
    at = journey.now + (due - legal_date(journey.now))
    assert actions.remind_of_service(by=SYSTEM, at=at) == 0
    call.refresh_from_db()
    call.calls_welcome = True
    call.save(update_fields=["calls_welcome"])
    assert actions.remind_of_service(by=SYSTEM, at=at) == 1
