"""The cast is what the other tests take it for."""

from baoxiu.basics.customers.actions import register
from baoxiu.basics.customers.models import Customer
from baoxiu.basics.customers.queries import recognise
from baoxiu.basics.prices.queries import line_in_force
from baoxiu.basics.products.queries import unit_by_serial
from baoxiu.core.actors import SYSTEM
from tests.cast import Cast


def test_everybody_sees_what_the_role_allows(cast: Cast) -> None:
    """Charlie has no role and sees nothing; Wang sees his own outlet only (RQ-SEC-01)."""
    assert cast.actor("dana").outlet_ids is None
    assert cast.actor("wang").outlet_ids == frozenset({cast.other_outlet.pk})
    assert cast.actor("bo").technician_id == cast.bo.pk
    charlie = cast.actor("charlie")
    assert (charlie.rights, charlie.outlet_ids) == (frozenset(), frozenset())
    assert not Customer.objects.for_actor(charlie).exists()
    assert not cast.actor("root").has("intake.review")
    assert not cast.actor("bo").has("inspection.inspect")


def test_the_things_are_in_place(cast: Cast) -> None:
    """Alice is recognised by her number with her air conditioner (RQ-INT-07)."""
    (candidate,) = recognise("138 0013 8000", cast.actor("ava"))
    assert candidate.customer == cast.alice
    assert candidate.units == (cast.unit,)
    assert unit_by_serial("ｋｆ352506-000127") == cast.unit
    compressor = line_in_force("AC-P-COMP", at=cast.at)
    assert compressor is not None
    assert compressor.is_main_part


def test_new_rows_come_behind_those_of_the_cast(cast: Cast) -> None:
    """The kept rows leave the sequences where they belong."""
    bea = register("Bea", "13700137000", by=SYSTEM, at=cast.at)
    assert bea.pk > cast.alice.pk
