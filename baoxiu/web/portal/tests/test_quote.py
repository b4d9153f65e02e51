"""Plan and price: agree, refuse, too late, another version, another case (RQ-QUO-01…08)."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from baoxiu.flow.repairs.models import Consent, Quote
from baoxiu.web.portal.tests.world import link, quoted, report, text_of
from tests.cast import Cast
from tests.journey import Journey


@pytest.fixture
def quote(way: Journey) -> Quote:
    """120 yuan, waiting."""
    return quoted(way)


def page_of(quote: Quote) -> str:
    """Its address."""
    return link(quote.order.request, f"quote/{quote.version}/")


def test_who_pays_what_and_why(client: Client, quote: Quote) -> None:
    page = text_of(client.get(page_of(quote)))
    assert "空调一般维修" in page
    assert "¥120.00" in page
    assert "您支付" in page
    assert "外壳曾被拆开" in page
    assert quote.document_hash in page


def test_agreed_with_name_and_tick_leaves_the_proof(client: Client, quote: Quote) -> None:
    """RQ-QUO-07: who, when, by what means, which version."""
    given = {"name": "Alice", "agreed": "on", "document_hash": quote.document_hash}
    assert client.post(page_of(quote), given).status_code == 302
    consent = Consent.objects.get()
    assert (consent.agreed, consent.by_name, consent.way, consent.ip) == (True, "Alice", "link", "127.0.0.1")
    proof = text_of(client.get(page_of(quote)))
    assert "Alice已同意" in proof
    assert consent.document_hash in proof
    assert 'name="agreed"' not in proof


def test_without_the_tick_nothing_is_agreed(client: Client, quote: Quote) -> None:
    answer = client.post(page_of(quote), {"name": "Alice", "document_hash": quote.document_hash})
    assert answer.status_code == 422
    assert not Consent.objects.exists()


def test_refused_with_the_reason(client: Client, quote: Quote) -> None:
    """RQ-QUO-08."""
    given = {"refuse": "1", "name": "Alice", "document_hash": quote.document_hash}
    assert client.post(page_of(quote), given).status_code == 422
    client.post(page_of(quote), given | {"reason": "太贵"})
    assert Consent.objects.get().reason == "太贵"
    assert "不维修" in text_of(client.get(link(quote.order.request)))


def test_another_text_than_the_one_that_was_read(client: Client, quote: Quote) -> None:
    given = {"name": "Alice", "agreed": "on", "document_hash": "0" * 64}
    answer = client.post(page_of(quote), given)
    assert answer.status_code == 422
    assert not Consent.objects.exists()


def test_an_older_version_shows_the_way_to_the_newest(client: Client, quote: Quote, way: Journey) -> None:
    way.quoted(way.listed("AC-L2"))
    page = text_of(client.get(page_of(quote)))
    assert "quote/2/" in page
    assert 'name="agreed"' not in page
    given = {"name": "Alice", "agreed": "on", "document_hash": quote.document_hash}
    assert client.post(page_of(quote), given).status_code == 422
    assert not Consent.objects.exists()


def test_too_late(client: Client, quote: Quote) -> None:
    Quote.objects.filter(pk=quote.pk).update(valid_until=quote.sent_at)
    page = text_of(client.get(page_of(quote)))
    assert "已过有效期" in page
    assert 'name="agreed"' not in page
    given = {"name": "Alice", "agreed": "on", "document_hash": quote.document_hash}
    late = client.post(page_of(quote), given)
    assert late.status_code == 422
    quote.refresh_from_db()
    assert quote.stage == "lapsed"
    assert not Consent.objects.exists()
    assert "已过有效期" in text_of(client.get(link(quote.order.request)))


def test_somebody_else_s_quote_does_not_exist(client: Client, quote: Quote, cast: Cast, at: datetime) -> None:
    other = report(cast, at, contact_name="Bea", phone="13900000000")
    assert client.get(link(other, "quote/1/")).status_code == 404
    given = {"name": "Bea", "agreed": "on", "document_hash": quote.document_hash}
    assert client.post(link(other, "quote/1/"), given).status_code == 404
    assert client.get(link(quote.order.request, "quote/7/")).status_code == 404
    assert client.get(page_of(quote) + "?line=2").status_code == 404
