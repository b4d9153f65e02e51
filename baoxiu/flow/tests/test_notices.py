"""Which fact is told to whom, in which words (RQ-NOT-01, RQ-NOT-02, RQ-NOT-04)."""

from datetime import timedelta

import pytest
from django.db import transaction

from baoxiu.basics.notifications.defaults import KINDS
from baoxiu.basics.notifications.models import Notice
from baoxiu.basics.promises.actions import sweep
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.actions import record
from baoxiu.flow import notices
from baoxiu.flow.acceptance import actions as acceptance
from baoxiu.flow.dispatch import actions as dispatch
from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.links import url_for
from baoxiu.flow.intake.rules import ASKABLE
from baoxiu.flow.notice_words import FIELD_NAMES, WORDS
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.tests.listener import Listener
from baoxiu.flow.tests.test_todo import submitted
from baoxiu.flow.visits import actions as visits
from baoxiu.flow.work_orders import actions as work_orders
from tests.cast import Cast
from tests.journey import INSPECTED, Journey


@pytest.fixture
def ears(cast: Cast) -> Listener:
    """Hears what happens from now on."""
    assert cast
    return Listener()


def codes(name: str = "") -> list[str]:
    """What was told to a person of the firm, or to the customer, in order."""
    rows = Notice.objects.order_by("pk")
    rows = rows.filter(user__username=name) if name else rows.filter(user=None)
    return list(rows.values_list("code", flat=True))


def test_the_customer_hears_number_and_promised_time(journey: Journey, ears: Listener) -> None:
    """RQ-INT-11, with the link to the own page."""
    request = submitted(journey)
    notice = ears.told("request_received")
    assert request.number in notice.body
    assert "3月3日09:10前" in notice.body
    assert url_for(request) == notice.link
    assert notice.link in notice.body
    assert (notice.customer_id, notice.case, notice.state) == (
        request.customer_id,
        request.chain,
        "no_channel",
    )


def test_questions_and_refusals_come_in_words(journey: Journey, ears: Listener) -> None:
    """RQ-REG-08, RQ-TRI-07: what is missing, why not, and what else there is; in the customer's language."""
    request = submitted(journey)
    type(request).objects.filter(pk=request.pk).update(language="en")
    ava = journey.actor("ava")
    request = intake.ask_for_more(
        request, missing=["serial", "photos"], text="Please", by=ava, at=journey.tick()
    )
    assert "serial number, photos of the fault\nPlease" in ears.told("information_needed").body
    request = intake.supplement(request, text="K1", changes={}, by=ava, at=journey.tick())
    intake.refuse(request, reason_code="not_ours", text="Other maker", by=ava, at=journey.tick())
    body = ears.told("request_refused").body
    assert "Not a product or service of ours" in body
    assert "Other maker" in body


def test_advice_is_sent_in_writing(journey: Journey, ears: Listener) -> None:
    """RQ-TRI-08."""
    request = submitted(journey)
    intake.settle_remotely(
        request, advice="请清洗滤网", customer_agreed=True, by=journey.actor("ava"), at=journey.tick()
    )
    assert "请清洗滤网" in ears.told("solved_remotely").body


def test_from_the_order_to_the_visit(visit_journey: Journey, ears: Listener) -> None:
    """RQ-TRI-06, RQ-APT-01: accepted, technician, booked, on the way, nobody met."""
    journey = visit_journey
    journey.accepted()
    accepted = ears.told("request_accepted")
    assert journey.order.number in accepted.subject
    assert "空调" in accepted.body
    new = ears.told("job_new")
    assert (new.user, new.link) == (journey.cast.user("bo"), f"orders/{journey.order.number}")
    assert "花园路88号院" in new.body
    assert "Bo（电话139 0013 9001）" in ears.told("technician_assigned").body
    visit = journey.booked()
    assert "3月2日12:00—14:00" in ears.told("visit_booked").subject
    start = visit.window_start + timedelta(days=1)
    visit = visits.reschedule(
        visit, start=start, end=start + timedelta(hours=2), reason="客户有事", agreed_with="Alice",
        by=journey.actor("bo"), at=journey.tick(),
    )  # fmt: skip
    assert "3月3日12:00—14:00" in ears.told("visit_rescheduled").subject
    assert "客户有事" in ears.told("visit_rescheduled").body
    visits.set_out(journey.ready(visit), by=journey.actor("bo"), at=start)
    visits.report_no_access(visit, reason="nobody_in", by=journey.actor("bo"), at=start + timedelta(hours=1))
    assert "请致电Bo" in ears.told("no_access").body
    assert codes()[-2:] == ["on_the_way", "no_access"]


def test_assessment_and_quote_come_in_writing(journey: Journey, ears: Listener) -> None:
    """RQ-NOT-05, RQ-QUO-07: the result, the quote with link, the copy; the technician hears the answer."""
    journey.accepted()
    journey.assessed(cause_class="misuse", proposal="更换电容")
    result = ears.told("assessment_result").body
    assert "启动电容失效" in result
    assert "更换电容" in result
    quote = journey.quoted(journey.paid_line(45))
    assert f"{quote.total_customer}元" in ears.told("quote_waiting").body
    journey.agreed(quote)
    assert f"{quote.total_customer}元" in ears.told("quote_agreed").body
    assert ears.told("quote_answered").user == journey.cast.user("bo")


def test_a_refused_quote_is_confirmed(journey: Journey, ears: Listener) -> None:
    """RQ-QUO-08."""
    journey.accepted()
    journey.assessed()
    quote = journey.quoted(journey.paid_line())
    repairs.refuse(
        quote, name="Alice", way="link", document_hash=quote.document_hash, reason="太贵",
        by=journey.customer, at=journey.tick(),
    )  # fmt: skip
    assert "原样交还" in ears.told("quote_refused").body
    assert "拒绝" in ears.told("quote_answered").body or "refused" in ears.told("quote_answered").body


def test_what_goes_back_unrepaired_is_told_with_its_reason(journey: Journey, ears: Listener) -> None:
    """RQ-QUO-08, RQ-NOT-01: why, and where to ask; in the customer's language."""
    journey.accepted()
    journey.assessed(repairable=False, barrier="配件停产")
    work_orders.hand_back(journey.fresh(), by=journey.actor("ava"), at=journey.tick())
    notice = ears.told("returned_unrepaired")
    assert journey.order.number in notice.subject
    assert "原因：无法维修。配件停产" in notice.body
    assert notice.link in notice.body


def test_from_the_inspection_to_the_end(journey: Journey, ears: Listener) -> None:
    """Acceptance waits, the bill, the invitation to rate."""
    bill = journey.prepared()
    ears.listen()
    assert codes()[-2:] == ["repair_finished", "settlement_sheet"]
    assert f"应付{bill.total_customer}元" in ears.told("settlement_sheet").body


def test_rework_is_told_with_its_reason(journey: Journey, ears: Listener) -> None:
    """RQ-QC-03, RQ-ACC-02: by the inspector or by the customer."""
    journey.self_checked()
    inspection.inspect(
        journey.order, answers=INSPECTED | {"function": "fail"}, rework_reason="仍不制冷",
        by=journey.actor("iris"), at=journey.tick(),
    )  # fmt: skip
    notice = ears.told("rework")
    assert (notice.user, "仍不制冷" in notice.body) == (journey.cast.user("bo"), True)


def test_the_customers_objection_is_told(journey: Journey, ears: Listener) -> None:
    """RQ-ACC-02."""
    sheet = journey.presented()
    acceptance.refuse(sheet, objection="还有异响", signer="Alice", by=journey.actor("bo"), at=journey.tick())
    assert "还有异响" in ears.told("rework").body


def test_the_dispatcher_hears_who_declined_and_that_nobody_fits(journey: Journey, ears: Listener) -> None:
    """RQ-DSP-02, RQ-DSP-06; nothing where the firm dispatches by hand anyway."""
    request = intake.accept(submitted(journey), by=journey.actor("ava"), at=journey.tick())
    order = work_orders.create(request, by=SYSTEM, at=journey.tick())
    given = dispatch.assign(order, journey.cast.bo, by=journey.actor("dana"), at=journey.tick())
    dispatch.decline(given, reason="发烧", by=journey.actor("bo"), at=journey.tick())
    assert ears.told("job_declined").body == f"Bo退回了工单{order.number}。原因：发烧"
    with transaction.atomic():
        for why in ("nobody", "manual_mode"):
            record("dispatch.not_possible", order, by=SYSTEM, at=journey.tick(), why=why, number=order.number)
    ears.listen()
    assert codes("dana") == ["job_declined", "no_candidate"]


def test_deadlines_go_to_their_owner_and_up(journey: Journey, ears: Listener) -> None:
    """RQ-NOT-04: warned and late to the agent, then to the service manager."""
    submitted(journey)
    ears.listen()
    for hours in (19, 24.2, 29):
        sweep(at=journey.now + timedelta(hours=hours))
        ears.listen()
    assert set(codes("ava")) == {"promise_warned", "promise_late"}
    assert set(codes("mo")) == {"promise_escalated"}
    body = Notice.objects.filter(code="promise_late").first().body
    assert "应于3月3日09:10前完成" in body


def test_a_technicians_deadline_is_the_technicians(journey: Journey, ears: Listener) -> None:
    """T05, T13: not every technician's; before there is one, the dispatchers'."""
    journey.accepted()
    ears.listen()
    sweep(at=journey.now + timedelta(hours=49))
    ears.listen()
    assert "promise_late" in codes("bo")
    assert "promise_late" not in codes("ben") + codes("dana")


def test_it_is_told_once(journey: Journey, ears: Listener) -> None:
    """A repeated event sends nothing."""
    submitted(journey)
    ears.listen()
    ears.again()
    assert codes() == ["request_received"]


OUTSIDE_A_CASE = {"service_due"}
"""Told by an action of its own: there is no case yet."""


def test_every_notice_of_the_table_has_its_words() -> None:
    """And every notice of the house is told by some fact."""
    table = {tell.code for tells in notices.NOTICES.values() for tell in tells}
    assert table | OUTSIDE_A_CASE == set(KINDS)
    named = {name for kind in KINDS.values() if kind.code in table for name in kind.variables}
    assert named == set(WORDS)


def test_every_field_that_can_be_asked_for_has_a_name() -> None:
    """RQ-REG-08."""
    assert set(FIELD_NAMES) >= set(ASKABLE)
