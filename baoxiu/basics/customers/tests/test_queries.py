"""Knowing the caller, and finding customers (RQ-INT-07)."""

import pytest
from pytest_django import DjangoAssertNumQueries

from baoxiu.basics.customers.actions import mark_served, register
from baoxiu.basics.customers.queries import recognise, search, visible
from baoxiu.core.actors import SYSTEM
from tests.cast import ALICE_PHONE, Cast


def test_a_caller_is_known_with_contacts_addresses_and_products(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(4):
        (candidate,) = recognise("+86 138-0013-8000", cast.actor("ava"))
        assert candidate.units[0].family.name
    assert candidate.customer == cast.alice
    assert candidate.addresses[0].detail == "花园路88号院3号楼2单元1201室"


def test_everybody_who_shares_the_number_is_offered(cast: Cast) -> None:
    """C09."""
    register("Bea", ALICE_PHONE, by=SYSTEM, at=cast.at)
    names = [candidate.customer.name for candidate in recognise(ALICE_PHONE, cast.actor("ava"))]
    assert names == ["Alice", "Bea"]


def test_nobody_is_recognised_beyond_right_and_scope(cast: Cast) -> None:
    """RQ-SEC-01."""
    for name in ("charlie", "bo", "root", "wang"):
        assert recognise(ALICE_PHONE, cast.actor(name)) == []
    mark_served(cast.alice, cast.other_outlet, by=SYSTEM, at=cast.at)
    assert len(recognise(ALICE_PHONE, cast.actor("wang"))) == 1
    assert recognise("junk", cast.actor("ava")) == []


@pytest.mark.parametrize(
    "text",
    [
        "张伟",
        "伟",
        "zhangwei",
        "zhangw",
        "Zhang Wei",
        "zw",
        "13700137000",
        "+86 137 0013 7000",
        "7000",
        "李秘书",
    ],
)
def test_a_customer_is_found_by_anything_an_agent_knows(cast: Cast, text: str) -> None:
    customer = register("张伟", "13700137000", by=SYSTEM, at=cast.at)
    customer.contacts.create(name="李秘书", phone="+8637166778899")
    assert list(search(text, cast.actor("ava"))) == [customer]


def test_a_search_finds_no_more_than_it_should(cast: Cast) -> None:
    """C01, C13."""
    for text in ("700", "%", "' OR 1=1--", "x" * 10_000):
        assert not search(text, cast.actor("ava")).exists()
    assert not search("Alice", cast.actor("charlie")).exists()
    assert search("", cast.actor("ava")).count() == 1


def test_a_customer_sees_the_own_file_only(cast: Cast) -> None:
    register("Bea", ALICE_PHONE, by=SYSTEM, at=cast.at)
    assert list(visible(cast.alice_actor)) == [cast.alice]
