"""Which fact opens and ticks off which task (design.md mechanism 9)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from baoxiu.basics.tasks.declarations import TASKS
from baoxiu.basics.tasks.models import Task
from baoxiu.core.actors import SYSTEM
from baoxiu.core.approvals.models import Approval
from baoxiu.core.events.actions import record
from baoxiu.core.forms.actions import fill, publish
from baoxiu.core.refusals import NotAllowed
from baoxiu.flow import todo
from baoxiu.flow.acceptance import actions as acceptance
from baoxiu.flow.complaints import actions as complaints
from baoxiu.flow.dispatch import actions as dispatch
from baoxiu.flow.followups import actions as followups
from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.request_input import RequestInput
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.settlement import actions as settlement
from baoxiu.flow.tests.listener import Listener
from baoxiu.flow.visits import actions as visits
from baoxiu.flow.work_orders import actions as work_orders
from tests.cast import ALICE_ADDRESS, ALICE_PHONE, Cast
from tests.journey import CHECKED, CONTENT, DRAWN, INSPECTED, Journey


@pytest.fixture
def ears(cast: Cast) -> Listener:
    """Hears what happens from now on."""
    assert cast
    return Listener()


def submitted(journey: Journey) -> RepairRequest:
    """A request that waits for its review."""
    data = RequestInput(
        channel="phone", family=journey.cast.family, fault_text="不制冷", contact_name="Alice",
        phone=ALICE_PHONE, division_code=ALICE_ADDRESS.division_code, address=ALICE_ADDRESS.detail,
        mode=journey.mode,
    )  # fmt: skip
    return intake.submit(data, by=journey.actor("ava"), at=journey.tick())


def test_a_request_is_to_be_reviewed(journey: Journey, ears: Listener) -> None:
    """RQ-TRI-01: by an agent, with the deadline of the first review."""
    request = submitted(journey)
    assert ears.tasks() == [("review", "agent")]
    task = Task.objects.get()
    assert (task.due_at, task.label) == (request.submitted_at + timedelta(hours=24), request.number)
    ava = journey.actor("ava")
    request = intake.ask_for_more(request, missing=["serial"], text="请补充序列号", by=ava, at=journey.tick())
    assert ears.tasks() == [("await_information", "agent")]
    request = intake.supplement(request, text="K1", changes={}, by=ava, at=journey.tick())
    assert ears.tasks() == [("review", "agent")]
    intake.refuse(request, reason_code="not_ours", text="非本公司产品", by=ava, at=journey.tick())
    assert ears.tasks() == []


def test_an_order_nobody_took_is_dispatched_by_hand(journey: Journey, ears: Listener) -> None:
    """RQ-DSP-06: once, until somebody has it; a declined one again."""
    request = intake.accept(submitted(journey), by=journey.actor("ava"), at=journey.tick())
    order = work_orders.create(request, by=SYSTEM, at=journey.tick())
    assert ears.tasks() == [("dispatch", "dispatcher")]
    given = dispatch.assign(order, journey.cast.bo, by=journey.actor("dana"), at=journey.tick())
    assert ears.tasks() == [("accept_job", "bo")]
    dispatch.decline(given, reason="发烧", by=journey.actor("bo"), at=journey.tick())
    assert ears.tasks() == [("dispatch", "dispatcher")]
    assert Task.objects.open().get().note == "发烧"


def test_another_technician_gets_the_others_tasks(journey: Journey, ears: Listener) -> None:
    """RQ-DSP-03: the former one has nothing left."""
    journey.accepted()
    assert ears.tasks() == [("assess", "bo")]
    dispatch.assign(journey.order, journey.cast.ben, by=journey.actor("dana"), at=journey.tick())
    assert ears.tasks() == [("accept_job", "ben")]


def test_at_the_customers_the_visit_comes_first(visit_journey: Journey, ears: Listener) -> None:
    """RQ-APT-02: call and book within two hours; then go, then find the fault."""
    journey = visit_journey
    journey.accepted()
    assert ears.tasks() == [("book_visit", "bo")]
    assert Task.objects.open().get().due_at == journey.now + timedelta(hours=2)
    visit = journey.booked()
    assert ears.tasks() == []
    visits.set_out(journey.ready(visit), by=journey.actor("bo"), at=journey.tick())
    visits.report_no_access(visit, reason="nobody_in", by=journey.actor("bo"), at=visit.window_end)
    assert ears.tasks() == [("book_visit", "bo")]
    journey.now = visit.window_end
    journey.arrived()
    assert ears.tasks() == [("assess", "bo")]


def test_from_the_assessment_to_the_end(journey: Journey, ears: Listener) -> None:
    """Each step ticks off its task and opens the next one."""
    journey.accepted()
    journey.assessed()
    assert ears.tasks() == [("quote", "bo")]
    quote = journey.quoted(journey.listed("AC-P-CAP"))
    assert ears.tasks() == []
    journey.agreed(quote)
    assert ears.tasks() == [("repair", "bo")]
    repairs.start(journey.order, by=journey.actor("bo"), at=journey.tick())
    assert ears.tasks() == [("repair", "bo")]
    inspection.self_check(journey.order, answers=CHECKED, by=journey.actor("bo"), at=journey.tick())
    assert ears.tasks() == [("inspect", "inspector")]
    inspection.inspect(journey.order, answers=INSPECTED, by=journey.actor("iris"), at=journey.tick())
    sheet = acceptance.present(journey.order, by=SYSTEM, at=journey.tick())
    assert ears.tasks() == [("present_acceptance", "bo")]
    _sign(journey, sheet)
    assert ears.tasks() == [("settle", "bo")]
    bill = settlement.prepare(journey.fresh(), by=SYSTEM, at=journey.tick())
    settlement.settle(bill, by=journey.actor("bo"), at=journey.tick())
    work_orders.close(journey.fresh(), confirmation="signature", by=SYSTEM, at=journey.tick())
    assert ears.tasks() == []
    call = followups.plan(journey.fresh(), by=SYSTEM, at=journey.tick())
    assert ears.tasks() == [("followup", "followup_clerk")]
    task = Task.objects.open().get()
    assert (task.not_before, task.due_at) == (call.not_before, call.until)
    _call(journey, call)
    assert ears.tasks() == []


def _sign(journey: Journey, sheet: Any) -> None:
    acceptance.sign(
        sheet, signer="Alice", signature_data_url=DRAWN, document_hash=sheet.document_hash,
        by=journey.actor("bo"), at=journey.tick(),
    )  # fmt: skip


def _call(journey: Journey, call: Any) -> None:
    by, when = journey.actor("mo"), call.not_before + timedelta(hours=10)
    followups.record_answer(call, answers=CONTENT, by=by, at=when)


def test_failed_work_goes_back(journey: Journey, ears: Listener) -> None:
    """RQ-QC-03: with the reason as a note."""
    journey.self_checked()
    ears.tasks()
    bad = INSPECTED | {"function": "fail"}
    inspection.inspect(
        journey.order, answers=bad, rework_reason="仍不制冷", by=journey.actor("iris"), at=journey.tick()
    )
    assert ears.tasks() == [("repair", "bo")]
    assert Task.objects.open().get().note == "仍不制冷"


def test_an_unrepairable_product_is_handed_back(journey: Journey, ears: Listener) -> None:
    """And then nothing is left."""
    journey.accepted()
    journey.assessed(repairable=False)
    assert ears.tasks() == [("hand_back", "agent"), ("route_exchange", "service_manager")]
    work_orders.hand_back(journey.fresh(), by=journey.actor("ava"), at=journey.tick())
    assert ears.tasks() == []


def test_at_the_door_the_technician_gives_it_back(visit_journey: Journey, ears: Listener) -> None:
    """RQ-QUO-08: who stands there with the product, for the own order alone (RQ-SEC-06)."""
    journey = visit_journey
    journey.accepted()
    journey.arrived()
    journey.assessed(repairable=False)
    assert ears.tasks() == [("hand_back", "bo"), ("route_exchange", "service_manager")]
    with pytest.raises(NotAllowed):
        work_orders.hand_back(journey.fresh(), by=journey.actor("ben"), at=journey.tick())
    work_orders.hand_back(journey.fresh(), by=journey.actor("bo"), at=journey.tick())
    assert ears.tasks() == []


def test_a_cancelled_order_leaves_nothing_to_do(journey: Journey, ears: Listener) -> None:
    """Whatever was open."""
    journey.accepted()
    assert ears.tasks() == [("assess", "bo")]
    work_orders.cancel(journey.order, reason="客户取消", by=journey.actor("mo"), at=journey.tick())
    assert ears.tasks() == []


def test_a_complaint_is_looked_into(journey: Journey, ears: Listener) -> None:
    """RQ-CMP-01: by the service manager."""
    journey.accepted()
    ears.listen()
    complaints.note(
        journey.order, source="desk", text="迟到两小时", by=journey.actor("ava"), at=journey.tick()
    )
    assert ("complaint", "service_manager") in ears.tasks()


def test_a_failed_item_opens_its_task(journey: Journey, ears: Listener) -> None:
    """Design.md mechanism 6: one for each item that is marked so, with its words."""
    journey.accepted()
    ears.listen()
    fields = [
        {"key": "a", "kind": "check", "label": "梯子", "opens_task": True},
        {"key": "b", "kind": "check", "label": "手套"},
    ]
    root = journey.actor("root")
    form = publish("ladder", title="安全", title_en="Safety", fields=fields, by=root, at=journey.now)
    fill(form, journey.order, answers={"a": "no", "b": "no"}, by=journey.actor("bo"), at=journey.now)
    assert ("failed_item", "supervisor") in ears.tasks()
    assert Task.objects.get(kind="failed_item").note == "安全：梯子"


def test_hearing_it_twice_opens_nothing_twice(journey: Journey, ears: Listener) -> None:
    """Idempotent, also when the task was done meanwhile."""
    submitted(journey)
    ears.listen()
    ears.again()
    assert Task.objects.count() == 1


def test_a_fact_heard_of_late_opens_nothing_that_is_done(journey: Journey, ears: Listener) -> None:
    """A worker that was down for a day."""
    journey.in_repair()
    assert ears.tasks() == [("repair", "bo")]
    assert {task.kind for task in Task.objects.all()} == {"repair"}


def test_a_fact_outside_every_case_or_table_is_passed_over(journey: Journey, ears: Listener) -> None:
    """No task, no error."""
    with transaction.atomic():
        for kind in ("policy.chosen", "intake.submitted"):
            todo.follow(record(kind, Approval(pk=1), by=SYSTEM, at=journey.now))
    assert ears.tasks() == []


def test_every_task_of_the_table_is_declared() -> None:
    """With sentence and page."""
    jobs = {job.kind for change in todo.TODO.values() for job in change.opens}
    closes = {kind for change in todo.TODO.values() for kind in change.closes}
    by_actions = {"survey_round", "measure", "remark", "campaign", "campaign_letter"}
    by_actions |= {
        "export",
        "webhook_paused",
        "opinion",
        "put_forward",
        "customer_file",
        "field_news",
        "planned_contact",
        "letter",
    }
    assert jobs | by_actions == set(TASKS)
    assert closes <= set(TASKS)
    assert jobs - closes == {"complaint", "exchange", "failed_item"}, "those are ticked off by hand"
