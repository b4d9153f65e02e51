"""Registering a customer (RQ-CUS-01)."""

from dataclasses import replace

import pytest

from baoxiu.basics.customers.actions import register
from baoxiu.basics.customers.inputs import AddressInput, InvalidEmail, InvalidPhone, InvalidPosition
from baoxiu.basics.customers.models import Customer
from baoxiu.basics.places.inputs import UnknownDivision
from baoxiu.basics.texts import Missing, TooLong, UnsafeText
from baoxiu.core.events.queries import of_subject
from baoxiu.core.refusals import InvalidInput, NotAllowed
from tests.cast import ALICE_ADDRESS, Cast


def test_a_file_has_a_number_a_contact_an_address_and_pinyin_keys(cast: Cast) -> None:
    """RQ-CUS-01, RQ-SEC-04."""
    customer = register(
        "张伟",
        "0371-6677 8899-12",
        email="zw@example.com",
        address=ALICE_ADDRESS,
        by=cast.actor("ava"),
        at=cast.at,
    )
    contact, address = customer.contacts.get(), customer.addresses.get()
    assert customer.number == f"KH{customer.pk:07d}"
    assert (customer.sort_name, customer.initials, customer.created_by) == ("zhangwei", "zw", "Ava")
    assert (contact.phone, contact.extension, contact.is_primary) == ("+8637166778899", "12", True)
    assert (address.division_code, address.is_primary) == ("410105", True)
    assert [event.kind for event in of_subject(customer)] == ["customers.registered"]


def test_a_customer_registers_with_the_right_to_report(cast: Cast) -> None:
    assert register("Bea", "13700137000", by=cast.alice_actor, at=cast.at).pk


def test_staff_of_an_outlet_see_whom_they_registered(cast: Cast) -> None:
    """Data scope (RQ-SEC-01)."""
    mine = register("Bea", "13700137000", by=cast.actor("wang"), at=cast.at)
    assert list(Customer.objects.for_actor(cast.actor("wang"))) == [mine]


def test_without_the_right_nobody_registers(cast: Cast) -> None:
    for name in ("charlie", "bo", "root"):
        with pytest.raises(NotAllowed):
            register("Bea", "13700137000", by=cast.actor(name), at=cast.at)


@pytest.mark.parametrize(
    ("name", "phone", "email", "refusal", "field"),
    [
        ("Bea", "12345", "", InvalidPhone, "phone"),
        ("Bea", "13700137000", "bea@", InvalidEmail, "email"),
        ("  ", "13700137000", "", Missing, "name"),
        ("B" * 81, "13700137000", "", TooLong, "name"),
        ("B\x00ea", "13700137000", "", UnsafeText, "name"),
        ("B\ud800ea", "13700137000", "", UnsafeText, "name"),
    ],
)
def test_input_that_is_wrong_is_named(
    cast: Cast, name: str, phone: str, email: str, refusal: type[InvalidInput], field: str
) -> None:
    """C07, C09, C10."""
    with pytest.raises(refusal) as caught:
        register(name, phone, email=email, by=cast.actor("ava"), at=cast.at)
    assert list(caught.value.fields) == [field]
    assert Customer.objects.count() == 1


@pytest.mark.parametrize(
    ("address", "refusal"),
    [
        (AddressInput("999999", "somewhere"), UnknownDivision),
        (AddressInput("", "somewhere"), UnknownDivision),
        (AddressInput("410105", ""), Missing),
        (replace(ALICE_ADDRESS, lat=91.0), InvalidPosition),
        (replace(ALICE_ADDRESS, lng=-181.0), InvalidPosition),
        (replace(ALICE_ADDRESS, lat=float("nan")), InvalidPosition),
    ],
)
def test_a_place_that_is_not_one_is_refused(
    cast: Cast, address: AddressInput, refusal: type[InvalidInput]
) -> None:
    with pytest.raises(refusal):
        register("Bea", "13700137000", address=address, by=cast.actor("ava"), at=cast.at)


def test_unusual_names_are_kept_as_they_are_written(cast: Cast) -> None:
    """C02, C03, C07."""
    for name in ("<script>alert(1)</script>", "𠮷田", "{{7*7}}", "=cmd|' /C calc'!A0"):
        assert register(name, "13700137000", by=cast.actor("ava"), at=cast.at).name == name
