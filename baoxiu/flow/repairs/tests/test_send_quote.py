"""Plan and price before the customer."""

from __future__ import annotations

from decimal import Decimal

import pytest

from baoxiu.core.clock import legal_date
from baoxiu.core.events.models import Event
from baoxiu.core.refusals import IllegalMove, NotAllowed
from baoxiu.flow.repairs import actions, queries
from baoxiu.flow.repairs.actions import QuoteLineInput
from baoxiu.flow.repairs.rules import fingerprint
from tests.journey import Journey

pytestmark = pytest.mark.django_db


@pytest.fixture
def paid(journey: Journey) -> Journey:
    """A repair that the customer pays."""
    journey.accepted()
    journey.assessed(cause_class="misuse")
    return journey


def test_lines_come_from_the_list_with_payer_and_hash(paid: Journey) -> None:
    """RQ-QUO-01, RQ-QUO-02, RQ-FEE-01, RQ-FEE-04."""
    quote = paid.quoted(paid.listed("AC-L2"), paid.listed("AC-P-CAP", quantity=Decimal(2)))
    assert paid.order.stage == "awaiting_consent"
    assert (quote.version, quote.stage, quote.total_customer) == (1, "sent", Decimal("270.00"))
    assert [line.payer for line in quote.lines.all()] == ["customer", "customer"]
    assert quote.price_list == paid.cast.price_list
    quote.refresh_from_db()
    assert fingerprint(quote.document) == quote.document_hash
    assert (legal_date(quote.valid_until) - legal_date(paid.now)).days == 7
    data = Event.objects.get(kind="repairs.quoted").data
    assert (data["version"], data["total_customer"]) == (1, "270.00")
    assert data["consent_reasons"] == ["consent_charge", "consent_part"]


def test_a_free_part_needs_consent_as_well(journey: Journey) -> None:
    """RQ-QUO-03: also in free repairs."""
    journey.accepted()
    journey.assessed()
    quote = journey.quoted(journey.listed("AC-P-CAP"))
    assert (journey.order.stage, quote.total_customer, quote.total_company) == ("awaiting_consent", 0, 45)


def test_nothing_to_pay_and_no_part_needs_no_consent(journey: Journey) -> None:
    """RQ-QUO-01: the order is ready at once."""
    journey.accepted()
    journey.assessed()
    quote = journey.quoted(journey.listed("AC-L1"))
    assert (journey.order.stage, quote.stage, quote.total_company) == ("ready", "free", 120)
    assert Event.objects.filter(kind="repairs.no_consent_needed").exists()
    again = journey.quoted()
    assert (journey.order.stage, again.version, queries.quote_in_force(journey.order)) == ("ready", 2, again)


def test_a_second_version_replaces_the_open_one(paid: Journey) -> None:
    """RQ-QUO-07."""
    first = paid.quoted(paid.listed("AC-L1"))
    second = paid.quoted(paid.listed("AC-L2"))
    first.refresh_from_db()
    assert (first.stage, second.version, queries.open_quote(paid.order)) == ("replaced", 2, second)
    assert first.document_hash != second.document_hash


def test_any_change_after_consent_needs_new_consent(paid: Journey) -> None:
    """RQ-QUO-07, RQ-ADD-02: also when it becomes cheaper, and during the repair."""
    agreed = paid.agreed(paid.quoted(paid.listed("AC-L1"), paid.listed("AC-P-CAP")))
    actions.start(paid.order, by=paid.actor("bo"), at=paid.tick())
    paid.quoted()
    agreed.refresh_from_db()
    assert (agreed.stage, paid.order.stage) == ("replaced", "awaiting_consent")
    assert queries.quote_in_force(paid.order) is None


def test_a_price_off_the_list_needs_its_reason(paid: Journey) -> None:
    """RQ-FEE-03, M05: no arbitrary price."""
    with pytest.raises(actions.PriceReasonMissing):
        paid.quoted(paid.listed("AC-L1", unit_price=Decimal(150)))
    with pytest.raises(actions.PriceReasonMissing):
        paid.quoted(QuoteLineInput(kind="part", name="遥控器", unit_price=Decimal(60)))
    line = paid.listed("AC-L1", unit_price=Decimal("99.5"), price_reason="老客户优惠")
    quote = paid.quoted(line, QuoteLineInput(kind="part", name="密封条", unit_price=Decimal(0)))
    assert [row.price_reason for row in quote.lines.all()] == ["老客户优惠", ""]
    assert quote.total_customer == Decimal("99.50")


def test_only_prices_in_force_and_for_the_product(paid: Journey) -> None:
    """RQ-FEE-01, M05: in force, and set for the product type."""
    with pytest.raises(actions.UnknownPrice):
        paid.quoted(QuoteLineInput(price_line=10**9))
    foreign = paid.cast.price_list.lines.get(code="AC-L1")
    type(foreign).objects.filter(pk=foreign.pk).update(family=paid.cast.other_family)
    with pytest.raises(actions.UnknownPrice):
        paid.quoted(paid.listed("AC-L1"))


@pytest.mark.parametrize(
    "line",
    [
        QuoteLineInput(kind="part", name=" ", unit_price=Decimal(1), price_reason="x"),
        QuoteLineInput(kind="magic", name="x", unit_price=Decimal(1), price_reason="x"),
        QuoteLineInput(kind="part", name="x"),
        QuoteLineInput(kind="part", name="x", unit_price=Decimal(1), quantity=Decimal(0), price_reason="x"),
        QuoteLineInput(
            kind="part", name="x", unit_price=Decimal(1), quantity=Decimal("0.001"), price_reason="x"
        ),
        QuoteLineInput(kind="part", name="x", unit_price=Decimal(-1), price_reason="x"),
    ],
)
def test_a_line_has_kind_name_and_sound_figures(paid: Journey, line: QuoteLineInput) -> None:
    """RQ-QUO-02."""
    with pytest.raises(actions.InvalidLine):
        paid.quoted(line)


def test_who_pays_must_be_decided(journey: Journey) -> None:
    """RQ-FEE-04."""
    journey.accepted()
    journey.assessed(cause_class="unknown")
    with pytest.raises(actions.PayerUndecided):
        journey.quoted(journey.listed("AC-L1"))


def test_a_plan_an_assessment_and_the_right(journey: Journey) -> None:
    """RQ-QUO-01, RQ-SEC-06."""
    journey.accepted()
    with pytest.raises(IllegalMove):
        journey.quoted()
    journey.assessed()
    with pytest.raises(actions.PlanMissing):
        journey.quoted(plan=" ")
    with pytest.raises(NotAllowed):
        actions.send_quote(journey.order, plan="x", by=journey.actor("ben"), at=journey.tick())
