"""Finding a known customer or opening a file (C09)."""

from dataclasses import replace

import pytest

from baoxiu.basics.customers.actions import find_or_register
from baoxiu.basics.customers.inputs import AddressInput, InvalidPhone
from baoxiu.basics.customers.models import Customer
from baoxiu.core.refusals import NotAllowed
from tests.cast import ALICE_ADDRESS, ALICE_PHONE, Cast

ELSEWHERE = AddressInput("410102", "建设路1号")


def test_the_same_number_and_name_is_the_same_customer(cast: Cast) -> None:
    found = find_or_register("ａｌｉｃｅ ", "138 0013 8000", by=cast.alice_actor, at=cast.at)
    assert found == cast.alice


def test_another_name_with_the_same_number_is_another_customer(cast: Cast) -> None:
    """C09: people who share a landline are not merged."""
    other = find_or_register("Bea", ALICE_PHONE, by=cast.alice_actor, at=cast.at)
    assert other != cast.alice
    assert Customer.objects.count() == 2


def test_staff_add_a_new_address_to_a_known_file_once(cast: Cast) -> None:
    for _again in range(2):
        find_or_register("Alice", ALICE_PHONE, address=ELSEWHERE, by=cast.actor("ava"), at=cast.at)
    find_or_register(
        "Alice",
        ALICE_PHONE,
        address=replace(ALICE_ADDRESS, lat=None, lng=None),
        by=cast.actor("ava"),
        at=cast.at,
    )
    assert [row.is_primary for row in cast.alice.addresses.order_by("pk")] == [True, False]


def test_without_a_sign_in_nobody_changes_a_known_file(cast: Cast) -> None:
    stranger = replace(cast.alice_actor, customer_id=None)
    find_or_register("Alice", ALICE_PHONE, address=ELSEWHERE, by=stranger, at=cast.at)
    assert cast.alice.addresses.count() == 1


def test_an_outlet_sees_the_known_customer_whom_it_registers_again(cast: Cast) -> None:
    assert not Customer.objects.for_actor(cast.actor("wang")).exists()
    find_or_register("Alice", ALICE_PHONE, by=cast.actor("wang"), at=cast.at)
    assert Customer.objects.for_actor(cast.actor("wang")).get() == cast.alice


def test_refusals(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        find_or_register("Alice", ALICE_PHONE, by=cast.actor("charlie"), at=cast.at)
    with pytest.raises(InvalidPhone):
        find_or_register("Alice", "1", by=cast.actor("ava"), at=cast.at)
