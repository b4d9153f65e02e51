"""Making the settlement sheet."""

from __future__ import annotations

from decimal import Decimal

import pytest

from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.models import Event
from baoxiu.core.refusals import NotAllowed
from baoxiu.flow.settlement import actions
from baoxiu.flow.settlement.models import Settlement
from tests.journey import Journey

pytestmark = pytest.mark.django_db


def test_the_sheet_has_the_lines_of_the_agreed_quote_with_their_payers(journey: Journey) -> None:
    """RQ-FEE-04, RQ-FEE-06: totals are the sums of the lines."""
    lines = (journey.listed("AC-L1"), journey.listed("AC-P-CAP", quantity=Decimal(2)))
    sheet = journey.prepared(*lines, cause_class="misuse")
    stored = list(sheet.lines.values_list("kind", "amount", "payer"))
    assert stored == [("labour", Decimal("120.00"), "customer"), ("part", Decimal("90.00"), "customer")]
    assert (sheet.total_customer, sheet.total_company) == (Decimal("210.00"), Decimal("0.00"))
    event = Event.objects.get(kind="settlement.prepared")
    assert event.data["total_customer"] == event.data["open"] == "210.00"
    assert event.data["number"] == journey.order.number


def test_in_warranty_the_company_pays(journey: Journey) -> None:
    """RQ-FEE-04, M01."""
    sheet = journey.prepared(journey.listed("AC-L1"), journey.listed("AC-P-CAP"))
    assert (sheet.total_customer, sheet.total_company) == (Decimal("0.00"), Decimal("165.00"))


def test_without_quoted_lines_there_is_one_line_for_nothing(journey: Journey) -> None:
    """RQ-FEE-06: a job that costs nothing has its sheet, too."""
    sheet = journey.prepared()
    assert list(sheet.lines.values_list("kind", "amount", "payer")) == [
        ("labour", Decimal("0.00"), "company")
    ]


def test_a_second_time_gives_the_same_sheet(journey: Journey) -> None:
    """One settlement sheet per order."""
    sheet = journey.prepared()
    assert actions.prepare(journey.order, by=SYSTEM, at=journey.tick()) == sheet
    assert Settlement.objects.count() == Event.objects.filter(kind="settlement.prepared").count() == 1


def test_not_before_the_customer_accepted(journey: Journey) -> None:
    """RQ-FEE-05: settled when finished."""
    journey.presented()
    with pytest.raises(actions.NotAcceptedYet):
        actions.prepare(journey.order, by=SYSTEM, at=journey.tick())


def test_not_without_the_right(journey: Journey) -> None:
    """RQ-SEC-06."""
    journey.signed()
    for name in ("iris", "ben", "charlie"):
        with pytest.raises(NotAllowed):
            actions.prepare(journey.order, by=journey.actor(name), at=journey.tick())
