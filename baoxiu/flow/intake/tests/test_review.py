"""accept, ask_for_more, refuse, settle_remotely: the first review (RQ-TRI-01 to RQ-TRI-08)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.utils import translation

from baoxiu.core.actors import Actor
from baoxiu.core.decisions.models import Decision
from baoxiu.core.events.models import Event
from baoxiu.core.events.queries import broken_links
from baoxiu.core.refusals import IllegalMove, InvalidInput, NotAllowed, Refusal
from baoxiu.flow.intake.actions import (
    AlreadyReviewed,
    NoAgreement,
    accept,
    ask_for_more,
    refuse,
    settle_remotely,
)
from baoxiu.flow.intake.links import customer_actor
from baoxiu.flow.intake.models import RepairRequest, Review
from baoxiu.flow.intake.queries import next_moves
from baoxiu.flow.intake.tests.make import submitted
from tests.cast import Cast

VERBS: list[Callable[..., RepairRequest]] = [
    accept,
    lambda request, **who: ask_for_more(request, missing=["photos"], text="请补充照片", **who),
    lambda request, **who: refuse(request, reason_code="not_ours", text="非本公司产品", **who),
    lambda request, **who: settle_remotely(request, advice="清洗滤网", customer_agreed=True, **who),
]


def test_accepting_keeps_who_when_and_how_severe(cast: Cast, ava: Actor) -> None:
    """RQ-TRI-01, RQ-TRI-04."""
    request = accept(submitted(cast), severity=3, by=ava, at=cast.at)
    review = Review.objects.get(request=request)
    assert request.stage == "accepted"
    assert (review.result, review.severity, review.by_name, review.at) == ("accepted", 3, "Ava", cast.at)
    event = Event.objects.get(kind="intake.accepted")
    assert (event.data["old"], event.data["new"], event.data["severity"]) == ("submitted", "accepted", 3)
    assert event.data["number"] == request.number
    assert event.data["outlet_id"] == cast.outlet.pk
    assert not list(broken_links(request.chain))


def test_a_severity_outside_the_scale_is_refused(cast: Cast, ava: Actor) -> None:
    with pytest.raises(InvalidInput) as caught:
        accept(submitted(cast), severity=9, by=ava, at=cast.at)
    assert set(caught.value.fields) == {"severity"}


def test_asking_names_what_is_missing(cast: Cast, ava: Actor) -> None:
    """RQ-REG-07, RQ-REG-08: nothing proceeds until the request is complete."""
    request = ask_for_more(
        submitted(cast), missing=["photos", "serial", "photos"], text="请拍铭牌", by=ava, at=cast.at
    )
    review = Review.objects.get(request=request)
    assert (request.stage, review.missing, review.text) == (
        "information_missing", ["photos", "serial"], "请拍铭牌",
    )  # fmt: skip
    with pytest.raises(IllegalMove):
        accept(request, by=ava, at=cast.at)


@pytest.mark.parametrize(
    ("missing", "text", "field"), [(["blood_group"], "?", "missing"), (["photos"], " ", "text")]
)
def test_a_question_needs_known_fields_and_words(
    cast: Cast, ava: Actor, missing: list[str], text: str, field: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        ask_for_more(submitted(cast), missing=missing, text=text, by=ava, at=cast.at)
    assert set(caught.value.fields) == {field}


def test_a_refusal_gives_reason_and_another_way(cast: Cast, ava: Actor) -> None:
    """RQ-TRI-02, RQ-TRI-07: the reason, and a paid or other option, kept as a decision."""
    request = submitted(cast, language="en")
    with translation.override("zh-hans"):
        request = refuse(request, reason_code="conditions_not_met", text="Too old.", by=ava, at=cast.at)
    review = Review.objects.get(request=request)
    assert request.stage == "refused"
    assert review.text.startswith("Too old.\nWe can repair it at your cost")
    decision = Decision.objects.get(kind="intake.refusal")
    assert (decision.result, decision.rule_ids) == ("conditions_not_met", ["RQ-TRI-07"])
    assert decision.reasons == [{"code": "conditions_not_met", "params": {}}]


def test_out_of_warranty_offers_the_paid_repair_with_the_prices(cast: Cast, ava: Actor) -> None:
    """RQ-TRI-07: the paid option is named with the public price list."""
    request = refuse(submitted(cast), reason_code="out_of_warranty", text="已购四年", by=ava, at=cast.at)
    told = Review.objects.get(request=request).text
    assert told.startswith("已购四年\n我们可以为您提供付费维修")
    assert told.endswith("/prices/")


def test_an_own_option_replaces_the_usual_one(cast: Cast, ava: Actor) -> None:
    request = refuse(submitted(cast), reason_code="other", text="原因", option="可送修", by=ava, at=cast.at)
    assert Review.objects.get(request=request).text == "原因\n可送修"


@pytest.mark.parametrize(("code", "text", "field"), [("mood", "x", "reason_code"), ("other", "", "text")])
def test_a_refusal_without_reason_is_refused(
    cast: Cast, ava: Actor, code: str, text: str, field: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        refuse(submitted(cast), reason_code=code, text=text, by=ava, at=cast.at)
    assert set(caught.value.fields) == {field}


def test_advice_closes_the_case_when_the_customer_agrees(cast: Cast, ava: Actor) -> None:
    """RQ-TRI-08."""
    request = submitted(cast)
    with pytest.raises(NoAgreement):
        settle_remotely(request, advice="清洗滤网", customer_agreed=False, by=ava, at=cast.at)
    with pytest.raises(InvalidInput):
        settle_remotely(request, advice="", customer_agreed=True, by=ava, at=cast.at)
    request = settle_remotely(request, advice="清洗滤网", customer_agreed=True, by=ava, at=cast.at)
    assert request.stage == "settled_by_advice"
    assert Event.objects.get(kind="intake.advised").data["new"] == "settled_by_advice"


@pytest.mark.parametrize("verb", VERBS)
def test_who_may_not_review_is_refused(cast: Cast, verb: Callable[..., RepairRequest]) -> None:
    """RQ-SEC-06: no right, another outlet, and the customer himself."""
    request = submitted(cast)
    for actor in (cast.actor("charlie"), cast.actor("bo"), cast.actor("wang"), customer_actor(request)):
        with pytest.raises(NotAllowed):
            verb(request, by=actor, at=cast.at)
    assert not Review.objects.exists()


@pytest.mark.parametrize("verb", VERBS)
def test_the_second_reviewer_learns_who_was_first(
    cast: Cast, ava: Actor, mo: Actor, verb: Callable[..., RepairRequest]
) -> None:
    """RQ-WO-07: who decided what and when."""
    request = submitted(cast)
    accept(request, by=ava, at=cast.at + timedelta(hours=1))
    with translation.override("en"), pytest.raises(AlreadyReviewed) as caught:
        verb(request, by=mo, at=cast.at + timedelta(hours=2))
    assert str(caught.value).startswith("Ava has decided on this already (03/02/2026 10 a.m.): Accepted")


def test_the_buttons_are_what_the_actor_may_do_now(cast: Cast, ava: Actor) -> None:
    request = submitted(cast)
    verbs = [move.verb for move in next_moves(request, ava)]
    assert verbs == ["accept", "ask_for_more", "settle_remotely", "refuse", "withdraw", "merge", "split"]
    assert [move.verb for move in next_moves(request, customer_actor(request))] == ["withdraw"]
    assert not next_moves(request, cast.actor("charlie"))


def test_accepting_is_a_fixed_number_of_queries(
    cast: Cast, ava: Actor, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    request = submitted(cast)
    with django_assert_max_num_queries(7):
        accept(request, by=ava, at=cast.at)


@pytest.mark.django_db(transaction=True)
def test_of_two_reviewers_at_once_one_wins(cast: Cast) -> None:
    """Concurrency: one review, and a sentence for the other."""
    request, start = submitted(cast), Barrier(2)

    def review(name: str) -> str:
        start.wait()
        try:
            if name == "ava":
                accept(request, by=cast.actor(name), at=cast.at)
            else:
                refuse(request, reason_code="other", text="重复", by=cast.actor(name), at=cast.at)
            return "done"
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        results = sorted(pool.map(review, ["ava", "mo"]))
    assert results == ["already_reviewed", "done"]
    assert Review.objects.count() == 1
