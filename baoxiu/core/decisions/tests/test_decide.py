"""Decisions keep all that is needed to show, replay and contest them (design.md mechanism 5)."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from baoxiu.core.actors import SYSTEM
from baoxiu.core.approvals.models import Approval
from baoxiu.core.decisions.actions import decide
from baoxiu.core.decisions.models import Decision
from baoxiu.core.policy.queries import PolicyValue
from baoxiu.core.reasons import because

AT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_reasons_inputs_rules_and_policies_are_kept() -> None:
    """Money as text, so that a replay sees the same figures."""
    made = decide(
        "warranty",
        Approval(pk=9),
        result="covered",
        reasons=[because("in_period", day=AT.date()).plain()],
        inputs={"price": Decimal("12.50"), "bought": AT},
        rule_ids=["RQ-WAR-02"],
        policies=[PolicyValue("warranty.months", 12, 4), PolicyValue("x", Decimal("0.5"))],
        by=SYSTEM,
        at=AT,
    )
    kept = Decision.objects.get(pk=made.pk)
    assert kept.reasons == [{"code": "in_period", "params": {"day": "2026-11-02"}}]
    assert kept.inputs == {"price": "12.50", "bought": "2026-11-02T08:00:00.000000+00:00"}
    assert kept.policies == {"warranty.months": [12, 4], "x": ["0.5", None]}
    assert (kept.subject_kind, kept.subject_id, kept.rule_ids) == ("approval", 9, ["RQ-WAR-02"])


def test_a_decision_stays() -> None:
    """A newer one may replace it, nobody edits it."""
    made = decide("warranty", Approval(pk=9), result="covered", by=SYSTEM, at=AT)
    made.result = "not_covered"
    with pytest.raises(DatabaseError), transaction.atomic():
        made.save()
