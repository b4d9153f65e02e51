"""judge: the verdict on an order, kept with reasons, rules and payer (RQ-WAR-01 to RQ-WAR-16)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import translation

from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.core.decisions.models import Decision
from baoxiu.core.events.models import Event
from baoxiu.core.policy.actions import choose
from baoxiu.core.refusals import InvalidInput, NotAllowed
from baoxiu.flow.intake.links import customer_actor
from baoxiu.flow.warranty.actions import OrderIsOver, judge
from baoxiu.flow.warranty.queries import current, history, payer_for, sentences
from baoxiu.flow.work_orders.tests.make import created, put_at
from tests.cast import Cast


def test_a_defect_within_the_period_is_free(cast: Cast) -> None:
    """RQ-WAR-01, RQ-WAR-09: with rules, reasons and payer for each line."""
    order = created(cast)
    verdict = judge(order, stage="diagnosis", cause="material_defect", by=SYSTEM, at=cast.at)
    order.refresh_from_db()
    assert (verdict.result, verdict.proof, order.service_class) == ("covered", "invoice", "free")
    assert verdict.ends_on == date(2026, 6, 20)
    assert {line.payer for line in verdict.lines.all()} == {"company"}
    assert {line.kind for line in verdict.lines.all()} == {"labour", "part", "travel", "other"}
    main = verdict.lines.get(is_main_part=True)
    assert main.ends_on > verdict.ends_on
    assert main.rule_ids
    assert payer_for(order, "part", is_main_part=True) == "company"
    event = Event.objects.get(kind="warranty.judged")
    assert (event.data["old"], event.data["new"], event.data["result"]) == ("undecided", "free", "covered")
    assert event.data["number"] == order.number


def test_a_verdict_can_be_replayed(cast: Cast) -> None:
    """Design mechanism 5: inputs, rules and settings are kept."""
    judge(created(cast), stage="diagnosis", cause="material_defect", by=SYSTEM, at=cast.at)
    decision = Decision.objects.get(kind="warranty")
    assert decision.result == "covered"
    assert decision.inputs["claimed_on"] == "2026-03-02"
    assert decision.inputs["cause"] == "material_defect"
    assert decision.rule_set
    assert decision.rule_ids
    assert set(decision.policies) == {
        "warranty.misuse", "warranty.special_case", "warranty.no_proof", "warranty.covered_payer",
    }  # fmt: skip


def test_at_the_counter_the_cause_is_open(cast: Cast) -> None:
    """RQ-WAR-11: unclear until the diagnosis; the newest verdict holds."""
    order = created(cast)
    judge(order, stage="counter", cause="unknown", by=SYSTEM, at=cast.at)
    order.refresh_from_db()
    assert (current(order).result, order.service_class) == ("undecided", "undecided")  # type: ignore[union-attr]
    assert payer_for(order, "labour") == "undecided"
    judge(order, stage="diagnosis", cause="misuse", by=SYSTEM, at=cast.at + timedelta(hours=1))
    order.refresh_from_db()
    assert order.service_class == "paid"
    assert [verdict.stage for verdict in history(order)] == ["counter", "diagnosis"]
    assert payer_for(order, "labour") == "customer"


def test_without_proof_nothing_is_free(cast: Cast) -> None:
    """RQ-WAR-03."""
    order = created(cast, serial="", purchased_on=date(2025, 12, 1))
    verdict = judge(order, stage="diagnosis", cause="material_defect", by=SYSTEM, at=cast.at)
    assert (verdict.proof, verdict.result) == ("none", "not_covered")
    verdict = judge(order, stage="diagnosis", cause="material_defect", proof="invoice", by=SYSTEM, at=cast.at)
    assert verdict.result == "covered"


def test_a_voucher_number_is_proof_until_somebody_looks(cast: Cast) -> None:
    """RQ-WAR-03."""
    order = created(cast, serial="", purchased_on=date(2025, 12, 1), voucher_number="0410")
    assert judge(order, stage="counter", cause="unknown", by=SYSTEM, at=cast.at).proof == "invoice"


def test_the_end_of_the_period_counts(cast: Cast) -> None:
    """RQ-WAR-08: out of period the repair is paid; the compressor still is not."""
    later = cast.at + timedelta(days=200)
    order = created(cast, at=later)
    verdict = judge(order, stage="diagnosis", cause="material_defect", by=SYSTEM, at=later)
    assert verdict.result == "partly"
    assert payer_for(order, "part", is_main_part=False) == "customer"
    assert payer_for(order, "part", is_main_part=True) == "company"


def test_days_in_free_repair_prolong_the_period(cast: Cast) -> None:
    """Standards 2.2 P6."""
    begin = cast.at - timedelta(days=60)
    earlier = created(cast, at=begin)
    put_at(earlier, "closed", service_class="free", outcome="repaired",
           handed_over_at=begin + timedelta(days=10), closed_at=begin + timedelta(days=10))  # fmt: skip
    verdict = judge(created(cast), stage="diagnosis", cause="material_defect", by=SYSTEM, at=cast.at)
    assert verdict.ends_on == date(2026, 6, 30)


def test_a_setting_decides_special_cases(cast: Cast, root: Actor) -> None:
    """RQ-WAR-07: the effect is a setting, and its version is kept."""
    choose("warranty.special_case", value="recount", valid_from=cast.at, by=root, at=cast.at)
    order = created(cast)
    verdict = judge(order, stage="diagnosis", cause="against_manual", by=SYSTEM, at=cast.at)
    assert verdict.result == "covered"
    assert verdict.decision.policies["warranty.special_case"][0] == "recount"
    assert verdict.decision.policies["warranty.special_case"][1] is not None


def test_the_reasons_are_sentences(cast: Cast) -> None:
    """RQ-WAR-10: given in writing."""
    verdict = judge(created(cast), stage="diagnosis", cause="natural_disaster", by=SYSTEM, at=cast.at)
    with translation.override("en"):
        said = sentences(verdict.lines.get(kind="labour"))
    assert said[0] == "The damage comes from a natural disaster or force majeure."


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"stage": "later"}, "stage"), ({"cause": "magic"}, "cause"), ({"proof": "oath"}, "proof")],
)
def test_unknown_words_are_refused(cast: Cast, wrong: dict[str, Any], field: str) -> None:
    usual: dict[str, Any] = {"stage": "counter", "cause": "unknown"}
    with pytest.raises(InvalidInput) as caught:
        judge(created(cast), **(usual | wrong), by=SYSTEM, at=cast.at)
    assert set(caught.value.fields) == {field}


def test_a_family_with_an_unknown_rule_is_told(cast: Cast) -> None:
    cast.family.statute = "cn.moon"
    cast.family.save()
    with pytest.raises(InvalidInput) as caught:
        judge(created(cast), stage="counter", cause="unknown", by=SYSTEM, at=cast.at)
    assert "cn.moon" in str(caught.value)


def test_who_may_not_judge_is_refused(cast: Cast) -> None:
    """RQ-SEC-06: no right, another's order, another outlet, the customer."""
    order = put_at(created(cast), "accepted", technician=cast.bo)
    judge(order, stage="diagnosis", cause="misuse", by=cast.actor("bo"), at=cast.at)
    for actor in (
        cast.actor("charlie"),
        cast.actor("ben"),
        cast.actor("wang"),
        customer_actor(order.request),
    ):
        with pytest.raises(NotAllowed):
            judge(order, stage="diagnosis", cause="misuse", by=actor, at=cast.at)


def test_a_closed_order_keeps_its_verdict(cast: Cast) -> None:
    with pytest.raises(OrderIsOver):
        judge(put_at(created(cast), "closed"), stage="diagnosis", cause="misuse", by=SYSTEM, at=cast.at)


def test_judging_is_a_fixed_number_of_queries(
    cast: Cast, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    order = created(cast)
    with django_assert_max_num_queries(14):
        judge(order, stage="counter", cause="unknown", by=SYSTEM, at=cast.at)
