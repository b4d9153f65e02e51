"""The yearly list of key customers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from baoxiu.basics.customers import actions
from baoxiu.basics.customers.models import KeyList
from baoxiu.basics.customers.rules import class_after_list, is_key_by_sales
from baoxiu.basics.products.models import Unit
from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.core.approvals.actions import NoChain
from baoxiu.core.approvals.models import Authority
from baoxiu.core.events.models import Event
from baoxiu.core.policy.actions import choose
from baoxiu.core.refusals import IllegalMove, InvalidInput, NotAllowed
from tests.cast import Cast

LIMIT = Decimal(5_000_000)
LEADER = Actor(
    kind="staff", id="999", name="Gao", rights=frozenset({"customers.approve"}),
    roles=frozenset({"general_manager"}), outlet_ids=None,
)  # fmt: skip


@pytest.mark.parametrize(
    ("sales", "key"), [(None, False), ("4999999.99", False), ("5000000", True), ("5000000.01", True)]
)
def test_key_by_money(sales: str | None, key: bool) -> None:
    """RQ-CUS-05: five million or more."""
    assert is_key_by_sales(Decimal(sales) if sales else None, LIMIT) == key


@pytest.mark.parametrize(
    ("listed", "agreed", "wanted"),
    [(True, True, "key"), (True, False, "key"), (False, True, "long_term"), (False, False, "ordinary")],
)
def test_class_once_the_list_holds(listed: bool, agreed: bool, wanted: str) -> None:
    """RQ-CUS-07, RQ-CUS-08."""
    assert class_after_list(listed=listed, has_agreement=agreed) == wanted


def begun(cast: Cast, **more: Any) -> KeyList:
    """Mo begins this year's list."""
    return actions.begin_key_list(2026, **{"by": cast.actor("mo"), "at": cast.at} | more)


def test_approved_by_the_leader_the_classes_change(cast: Cast) -> None:
    """RQ-CUS-06, RQ-CUS-07, T29: by potential with a reason; another year without it, the class falls back."""
    Authority.objects.create(kind="key_customers", step=1, role="general_manager")
    mo, key_list = cast.actor("mo"), begun(cast)
    with pytest.raises(actions.ListEmpty):
        actions.propose_key_list(key_list, reason="战略客户", by=mo, at=cast.at)
    with pytest.raises(InvalidInput):
        actions.put_entry(key_list, cast.alice, basis="potential", by=mo, at=cast.at)
    with pytest.raises(actions.NotEnoughSales):
        actions.put_entry(key_list, cast.alice, basis="sales", sales=Decimal(10), by=mo, at=cast.at)
    actions.put_entry(key_list, cast.alice, basis="potential", reason="新区项目", by=mo, at=cast.at)
    actions.propose_key_list(key_list, reason="战略客户", by=mo, at=cast.at)
    with pytest.raises(NotAllowed):
        actions.decide_key_list(key_list, granted=True, by=mo, at=cast.at)
    with pytest.raises(IllegalMove):
        actions.put_entry(key_list, cast.alice, basis="sales", sales=LIMIT, by=mo, at=cast.at)
    decided = actions.decide_key_list(key_list, granted=True, by=LEADER, at=cast.at)
    cast.alice.refresh_from_db()
    assert (decided.stage, decided.decided_by, cast.alice.customer_class) == ("approved", "Gao", "key")
    assert Event.objects.get(kind="customers.classified").data["new_class"] == "key"
    with pytest.raises(actions.ListOfYearExists):
        begun(cast)


def test_a_refused_list_is_drawn_up_again(cast: Cast) -> None:
    """RQ-CUS-07: the sums of last year's purchases come by themselves."""
    Authority.objects.create(kind="key_customers", step=1, role="general_manager")
    Unit.objects.update(sold_on="2025-06-18", price=Decimal(6_000_000))
    mo, key_list = cast.actor("mo"), begun(cast)
    entry = key_list.entries.get()
    assert (entry.customer, entry.basis, entry.sales) == (cast.alice, "sales", Decimal(6_000_000))
    actions.propose_key_list(key_list, reason="贡献", by=mo, at=cast.at)
    refused = actions.decide_key_list(key_list, granted=False, reason="再议", by=LEADER, at=cast.at)
    cast.alice.refresh_from_db()
    assert (refused.stage, cast.alice.customer_class) == ("refused", "ordinary")
    again = begun(cast)
    actions.drop_entry(again.entries.get(), by=mo, at=cast.at)
    assert not again.entries.exists()


def test_limit_year_and_rights(cast: Cast) -> None:
    """RQ-CUS-05, RQ-SEC-06: the limit is the firm's; without an authority table nobody can be asked."""
    choose("customers.key_sales", value="1000.00", valid_from=cast.at, by=SYSTEM, at=cast.at)
    for year in (2025, 2028):
        with pytest.raises(InvalidInput):
            actions.begin_key_list(year, by=cast.actor("mo"), at=cast.at)
    with pytest.raises(NotAllowed):
        begun(cast, by=cast.actor("ava"))
    key_list = begun(cast)
    assert key_list.limit == Decimal(1000)
    assert key_list.entries.get().sales == Decimal("2899.00")
    with pytest.raises(NoChain):
        actions.propose_key_list(key_list, reason="贡献", by=cast.actor("mo"), at=cast.at)


def test_nobody_becomes_key_by_hand(cast: Cast) -> None:
    """RQ-CUS-07."""
    with pytest.raises(actions.KeyByList):
        actions.change(
            cast.alice, name="Alice", kind="person", customer_class="key", by=cast.actor("mo"), at=cast.at
        )
