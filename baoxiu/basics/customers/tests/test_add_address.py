"""Several addresses of a customer."""

import pytest

from baoxiu.basics.customers.actions import TooManyAddresses, add_address
from baoxiu.basics.customers.actions.add_address import MOST
from baoxiu.basics.customers.inputs import AddressInput
from baoxiu.basics.customers.models import Address
from baoxiu.basics.places.inputs import UnknownDivision
from baoxiu.core.refusals import NotAllowed
from tests.cast import Cast

OFFICE = AddressInput("410102", "建设路1号")


def test_a_new_main_address_takes_the_place_of_the_old_one(cast: Cast) -> None:
    office = add_address(cast.alice, OFFICE, is_primary=True, by=cast.actor("ava"), at=cast.at)
    assert cast.alice.addresses.get(is_primary=True) == office


def test_the_first_address_is_the_main_one(cast: Cast) -> None:
    cast.alice.addresses.all().delete()
    assert add_address(cast.alice, OFFICE, by=cast.actor("ava"), at=cast.at).is_primary


def test_refusals(cast: Cast) -> None:
    for actor in (cast.actor("charlie"), cast.actor("wang"), cast.alice_actor):
        with pytest.raises(NotAllowed):
            add_address(cast.alice, OFFICE, by=actor, at=cast.at)
    with pytest.raises(UnknownDivision):
        add_address(cast.alice, AddressInput("419999", "x"), by=cast.actor("ava"), at=cast.at)


def test_a_file_does_not_grow_without_end(cast: Cast) -> None:
    rows = [Address(customer=cast.alice, division_code="410105", detail=str(n)) for n in range(MOST)]
    Address.objects.bulk_create(rows)
    with pytest.raises(TooManyAddresses):
        add_address(cast.alice, OFFICE, by=cast.actor("ava"), at=cast.at)
