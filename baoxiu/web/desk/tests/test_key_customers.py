"""The pages of key customers and of looking after a customer."""

from __future__ import annotations

from typing import Any

from baoxiu.basics.accounts.actions import create_user
from baoxiu.basics.customers.models import KeyEntry, Problem
from baoxiu.core.actors import SYSTEM
from baoxiu.core.approvals.models import Authority
from baoxiu.web.desk.tests.conftest import Desk


def text(answer: Any) -> str:
    """The page's text."""
    return str(answer.content.decode())


def test_a_list_from_the_draft_to_the_approval(desk: Desk) -> None:
    """RQ-CUS-05…07: drawn up by the manager, approved by the leader."""
    Authority.objects.create(kind="key_customers", step=1, role="general_manager")
    alice = desk.cast.alice
    assert "还没有名单" in text(desk.sign_in("mo").get("key_lists"))
    assert desk.post("key_lists", **{"begin-year": "2020"}).status_code == 422
    assert desk.post("key_lists", **{"begin-year": "2026"}).status_code == 302
    entry = {"put-number": alice.number, "put-basis": "potential"}
    assert desk.post("key_list_change", 2026, "put", **entry | {"put-number": "KH0"}).status_code == 422
    assert desk.post("key_list_change", 2026, "put", **entry).status_code == 422
    for _again in (1, 2):
        assert desk.post("key_list_change", 2026, "put", **entry | {"put-reason": "新区"}).status_code == 302
    drop = {"drop-entry": KeyEntry.objects.get().pk}
    assert desk.post("key_list_change", 2026, "drop", **drop).status_code == 302
    desk.post("key_list_change", 2026, "put", **entry | {"put-reason": "新区"})
    assert desk.post("key_list_change", 2026, "propose", **{"propose-reason": "战略"}).status_code == 302
    assert desk.post("key_list_change", 2026, "approve").status_code == 403
    gao = create_user("gao", "Gao", roles=[("general_manager", None)], by=SYSTEM, at=desk.cast.at)
    desk.client.force_login(gao, backend="django.contrib.auth.backends.ModelBackend")
    assert desk.post("key_list_change", 2026, "refuse").status_code == 422
    assert desk.post("key_list_change", 2026, "approve").status_code == 302
    page = text(desk.get("key_list", 2026))
    assert "已批准" in page
    assert "新区" in page
    alice.refresh_from_db()
    assert alice.customer_class == "key"
    assert desk.sign_in("wang").get("key_list", 2026).status_code == 404


def test_agreement_talk_and_problem_in_the_file(desk: Desk) -> None:
    """RQ-CUS-08…10, RQ-REV-12."""
    number = desk.cast.alice.number
    desk.sign_in("ava")
    given = {"agreement-kind": "long_term", "agreement-number": "XY-1", "agreement-since": "2026-01-01"}
    assert desk.post("customer_change", number, "agreement", **given).status_code == 302
    assert desk.post("customer_change", number, "agreement", **given).status_code == 422
    talk = {"talk-kind": "introduction", "talk-text": "介绍新品"}
    assert desk.post("customer_change", number, "talk", **talk).status_code == 302
    assert desk.post("customer_change", number, "problem", **{"problem-text": "跳闸"}).status_code == 302
    step = {"problem_step-problem": Problem.objects.get().pk, "problem_step-text": "已更换空开"}
    assert desk.post("customer_change", number, "problem_step", **step).status_code == 302
    step["problem_step-solved"] = "on"
    assert desk.post("customer_change", number, "problem_step", **step).status_code == 302
    page = text(desk.get("customer", number))
    for part in ("XY-1", "介绍新品", "跳闸", "已更换空开", "长期客户"):
        assert part in page
