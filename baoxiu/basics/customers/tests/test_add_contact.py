"""Several contacts of a customer."""

import pytest

from baoxiu.basics.customers.actions import add_contact, change_contact
from baoxiu.basics.customers.actions.add_contact import ContactInput
from baoxiu.basics.customers.inputs import InvalidPhone
from baoxiu.core.events.queries import of_subject
from baoxiu.core.refusals import NotAllowed
from tests.cast import Cast

SON = ContactInput("Adam", "13700137000", relation="son")


def test_a_new_main_contact_takes_the_place_of_the_old_one(cast: Cast) -> None:
    main = ContactInput("Adam", "13700137000", is_primary=True)
    contact = add_contact(cast.alice, main, by=cast.actor("ava"), at=cast.at)
    assert cast.alice.contacts.get(is_primary=True) == contact
    assert cast.alice.contacts.count() == 2


def test_a_changed_number_leaves_its_trace(cast: Cast) -> None:
    """RQ-SEC-04."""
    contact = add_contact(cast.alice, SON, by=cast.actor("ava"), at=cast.at)
    changed = ContactInput("Adam", "0371-66778899-3")
    change_contact(contact, changed, by=cast.actor("ava"), at=cast.at)
    event = of_subject(cast.alice).filter(kind="customers.contact_changed").get()
    assert event.data == {"old": "Adam +8613700137000", "new": "Adam +8637166778899"}


def test_refusals(cast: Cast) -> None:
    """A right is not enough: the customer must lie in the actor's scope."""
    for name in ("charlie", "fin", "wang"):
        with pytest.raises(NotAllowed):
            add_contact(cast.alice, SON, by=cast.actor(name), at=cast.at)
    with pytest.raises(InvalidPhone):
        add_contact(cast.alice, ContactInput("Adam", "1"), by=cast.actor("ava"), at=cast.at)
    with pytest.raises(NotAllowed):
        change_contact(cast.alice.contacts.get(), SON, by=cast.actor("wang"), at=cast.at)
