"""The pages of satisfaction rounds and of the register of remarks."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from baoxiu.core.events.models import OutboxEntry
from baoxiu.flow.intake.links import token_for
from baoxiu.flow.satisfaction.models import Measure, Remark, SurveyAsk, SurveyRound
from baoxiu.web.desk.tests.conftest import Desk
from tests.journey import Journey

ROUND = {"new-title": "一季度", "new-first": "2026-02-01", "new-last": "2026-03-02", "new-most": "20"}
MARKS = {"product": "5", "repair": "5", "attitude": "2", "speed": "5", "overall": "4"}


def text(answer: Any) -> str:
    """The page's text."""
    return str(answer.content.decode())


@pytest.fixture
def served(desk: Desk, journey: Journey) -> Journey:
    """Alice has her product back today."""
    journey.signed()
    OutboxEntry.objects.filter(handled_at=None).update(handled_at=journey.now)
    desk.time.now = journey.now
    return journey


def opened(desk: Desk) -> SurveyAsk:
    """Mo opens a round."""
    assert desk.sign_in("mo").post("survey_new", **ROUND).status_code == 302
    return SurveyAsk.objects.get()


@pytest.mark.usefixtures("served")
def test_a_round_from_the_draw_to_the_finding(desk: Desk) -> None:
    """RQ-SAT-02, RQ-SAT-04, RQ-SAT-06: opened, asked by phone, weak point, measure with outcome, finished."""
    assert "还没有满意度调查" in text(desk.sign_in("mo").get("satisfaction"))
    assert desk.post("survey_new", **ROUND | {"new-last": "2025-01-01"}).status_code == 422
    ask = opened(desk)
    desk.sign_in("ava")
    assert desk.post("survey_answer", ask.pk, **{"check-product": "9"}).status_code == 422
    assert "电话访问" in text(desk.get("survey_asked", ask.pk))
    marks = {f"check-{key}": mark for key, mark in MARKS.items()} | {"check-suggestion": "周末上门"}
    assert desk.post("survey_answer", ask.pk, **marks).status_code == 302
    assert "周末上门" in text(desk.get("survey_asked", ask.pk))
    number = ask.round.number
    desk.sign_in("mo")
    measure = {"measure-weak_point": "服务态度", "measure-text": "培训", "measure-department": "team_leader"}
    assert desk.post("survey_round_change", number, "measure", **measure).status_code == 422
    measure["measure-due_on"] = "2026-03-20"
    assert desk.post("survey_round_change", number, "measure", **measure).status_code == 302
    done = {"measure_done-measure": Measure.objects.get().pk, "measure_done-outcome": "已培训"}
    assert desk.post("survey_round_change", number, "measure_done", **done).status_code == 302
    assert desk.post("survey_round_change", number, "close", **{"close-finding": "态度"}).status_code == 302
    page = text(desk.get("survey_round", number))
    for part in ("100.0%", "4.20", "服务态度", "已培训", "普通客户"):
        assert part in page
    assert "100.0%" in text(desk.get("satisfaction"))
    assert desk.sign_in("ava").post("survey_round_change", number, "close").status_code == 403
    assert desk.sign_in("wang").get("survey_asked", ask.pk).status_code == 404


@pytest.mark.usefixtures("served")
def test_who_does_not_wish_to_answer(desk: Desk) -> None:
    """RQ-SAT-02."""
    ask = opened(desk)
    assert desk.sign_in("ava").post("survey_decline", ask.pk, note="没空").status_code == 302
    assert "没空" in text(desk.get("survey_asked", ask.pk))
    desk.post("survey_decline", ask.pk)
    assert "不愿作答" in text(desk.get("survey_round", ask.round.number))


def test_the_customer_answers_by_link(desk: Desk, served: Journey) -> None:
    """RQ-SAT-01, RQ-SAT-03: offered on the case page, once; later a word of thanks."""
    opened(desk)
    address, phone = f"/r/{token_for(served.order.request)}/survey/", Client()
    assert "总体满意度" in text(phone.get(address))
    assert phone.post(address, {"check-product": "5"}).status_code == 422
    marks = {f"check-{key}": mark for key, mark in MARKS.items()}
    assert phone.post(address, marks).status_code == 302
    assert SurveyAsk.objects.get().way == "link"
    assert "暂无待填写的调查" in text(phone.get(address))
    assert SurveyRound.objects.get().asks.get().form is not None


def test_a_remark_from_any_department_to_its_outcome(desk: Desk, served: Journey) -> None:
    """RQ-SAT-05, RQ-SAT-07."""
    assert "还没有登记的意见" in text(desk.sign_in("iris").get("remarks"))
    given = {"new-kind": "suggestion", "new-form": "oral", "new-source": "质检部", "new-text": "提供夜间上门"}
    assert desk.post("remarks", **given | {"new-number": "WX0"}).status_code == 422
    assert desk.post("remarks", **given | {"new-number": served.order.number}).status_code == 302
    number = Remark.objects.get().number
    assert desk.post("remark_change", number, "give", **{"give-department": "dispatcher"}).status_code == 403
    assert desk.sign_in("dana").get("remark", number).status_code == 404
    desk.sign_in("mo").post("remark_change", number, "give", **{"give-department": "dispatcher"})
    assert number in text(desk.sign_in("dana").get("home"))
    assert desk.post("remark_change", number, "solve", **{"solve-outcome": ""}).status_code == 422
    assert desk.post("remark_change", number, "solve", **{"solve-outcome": "已安排夜班"}).status_code == 302
    assert "已安排夜班" in text(desk.get("remark", number))
    assert "提供夜间上门" in text(desk.get("remarks", stage="solved", kind="suggestion"))
