"""Reporting a fault in three screens (RQ-INT-01, RQ-INT-13, RQ-INT-19, O07)."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from baoxiu.core.actors import SYSTEM
from baoxiu.core.files.models import StoredFile
from baoxiu.core.policy.actions import choose
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.web.portal.tests.world import fill_report, link, photo, send_report, text_of
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("cast")


def test_from_the_first_card_to_the_number(client: Client) -> None:
    """RQ-INT-13, RQ-INT-11: three screens, then number, promised time and the signed link."""
    assert "/report/check/" in fill_report(client, wish_part="morning").url
    page = text_of(client.get("/report/check/"))
    assert "河南省郑州市金水区花园路88号院" in page
    sent = send_report(client)
    case = RepairRequest.objects.get()
    assert sent.url == link(case, "received/")
    assert (case.channel, case.phone, case.contact_name) == ("portal", "+8613800138000", "Alice")
    assert case.acknowledged_at is not None
    shown = text_of(client.get(sent.url))
    assert case.number in shown
    assert "data:image/svg+xml" in shown
    assert link(case) in shown


def test_errors_stand_at_their_fields_and_nothing_is_lost(client: Client) -> None:
    client.get("/report/?family=air_conditioner")
    empty = client.post("/report/", {"fault_text": "", "model_text": "KFR-35"})
    assert empty.status_code == 422
    assert 'id="id_fault_text_error"' in text_of(empty)
    assert "KFR-35" in text_of(client.get("/report/"))
    client.post("/report/", {"fault_text": "滴水"})
    wrong = client.post("/report/where/", {"contact_name": "Alice", "phone": "123", "mode": "on_site"})
    page = text_of(wrong)
    assert wrong.status_code == 422
    for name in ("phone", "division_code", "address"):
        assert f'id="id_{name}_error"' in page
    assert 'value="Alice"' in text_of(client.get("/report/where/"))


def test_a_screen_cannot_be_skipped(client: Client) -> None:
    assert client.get("/report/where/").url == "/report/"
    client.get("/report/?family=air_conditioner")
    assert client.get("/report/check/").url == "/report/"
    client.post("/report/", {"fault_text": "滴水"})
    assert client.get("/report/check/").url == "/report/where/"


def test_bringing_it_needs_no_address(client: Client) -> None:
    assert "/report/check/" in fill_report(client, mode="carry_in", division_code="", address="").url


def test_the_acknowledgement_is_needed(client: Client) -> None:
    """RQ-INT-19."""
    fill_report(client)
    refused = client.post("/report/check/", {"client_key": client.session["report"]["key"]})
    assert refused.status_code == 422
    assert not RepairRequest.objects.exists()


def test_sent_twice_is_one_request(client: Client) -> None:
    fill_report(client)
    key = client.session["report"]["key"]
    first = send_report(client)
    assert send_report(client, key).url == first.url
    assert RepairRequest.objects.count() == 1
    fill_report(client)
    send_report(client)
    assert RepairRequest.objects.count() == 2


def test_the_code_on_the_product_fills_in_family_and_model(client: Client, cast: Cast) -> None:
    client.get(f"/report/?sn={cast.unit.serial}")
    page = text_of(client.get("/report/"))
    assert cast.unit.serial in page
    assert cast.model.code in page
    assert "Alice" not in page
    fill_report(client, serial=cast.unit.serial)
    send_report(client)
    assert RepairRequest.objects.get().unit == cast.unit


def test_an_unknown_serial_number_is_kept(client: Client) -> None:
    assert "NEW-1" in text_of(client.get("/report/?sn=NEW-1", follow=True))
    assert 'value="NEW-1"' in text_of(client.get("/report/?family=air_conditioner", follow=True))


def test_a_district_can_be_written_where_no_script_runs(client: Client) -> None:
    fill_report(client, division_code="", division_code_written="河南省郑州市金水区")
    send_report(client)
    assert RepairRequest.objects.get().division_code == "410105"


def test_photos_wait_with_the_draft_and_come_along(client: Client) -> None:
    """RQ-REG-07."""
    files = [SimpleUploadedFile(f"{n}.jpg", photo(), "image/jpeg") for n in range(2)]
    client.get("/report/?family=air_conditioner")
    client.post("/report/", {"fault_text": "滴水", "photos": files})
    page = text_of(client.get("/report/"))
    names = [part.split("/")[0] for part in page.split("/report/photos/")[1:]]
    assert len(names) == 2
    assert client.get(f"/report/photos/{names[0]}/")["Content-Type"] == "image/webp"
    assert Client().get(f"/report/photos/{names[0]}/").status_code == 404
    client.post("/report/", {"fault_text": "滴水", "drop": names[0]})
    fill_report(client)
    key = client.session["report"]["key"]
    send_report(client)
    send_report(client, key)
    assert StoredFile.objects.filter(purpose="fault_photo").count() == 1


def test_what_is_no_photo_is_told_at_the_field(client: Client) -> None:
    client.get("/report/?family=air_conditioner")
    bad = SimpleUploadedFile("x.jpg", b"<script>alert(1)</script>", "image/jpeg")
    answer = client.post("/report/", {"fault_text": "滴水", "photos": [bad]})
    assert answer.status_code == 422
    assert 'id="id_photos_error"' in text_of(answer)


def test_a_dangerous_fault_comes_with_advice(client: Client) -> None:
    """RQ-INT-18."""
    client.get("/report/?family=air_conditioner")
    assert 'value="air_conditioner-trips" data-danger' in text_of(client.get("/report/")).replace(
        ' id="id_fault_3"', ""
    )
    fill_report(client, fault="air_conditioner-trips")
    assert "请立即停止使用" in text_of(client.get("/report/check/"))
    assert "断开电源" in text_of(client.get(send_report(client).url))


def limit(key: str, most: int) -> None:
    """The firm chooses another limit."""
    now = datetime.now(UTC)
    choose(key, value=most, valid_from=now, by=SYSTEM, at=now)


def test_a_flood_from_one_phone_is_stopped_and_says_so(client: Client) -> None:
    """O07: the draft stays; the limit is a policy."""
    limit("portal.reports_per_phone", 1)
    fill_report(client)
    send_report(client)
    fill_report(client)
    refused = send_report(client)
    assert refused.status_code == 429
    assert "短时间内" in text_of(refused)
    assert client.session["report"]["contact_name"] == "Alice"
    assert RepairRequest.objects.count() == 1


def test_a_flood_from_one_connection_is_stopped(client: Client) -> None:
    """O07."""
    limit("portal.reports_per_line", 2)
    for n in range(3):
        fill_report(client, phone=f"1380013800{n}")
        last = send_report(client)
    assert last.status_code == 429
    assert RepairRequest.objects.count() == 2


def test_text_is_shown_as_text(client: Client) -> None:
    fill_report(client, fault_text="<script>alert(1)</script>", contact_name="<b>x</b>")
    assert "&lt;script&gt;" in text_of(client.get("/report/check/"))
    case_page = text_of(client.get(link(RepairRequest.objects.get()) if send_report(client) else ""))
    assert "<script>alert" not in case_page
    assert "<b>x</b>" not in case_page


def test_forged_choices_are_refused_not_stored(client: Client) -> None:
    for field in ("wish_day", "purchased_on", "mode", "fault", "fault_since"):
        answer = fill_report(client, **{field: "\x00<x>"})
        assert answer.status_code in (302, 422)
        assert client.get("/report/check/").status_code in (200, 302)


def test_thrown_away_is_gone(client: Client) -> None:
    fill_report(client)
    client.post("/report/clear/")
    assert "report" not in client.session


def test_an_unknown_family_is_none(client: Client) -> None:
    client.get("/report/?family=spaceship")
    assert client.get("/report/where/").url == "/report/"
    assert (
        client.post("/report/check/", {"client_key": str(uuid.uuid4()), "acknowledged": "on"}).url
        == "/report/"
    )
