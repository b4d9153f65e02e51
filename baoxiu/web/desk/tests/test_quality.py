"""Attempts on the checklist, draws with their proof, the quality file."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from baoxiu.core.actors import SYSTEM
from baoxiu.core.clock import legal_date, start_of_day
from baoxiu.core.events.models import OutboxEntry
from baoxiu.core.policy.actions import choose
from baoxiu.flow.inspection import actions, jobs
from baoxiu.flow.inspection.models import SamplingDraw
from baoxiu.web.desk.tests.conftest import Desk
from tests.journey import CHECKED, INSPECTED, Journey

SAMPLED = {f"check-{key}": "pass" for key in ("function", "safety", "workmanship", "parts", "record")}


def text(answer: Any) -> str:
    """The page's text."""
    return str(answer.content.decode())


def settle(desk: Desk, journey: Journey) -> None:
    """What was done without the desk had its next steps."""
    OutboxEntry.objects.filter(handled_at=None).update(handled_at=journey.now)
    desk.time.now = journey.tick()


def planned(journey: Journey) -> None:
    """Every finished order is drawn."""
    chosen = journey.now - timedelta(days=7)
    choose("inspection.sample_share", value="1", valid_from=chosen, by=SYSTEM, at=chosen)
    jobs.draw_samples(at=journey.now - timedelta(days=1))


def test_the_inspector_sees_the_attempt_before_answering(desk: Desk, journey: Journey) -> None:
    """RQ-RWK-01."""
    journey.self_checked()
    answers = INSPECTED | {"technical": "fail"}
    for number in (1, 2, 3):
        settle(desk, journey)
        page = text(desk.sign_in("mo").get("order", journey.order.number))
        assert f"第{number}次，共3次" in page
        assert ("本次不合格即返工" in page.split("技术检测达到竣工标准")[1][:900]) == (number == 3)
        actions.inspect(
            journey.order,
            answers=answers,
            rework_reason="仍不合格",
            by=journey.actor("iris"),
            at=journey.tick(),
        )
        actions.self_check(journey.order, answers=CHECKED, by=journey.actor("bo"), at=journey.tick())
    assert "返工1次" in text(desk.get("order", journey.order.number))


def test_without_a_share_the_page_says_so(desk: Desk) -> None:
    """RQ-QC-11."""
    assert "尚未设定抽检比例" in text(desk.sign_in("mo").get("quality"))


def test_drawn_proved_and_inspected_at_the_desk(desk: Desk, journey: Journey) -> None:
    """RQ-QC-10, RQ-QC-11, RQ-QC-12: the seed is shown only when it is drawn; a failure makes rework."""
    planned(journey)
    journey.presented()
    settle(desk, journey)
    draw = SamplingDraw.objects.get(day=legal_date(journey.now))
    day = str(draw.day)
    desk.sign_in("mo")
    assert desk.get("quality_draw", day).status_code == 404
    assert desk.get("quality_draw", "yesterday").status_code == 404
    assert "当日结束后才能抽取" in text(desk.client.post(f"/desk/quality/{day}/draw/", follow=True))
    desk.time.now = start_of_day(draw.day + timedelta(days=1))
    waiting = text(desk.get("quality"))
    assert "立即抽取" in waiting
    assert draw.seed not in waiting
    assert desk.post("quality_drawing", day).status_code == 302
    page = text(desk.get("quality_draw", day))
    assert "重新计算，验证通过" in page
    assert draw.seed in page
    assert journey.order.number in page
    failed = SAMPLED | {"check-safety": "fail", "rework_reason": "漏电"}
    assert desk.post("order_step", journey.order.number, "sample", **failed).status_code == 302
    assert journey.fresh().stage == "in_repair"
    file = text(desk.get("quality_job", journey.order.number))
    for words in ("质量档案", "抽检", "交付前返工", "漏电"):
        assert words in file
    assert "不合格" in text(desk.get("quality_draw", day))


def test_a_changed_result_is_found(desk: Desk, journey: Journey) -> None:
    """RQ-QC-11."""
    planned(journey)
    journey.inspected()
    jobs.draw_samples(at=journey.now + timedelta(days=1))
    draw = SamplingDraw.objects.get(drawn_at__isnull=False)
    SamplingDraw.objects.filter(pk=draw.pk).update(groups=[draw.groups[0] | {"drawn": []}])
    settle(desk, journey)
    assert "验证不通过" in text(desk.sign_in("mo").get("quality_draw", str(draw.day)))


def test_who_sees_only_some_outlets_gets_no_draw(desk: Desk, journey: Journey) -> None:
    """RQ-SEC-06: a draw lists orders of all outlets; own orders' files are open."""
    planned(journey)
    journey.inspected()
    jobs.draw_samples(at=journey.now + timedelta(days=1))
    settle(desk, journey)
    day = str(SamplingDraw.objects.get(drawn_at__isnull=False).day)
    desk.sign_in("wang")
    assert desk.get("quality_draw", day).status_code == 403


def test_why_it_came_back_is_judged_at_the_desk(desk: Desk, journey: Journey) -> None:
    """RQ-RWK-03, RQ-RWK-13."""
    planned(journey)
    journey.signed()
    jobs.draw_samples(at=journey.now + timedelta(days=1))
    settle(desk, journey)
    desk.sign_in("mo")
    failed = SAMPLED | {"check-safety": "fail", "rework_reason": "漏电"}
    assert desk.post("order_step", journey.order.number, "sample", **failed).status_code == 302
    again = journey.order.repeats.get()
    given = {"responsibility": "technician", "reason": "接线未压紧"}
    assert desk.post("order_step", again.number, "re_repair", **given).status_code == 302
    assert "接线未压紧" in text(desk.get("quality_job", journey.order.number))
    assert "接线未压紧" in text(desk.get("quality_job", again.number))


def test_accepted_without_signature_at_the_desk(desk: Desk, journey: Journey) -> None:
    """RQ-ACC-04: the manager approves; desk and customer read why there is no signature."""
    journey.presented()
    settle(desk, journey)
    desk.sign_in("mo")
    given = {"exception": "absent", "reason": "用户出差", "witness": "物业王经理"}
    assert desk.post("order_step", journey.order.number, "unsigned", **given).status_code == 302
    assert journey.fresh().stage == "closed"
    for name in ("order", "quality_job"):
        page = text(desk.get(name, journey.order.number))
        assert "不在场，无法签字" in page
        assert "物业王经理" in page
