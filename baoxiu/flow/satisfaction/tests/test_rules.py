"""Scores with their response rate."""

from __future__ import annotations

from decimal import Decimal

import pytest

from baoxiu.flow.satisfaction.rules import Figures, Voice, by_group, figures, is_dissatisfied, weak_points

GOOD, FAIR, BAD = {"a": 5, "b": 4}, {"a": 3, "b": 5}, {"a": 1, "b": 2}
VOICES = [
    Voice("key", "郑州", "空调", GOOD),
    Voice("key", "郑州", "冰箱"),
    Voice("ordinary", "洛阳", "空调", FAIR),
    Voice("ordinary", "洛阳", "空调", BAD),
]


def test_every_score_has_its_response_rate() -> None:
    """RQ-SAT-04: counted from all who were asked."""
    found = figures(VOICES)
    assert (found.asked, found.answered, found.response_rate) == (4, 3, Decimal("75.0"))
    assert found.averages == {"a": Decimal("3.00"), "b": Decimal("3.67")}
    assert (found.score, found.content_share) == (Decimal("3.34"), Decimal("33.3"))
    assert (Figures().score, Figures().response_rate, Figures().content_share) == (None, None, None)


def test_key_customers_stand_apart() -> None:
    """RQ-SAT-06."""
    found = by_group(VOICES, lambda voice: voice.customer_class)
    assert {name: (one.asked, one.score) for name, one in found.items()} == {
        "key": (2, Decimal("4.50")),
        "ordinary": (2, Decimal("2.75")),
    }


@pytest.mark.parametrize(("below", "weak"), [(4, ("a", "b")), (Decimal("3.5"), ("a",)), (1, ())])
def test_weak_points_the_worst_first(below: Decimal, weak: tuple[str, ...]) -> None:
    """RQ-SAT-04."""
    assert weak_points(figures(VOICES), below=Decimal(below)) == weak


def test_one_low_mark_is_dissatisfaction() -> None:
    """RQ-CMP-01."""
    assert [is_dissatisfied(marks) for marks in (GOOD, FAIR, BAD, {})] == [False, False, True, False]
