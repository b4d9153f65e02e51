"""Signing, refusing, rating, complaining (RQ-ACC-01…03, RQ-SAT-01, RQ-CMP-01)."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client

from baoxiu.core.actors import SYSTEM
from baoxiu.flow.acceptance import actions as acceptance
from baoxiu.flow.acceptance.models import Acceptance, AcceptanceSheet
from baoxiu.flow.complaints.models import ComplaintEntry
from baoxiu.flow.followups.models import Rating
from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.settlement import actions as settlement
from baoxiu.web.portal.tests.world import link, text_of
from tests.journey import CHECKED, DRAWN, INSPECTED, Journey

MARKS = {"quality": "5", "attitude": "5", "time": "4", "text": "<i>谢谢</i>"}


@pytest.fixture
def sheet(way: Journey) -> AcceptanceSheet:
    """Put before Alice."""
    return way.presented(way.listed("AC-P-CAP"))


def signed(sheet: AcceptanceSheet, **more: str) -> dict[str, str]:
    """What the form sends."""
    return {
        "signer": "Alice",
        "relation": "customer",
        "document_hash": sheet.document_hash,
        "signature-drawn": DRAWN,
        **more,
    }


def test_drawn_under_the_sheet_that_was_read(client: Client, sheet: AcceptanceSheet) -> None:
    page = link(sheet.order.request, "acceptance/")
    assert "启动电容" in text_of(client.get(page))
    assert client.post(page, signed(sheet, opinion="很好")).status_code == 302
    answer = Acceptance.objects.get()
    assert (answer.accepted, answer.signer, answer.typed_signature) == (True, "Alice", False)
    shown = text_of(client.get(page))
    assert "Alice已签字验收" in shown
    assert f"/files/{answer.signature_id}/" in shown
    assert client.get(f"/files/{answer.signature_id}/").status_code == 200


def test_typed_where_drawing_is_impossible(client: Client, sheet: AcceptanceSheet) -> None:
    page = link(sheet.order.request, "acceptance/")
    typed = {"signature-drawn": "", "signature-typed": "Alice", "signature-agreed": "yes"}
    wrong = client.post(page, signed(sheet, **typed | {"signature-typed": "Bob"}))
    assert wrong.status_code == 422
    client.post(page, signed(sheet, **typed))
    assert Acceptance.objects.get().typed_signature


def test_without_a_signature_nothing_is_signed(client: Client, sheet: AcceptanceSheet) -> None:
    answer = client.post(link(sheet.order.request, "acceptance/"), signed(sheet, **{"signature-drawn": ""}))
    assert answer.status_code == 422
    assert not Acceptance.objects.exists()


def test_a_changed_sheet_must_be_read_again(client: Client, sheet: AcceptanceSheet) -> None:
    answer = client.post(link(sheet.order.request, "acceptance/"), signed(sheet, document_hash="0" * 64))
    assert answer.status_code == 422
    assert sheet.document_hash in text_of(answer)
    assert not Acceptance.objects.exists()


def test_not_content_goes_back_to_work(client: Client, sheet: AcceptanceSheet) -> None:
    """RQ-ACC-02."""
    page = link(sheet.order.request, "acceptance/")
    assert client.post(page, {"refuse": "1", "signer": "Alice", "objection": ""}).status_code == 422
    client.post(page, {"refuse": "1", "signer": "Alice", "objection": "还有异响"})
    sheet.order.refresh_from_db()
    assert sheet.order.stage == "in_repair"
    assert "还有异响" in text_of(client.get(page))


def test_no_sheet_yet(client: Client, way: Journey) -> None:
    order = way.accepted()
    assert client.get(link(order.request, "acceptance/")).status_code == 404


def test_rated_once(client: Client, sheet: AcceptanceSheet) -> None:
    """RQ-SAT-01."""
    page = link(sheet.order.request, "rate/")
    assert "验收之后才能评价" in text_of(client.get(page))
    assert client.post(page, MARKS).status_code == 422
    client.post(link(sheet.order.request, "acceptance/"), signed(sheet))
    assert client.post(page, MARKS | {"quality": "9"}).status_code == 422
    assert client.post(page, MARKS).status_code == 302
    again = client.post(page, MARKS)
    assert again.status_code == 422
    assert Rating.objects.count() == 1
    assert "&lt;i&gt;" in text_of(client.get(link(sheet.order.request)))


def test_the_bill_and_what_is_still_open(client: Client, way: Journey) -> None:
    way.accepted()
    way.assessed(cause_class="unauthorised_repair")
    way.agreed(way.quoted(way.listed("AC-L1")))
    repairs.start(way.order, by=way.actor("bo"), at=way.tick())
    finished(way, client)
    bill = settlement.prepare(way.order, by=SYSTEM, at=way.tick())
    page = text_of(client.get(link(way.order.request)))
    assert bill.number in page
    assert "只差付款：¥120.00" in page


def finished(way: Journey, client: Client) -> None:
    """Checked, inspected, put before Alice and signed on her phone."""
    inspection.self_check(way.order, answers=CHECKED, by=way.actor("bo"), at=way.tick())
    inspection.inspect(way.fresh(), answers=INSPECTED, by=way.actor("iris"), at=way.tick())
    sheet = acceptance.present(way.fresh(), by=SYSTEM, at=way.tick())
    client.post(link(way.order.request, "acceptance/"), signed(sheet))
    way.fresh()


def test_a_complaint_gets_its_number_and_a_repeat_changes_nothing(client: Client, way: Journey) -> None:
    order = way.accepted()
    page = link(order.request, "complain/")
    given = {"key": str(uuid.uuid4()), "text": "没有按时来<script>"}
    assert client.post(page, {"key": given["key"], "text": " "}).status_code == 422
    client.post(page, given)
    client.post(page, given)
    entry = ComplaintEntry.objects.get()
    assert (entry.source, entry.order_id) == ("portal", order.pk)
    shown = text_of(client.get(link(order.request)))
    assert entry.number in shown
    assert "没有按时来&lt;script&gt;" in shown


def test_before_there_is_an_order_there_is_nothing_to_complain_about(client: Client, case: object) -> None:
    assert client.get(link(case, "complain/")).status_code == 404  # type: ignore[arg-type]
