"""A page's rows are joined and counted for that page alone."""

from __future__ import annotations

import pytest
from django.db import connection, models
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from baoxiu.basics.customers.models import Customer
from baoxiu.basics.customers.queries import listed
from baoxiu.basics.products.models import Family, Unit
from baoxiu.basics.products.queries import all_families
from baoxiu.core.actors import SYSTEM
from baoxiu.flow.planning.tests.test_place_order import new_order
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.desk.paging import Pages
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def five_orders(cast: Cast) -> list[WorkOrder]:
    """By their keys."""
    return [new_order(cast) for _number in range(5)]


def shown(rows: QuerySet[WorkOrder], number: int) -> tuple[list[int], list[str]]:
    """The keys on a page of two, and the statements."""
    with CaptureQueriesContext(connection) as made:
        keys = [row.pk for row in Pages(rows, 2).page(number)]
    return keys, [one["sql"] for one in made]


def test_rows_are_chosen_before_anything_is_joined(five_orders: list[WorkOrder]) -> None:
    newest = [one.pk for one in reversed(five_orders)]
    wide = WorkOrder.objects.select_related("request", "customer").order_by("-pk")
    keys, (counts, chooses, reads) = shown(wide, 2)
    assert keys == newest[2:4]
    assert "JOIN" not in counts + chooses
    assert "JOIN" in reads
    assert shown(wide, 3)[0] == newest[4:]
    plain = WorkOrder.objects.order_by("-pk")
    assert (shown(plain, 1)[0], len(shown(plain, 1)[1])) == (newest[:2], 2)
    assert shown(wide[:3], 2)[0] == newest[2:3]


def test_each_row_has_its_own_number(cast: Cast) -> None:
    """Models and units of a family are not paired; a customer without a unit counts none."""
    unit = cast.unit
    for number in range(3):
        Unit.objects.create(
            family=unit.family, model=unit.model, customer=unit.customer,
            serial=f"N{number}", serial_key=f"N{number}", created_at=cast.at,
        )  # fmt: skip
    families = {row.pk: (row.model_count, row.unit_count) for row in all_families()}
    for family in Family.objects.all():
        assert families[family.pk] == (family.models.count(), family.units.count())
    assert families[unit.family_id][1] >= 4
    counts = {row.pk: row.unit_count for row in listed(SYSTEM)}
    expected = Customer.objects.annotate(of=models.Count("units")).values_list("pk", "of")
    assert counts == dict(expected)
