"""Changing a file, and opening it to an outlet."""

import pytest

from baoxiu.basics.customers.actions import change, mark_served
from baoxiu.basics.customers.models import Customer
from baoxiu.core.events.queries import of_subject
from baoxiu.core.refusals import NotAllowed
from tests.cast import Cast


def test_old_and_new_are_kept(cast: Cast) -> None:
    """RQ-CUS-03, RQ-SEC-04."""
    changed = change(
        cast.alice,
        name="李爱丽",
        kind="person",
        customer_class="long_term",
        note="门铃坏了，\r\n请打电话",
        by=cast.actor("ava"),
        at=cast.at,
    )
    assert (changed.sort_name, changed.initials) == ("liaili", "lal")
    assert changed.note == "门铃坏了，\n请打电话"
    event = of_subject(cast.alice).get(kind="customers.changed")
    assert (event.data["old"]["name"], event.data["new"]["class"]) == ("Alice", "long_term")


def test_only_with_right_and_scope(cast: Cast) -> None:
    for name in ("charlie", "fin", "wang"):
        with pytest.raises(NotAllowed):
            change(
                cast.alice,
                name="X",
                kind="person",
                customer_class="long_term",
                by=cast.actor(name),
                at=cast.at,
            )


def test_an_outlet_sees_the_customers_it_works_for(cast: Cast) -> None:
    for _again in range(2):
        mark_served(cast.alice, cast.other_outlet, by=cast.actor("dana"), at=cast.at)
    assert Customer.objects.for_actor(cast.actor("wang")).get() == cast.alice
    assert of_subject(cast.alice).filter(kind="customers.served_by").count() == 1
