"""Agreements, talks and special problems."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from baoxiu.basics.customers import actions
from baoxiu.basics.customers.models import Agreement, Talk
from baoxiu.basics.customers.queries import has_agreement
from baoxiu.core.refusals import InvalidInput, NotAllowed
from tests.cast import Cast


def kept(cast: Cast, **more: Any) -> Agreement:
    """A frame contract from January on."""
    given = {
        "kind": "contract",
        "number": "HT-2026-01",
        "since": date(2026, 1, 1),
        "until": date(2026, 12, 31),
    }
    return actions.keep_agreement(cast.alice, **given | {"by": cast.actor("ava"), "at": cast.at} | more)


def test_an_agreement_makes_a_long_term_customer(cast: Cast) -> None:
    """RQ-CUS-08: while it holds."""
    kept(cast, number="HT-2025-01", since=date(2025, 1, 1), until=date(2025, 12, 31))
    cast.alice.refresh_from_db()
    assert cast.alice.customer_class == "ordinary"
    kept(cast)
    cast.alice.refresh_from_db()
    assert cast.alice.customer_class == "long_term"
    days = (date(2024, 6, 1), date(2025, 6, 1), date(2026, 12, 31), date(2027, 1, 1))
    assert [has_agreement(cast.alice, on=day) for day in days] == [False, True, True, False]
    with pytest.raises(actions.AgreementKnown):
        kept(cast)


@pytest.mark.parametrize("wrong", [{"kind": "x"}, {"number": " "}, {"until": date(2025, 1, 1)}])
def test_a_wrong_agreement_is_refused(cast: Cast, wrong: dict[str, Any]) -> None:
    """RQ-CUS-08."""
    with pytest.raises(InvalidInput) as refused:
        kept(cast, **wrong)
    assert {refused.value.field} | set(refused.value.fields) >= set(wrong)


def test_talks_about_contract_and_products(cast: Cast) -> None:
    """RQ-CUS-09, RQ-CUS-10."""
    ava = cast.actor("ava")
    for kind in ("progress", "change", "introduction", "question"):
        actions.keep_talk(cast.alice, kind=kind, text="已说明", by=ava, at=cast.at)
    assert Talk.objects.filter(customer=cast.alice).count() == 4
    for wrong in ({"kind": "problem", "text": "x"}, {"kind": "progress", "text": " "}):
        with pytest.raises(InvalidInput):
            actions.keep_talk(cast.alice, **wrong, by=ava, at=cast.at)


def test_a_problem_is_followed_until_it_is_gone(cast: Cast) -> None:
    """RQ-REV-12."""
    ava = cast.actor("ava")
    problem = actions.open_problem(cast.alice, text="反复跳闸", by=ava, at=cast.at)
    problem = actions.follow_problem(problem, text="更换空开", solved=False, by=ava, at=cast.at)
    assert problem.closed_at is None
    problem = actions.follow_problem(problem, text="运行一周正常", solved=True, by=ava, at=cast.at)
    assert (problem.outcome, problem.closed_by, problem.steps.count()) == ("运行一周正常", "Ava", 2)
    with pytest.raises(actions.ProblemSolved):
        actions.follow_problem(problem, text="再次", solved=True, by=ava, at=cast.at)
    with pytest.raises(NotAllowed):
        actions.open_problem(cast.alice, text="x", by=cast.actor("iris"), at=cast.at)
