"""The file of one product (RQ-CUS-04)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from baoxiu.basics.products.actions import InTheFuture, Purchase, SerialTaken, change_unit, register_unit
from baoxiu.basics.products.models import Unit
from baoxiu.basics.products.queries import unit_by_serial
from baoxiu.basics.texts import TooLong, UnsafeText
from baoxiu.core.events.queries import of_subject
from baoxiu.core.refusals import NotAllowed
from tests.cast import Cast

BOUGHT = Purchase(
    sold_on=date(2026, 3, 2), price=Decimal("2899.00"), proof="invoice", voucher_number="123"
)  # fmt: skip


def test_a_unit_is_found_by_its_serial_however_it_is_typed(cast: Cast) -> None:
    unit = register_unit("ab-0042", cast.family, purchase=BOUGHT, by=cast.actor("ava"), at=cast.at)
    assert (unit.serial, unit.serial_key) == ("ab-0042", "AB0042")
    assert unit_by_serial("ＡＢ００４２") == unit
    assert unit_by_serial("AB42") is None
    assert unit_by_serial("") is None
    assert unit_by_serial("AB\x0042") is None


def test_the_model_decides_the_family(cast: Cast) -> None:
    unit = register_unit("S1", cast.other_family, model=cast.model, by=cast.actor("ava"), at=cast.at)
    assert unit.family == cast.family


def test_products_without_a_serial_do_not_collide(cast: Cast) -> None:
    for _old_stove in range(2):
        register_unit("", cast.family, by=cast.alice_actor, at=cast.at)
    assert Unit.objects.filter(serial_key="").count() == 2


def test_the_same_serial_twice_is_refused(cast: Cast) -> None:
    """C08."""
    with pytest.raises(SerialTaken):
        register_unit("kf352506000127", cast.family, by=cast.actor("ava"), at=cast.at)
    assert Unit.objects.count() == 1


def test_refusals(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        register_unit("S1", cast.family, by=cast.actor("charlie"), at=cast.at)
    for serial, refusal in (("S" * 61, TooLong), ("S\x00", UnsafeText)):
        with pytest.raises(refusal):
            register_unit(serial, cast.family, by=cast.actor("ava"), at=cast.at)
    tomorrow = replace(BOUGHT, sold_on=date(2026, 3, 3))
    with pytest.raises(InTheFuture) as caught:
        register_unit("S1", cast.family, purchase=tomorrow, by=cast.actor("ava"), at=cast.at)
    assert list(caught.value.fields) == ["sold_on"]


def test_a_changed_purchase_leaves_its_trace(cast: Cast) -> None:
    """Purchase and proof decide who pays (RQ-WAR-03, RQ-SEC-04)."""
    change_unit(cast.unit, model=cast.model, customer=None, purchase=BOUGHT, by=cast.actor("ava"), at=cast.at)
    event = of_subject(cast.unit).get(kind="products.unit_changed")
    assert event.data["old"]["sold_on"] == "2025-06-18"
    assert event.data["new"]["sold_on"] == "2026-03-02"


def test_a_customer_does_not_change_the_purchase(cast: Cast) -> None:
    for actor in (cast.alice_actor, cast.actor("bo"), cast.actor("wang")):
        with pytest.raises(NotAllowed):
            change_unit(cast.unit, model=None, customer=cast.alice, purchase=BOUGHT, by=actor, at=cast.at)
