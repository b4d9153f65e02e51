"""The customer's answer to a quote."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from baoxiu.core.events.models import Event
from baoxiu.core.refusals import IllegalMove, NotAllowed
from baoxiu.flow.intake.links import customer_actor
from baoxiu.flow.repairs import actions, queries
from baoxiu.flow.repairs.jobs import lapse_quotes
from baoxiu.flow.repairs.models import Quote
from tests.journey import Journey

pytestmark = pytest.mark.django_db


@pytest.fixture
def quote(journey: Journey) -> Quote:
    """A paid quote before Alice."""
    journey.accepted()
    journey.assessed(cause_class="misuse")
    return journey.quoted(journey.listed("AC-L1"), journey.listed("AC-P-CAP"))


def agree(journey: Journey, quote: Quote, **more: Any) -> Quote:
    """Alice says yes."""
    given = {"name": "Alice", "way": "link", "document_hash": quote.document_hash, "by": journey.customer}
    return actions.agree(quote, **(given | {"at": journey.tick()} | more))


def refuse(journey: Journey, quote: Quote, **more: Any) -> Quote:
    """Alice says no."""
    given = {"name": "Alice", "way": "link", "document_hash": quote.document_hash, "by": journey.customer}
    return actions.refuse(quote, **(given | {"reason": "太贵", "at": journey.tick()} | more))


def test_who_when_how_and_which_version(journey: Journey, quote: Quote) -> None:
    """RQ-QUO-07."""
    agreed = agree(journey, quote, ip="192.0.2.7")
    consent = agreed.consent
    assert (consent.by_name, consent.way, consent.ip, consent.at) == (
        "Alice",
        "link",
        "192.0.2.7",
        journey.now,
    )
    assert consent.document_hash == quote.document_hash
    assert (agreed.stage, journey.fresh().stage) == ("agreed", "ready")
    assert queries.quote_in_force(journey.order) == agreed
    assert Event.objects.get(kind="repairs.agreed").data["name"] == "Alice"


def test_staff_note_what_was_said_by_phone(journey: Journey, quote: Quote) -> None:
    """RQ-QUO-07: by what means."""
    consent = agree(journey, quote, way="phone", by=journey.actor("ava")).consent
    assert (consent.way, consent.noted_by) == ("phone", "Ava")


def test_the_hash_must_be_what_the_customer_saw(journey: Journey, quote: Quote) -> None:
    """RQ-QUO-07."""
    for wrong in ("", "0" * 64, "客"):
        with pytest.raises(actions.ChangedQuote):
            agree(journey, quote, document_hash=wrong)
        with pytest.raises(actions.ChangedQuote):
            refuse(journey, quote, document_hash=wrong)


def test_an_old_version_cannot_be_agreed(journey: Journey, quote: Quote) -> None:
    """RQ-QUO-07."""
    journey.quoted(journey.listed("AC-L2"))
    with pytest.raises(IllegalMove):
        agree(journey, quote)


def test_after_the_last_day_it_lapses_and_a_new_one_is_needed(journey: Journey, quote: Quote) -> None:
    """Appendix e4: the lapse is kept although the answer is refused."""
    with pytest.raises(actions.QuoteLapsed):
        agree(journey, quote, at=quote.valid_until + timedelta(seconds=1))
    quote.refresh_from_db()
    assert quote.stage == "lapsed"
    assert Event.objects.filter(kind="repairs.lapsed").count() == 1
    assert journey.fresh().stage == "awaiting_consent"
    journey.now = quote.valid_until + timedelta(hours=1)
    newer = journey.quoted(journey.listed("AC-L1"))
    assert agree(journey, newer).stage == "agreed"


def test_on_the_last_day_it_still_holds(journey: Journey, quote: Quote) -> None:
    """Appendix e4."""
    assert agree(journey, quote, at=quote.valid_until).stage == "agreed"


def test_time_lets_quotes_lapse(journey: Journey, quote: Quote) -> None:
    """Appendix e4."""
    assert lapse_quotes(at=quote.valid_until) == 0
    with pytest.raises(actions.StillValid):
        actions.lapse(quote, by=journey.actor("bo"), at=quote.valid_until)
    assert lapse_quotes(at=quote.valid_until + timedelta(minutes=1)) == 1
    assert lapse_quotes(at=quote.valid_until + timedelta(minutes=2)) == 0


def test_refused_goes_back_unrepaired_with_the_reason(journey: Journey, quote: Quote) -> None:
    """RQ-QUO-08."""
    refused = refuse(journey, quote)
    order = journey.fresh()
    assert (refused.stage, order.stage, order.outcome) == ("refused", "unrepaired", "quote_refused")
    assert (refused.consent.agreed, refused.consent.reason) == (False, "太贵")
    assert Event.objects.get(kind="repairs.refused").data["reason"] == "太贵"


def test_answered_once(journey: Journey, quote: Quote) -> None:
    """RQ-QUO-07."""
    agree(journey, quote)
    for again in (agree, refuse):
        with pytest.raises(IllegalMove):
            again(journey, quote)


def test_a_name_is_needed(journey: Journey, quote: Quote) -> None:
    """RQ-QUO-07: who."""
    with pytest.raises(actions.NameMissing):
        agree(journey, quote, name=" ")


def test_only_the_customer_uses_the_link_and_only_the_own_one(journey: Journey, quote: Quote) -> None:
    """RQ-QUO-07, RQ-SEC-06."""
    other = Journey(journey.cast, journey.now)
    other.accepted()
    stranger = customer_actor(other.order.request)
    for by, way in (
        (journey.actor("bo"), "link"),
        (journey.customer, "phone"),
        (stranger, "link"),
        (journey.actor("ben"), "on_site"),
        (journey.actor("iris"), "phone"),
    ):
        with pytest.raises(NotAllowed):
            agree(journey, quote, by=by, way=way)
