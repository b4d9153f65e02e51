"""Approvals: chains by role and amount (RQ-SEC-06)."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.core.approvals.actions import (
    AlreadyDecided,
    NoChain,
    NotYourTurn,
    OwnMatter,
    ReasonMissing,
    answer,
    ask,
)
from baoxiu.core.approvals.models import Approval, Authority
from baoxiu.core.events.models import Event
from baoxiu.core.numbers.models import Series

AT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
MATTER = Series(pk=5, code="BX")
pytestmark = pytest.mark.django_db


def person(key: str, *roles: str) -> Actor:
    """Somebody with roles."""
    return Actor(kind="staff", id=key, name=f"P{key}", roles=frozenset(roles), outlet_ids=None)


BO = person("1", "technician")
MO = person("2", "service_manager")
GM = person("3", "general_manager")


@pytest.fixture(autouse=True)
def _authority() -> None:
    Authority.objects.create(kind="discount", step=1, role="service_manager", from_amount=0)
    Authority.objects.create(kind="discount", step=2, role="general_manager", from_amount=1000)


def asked(amount: int = 2000, by: Actor = BO) -> Approval:
    """A discount that waits."""
    return ask("discount", MATTER, reason="客户要求", amount=Decimal(amount), by=by, at=AT)


def test_the_chain_depends_on_the_amount() -> None:
    """Small sums need one signature."""
    assert asked(999).chain_of_roles == ["service_manager"]
    assert asked(1000).chain_of_roles == ["service_manager", "general_manager"]


def test_the_last_grant_decides() -> None:
    """Each role in its turn, each step kept."""
    approval = answer(asked(), granted=True, by=MO, at=AT)
    assert (approval.state, approval.waits_for) == ("open", "general_manager")
    approval = answer(approval, granted=True, by=GM, at=AT)
    assert (approval.state, approval.waits_for) == ("granted", "")
    assert list(approval.steps.values_list("role", "granted")) == [
        ("service_manager", True),
        ("general_manager", True),
    ]
    assert Event.objects.filter(kind="approval.granted").last().data["subject"] == ["series", 5]


def test_the_first_refusal_decides() -> None:
    """With its reason."""
    approval = answer(asked(), granted=False, reason="太多", by=MO, at=AT)
    assert approval.state == "refused"
    with pytest.raises(AlreadyDecided):
        answer(approval, granted=True, by=GM, at=AT)


def test_nobody_answers_before_the_turn() -> None:
    """The second role waits for the first; others never."""
    for actor in (GM, BO, SYSTEM):
        with pytest.raises((NotYourTurn, OwnMatter)):
            answer(asked(), granted=True, by=actor, at=AT)


def test_nobody_approves_the_own_matter() -> None:
    """Also with the right role."""
    with pytest.raises(OwnMatter):
        answer(asked(by=MO), granted=True, by=MO, at=AT)


def test_asking_and_refusing_need_a_reason() -> None:
    """RQ-ADD-04."""
    with pytest.raises(ReasonMissing):
        ask("discount", MATTER, reason=" ", by=BO, at=AT)
    with pytest.raises(ReasonMissing):
        answer(asked(), granted=False, by=MO, at=AT)


def test_a_matter_without_a_chain_is_refused() -> None:
    """Nothing is granted by nobody."""
    with pytest.raises(NoChain):
        ask("holiday", MATTER, reason="x", by=BO, at=AT)
