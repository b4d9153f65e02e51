"""A page that waits for the house refreshes itself (RQ-INT-10)."""

from __future__ import annotations

from uuid import uuid4

from django.test import Client

from baoxiu.core.actors import SYSTEM
from baoxiu.flow.acceptance import actions as acceptance
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.settlement import actions as settlement
from baoxiu.web.portal.tests.world import link, text_of
from tests.journey import Journey

WATCHES = 'hx-trigger="every 4s"'


def watched(client: Client, case: RepairRequest) -> str:
    """The address that the page asks."""
    page = text_of(client.get(link(case)))
    assert WATCHES in page
    return page.split('hx-get="')[1].split('"')[0]


def test_until_the_sheet_is_there_the_page_asks(client: Client, way: Journey) -> None:
    """Nothing while nothing happens; then it loads anew, and asks no more."""
    way.inspected(way.listed("AC-P-CAP"))
    case = way.order.request
    address = watched(client, case)
    assert client.get(address).status_code == 204
    acceptance.present(way.order, by=SYSTEM, at=way.tick())
    assert client.get(address).headers["HX-Refresh"] == "true"
    assert WATCHES not in text_of(client.get(link(case)))


def test_until_the_bill_is_there_the_page_asks(client: Client, way: Journey) -> None:
    way.signed(way.paid_line(), cause_class="misuse")
    case = way.order.request
    assert "正在为您准备结算单" in text_of(client.get(link(case)))
    address = watched(client, case)
    settlement.prepare(way.order, by=SYSTEM, at=way.tick())
    assert client.get(address).headers["HX-Refresh"] == "true"
    assert WATCHES not in text_of(client.get(link(case)))


def test_a_paid_bill_says_so(client: Client, way: Journey) -> None:
    """RQ-FEE-05: until somebody settles it, nothing is owed and nothing is being made ready."""
    bill = way.prepared(way.paid_line(), cause_class="misuse")
    paid = {"method": "cash", "amount": bill.total_customer, "client_key": uuid4()}
    settlement.record_payment(bill, **paid, by=way.actor("fin"), at=way.tick())
    page = text_of(client.get(link(way.order.request)))
    assert "款项已付清" in page
    assert "正在为您准备结算单" not in page
    assert WATCHES not in page


def test_until_the_order_is_made_the_page_asks(client: Client, case: RepairRequest, way: Journey) -> None:
    """A request that waits for people does not."""
    assert WATCHES not in text_of(client.get(link(case)))
    intake.accept(case, by=way.actor("ava"), at=way.tick())
    assert client.get(watched(client, case)).status_code == 204
    assert client.get("/r/nothing/watch/").status_code == 404
