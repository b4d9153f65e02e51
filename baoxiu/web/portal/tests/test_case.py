"""The customer's own page (RQ-SEC-01, RQ-INT-11, RQ-VIS-02)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from baoxiu.core import clock
from baoxiu.core.files.models import StoredFile
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.links import token_for
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.work_orders import actions as work_orders
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.portal.tests.world import link, photo, quoted, report, text_of
from tests.cast import Cast
from tests.journey import Journey


def test_how_it_stands_at_first(client: Client, case: RepairRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: case.submitted_at)
    page = text_of(client.get(link(case)))
    assert case.number in page
    assert "报修已收到" in page
    assert "138****8000" in page
    assert "13800138000" not in page.replace(" ", "")


def test_a_late_answer_is_called_late(
    client: Client, case: RepairRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T03: once the promised time has passed, the page says so and what happens now."""
    assert case.promised_reply_at
    late = case.promised_reply_at + timedelta(minutes=5)
    monkeypatch.setattr(clock, "now", lambda: late)
    page = text_of(client.get(link(case)))
    assert "答复超时" in page
    assert "最迟" not in page


def test_it_stays_out_of_caches_and_search_engines(client: Client, case: RepairRequest) -> None:
    answer = client.get(link(case))
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "same-origin"
    assert '<meta name="robots" content="noindex' in text_of(answer)


@pytest.mark.django_db
def test_a_forged_token_opens_nothing(client: Client) -> None:
    for token in ("x", "A" * 48, "\u4e2d", "..%2f"):
        for page in ("", "received/", "supplement/", "acceptance/", "quote/1/", "rate/"):
            assert client.get(f"/r/{token}/{page}").status_code == 404


def test_a_token_with_one_other_letter_opens_nothing(client: Client, case: RepairRequest) -> None:
    token = token_for(case)
    other = ("B" if token[-3] != "B" else "C").join((token[:-3], token[-2:]))
    assert client.get(f"/r/{other}/").status_code == 404


def test_an_old_link_is_dead_after_renewal(client: Client, case: RepairRequest, cast: Cast) -> None:
    old = link(case)
    intake.renew_link(case, by=cast.actor("ava"), at=case.submitted_at)
    assert client.get(old).status_code == 404
    assert client.get(link(case)).status_code == 200


def test_internal_notes_stay_inside(client: Client, way: Journey) -> None:
    """RQ-SEC-01: neither the office's names nor notes of calls."""
    order = way.accepted()
    page = text_of(client.get(link(order.request)))
    assert "Dana" not in page
    assert "Ava" not in page
    assert way.cast.bo.number in page
    assert "Bo" in page


def test_every_stage_has_its_page(client: Client, way: Journey) -> None:
    order = way.accepted()
    for stage, _label in WorkOrder._meta.get_field("stage").choices:
        WorkOrder.objects.filter(pk=order.pk).update(stage=stage)
        assert client.get(link(order.request)).status_code == 200


def test_every_stage_of_a_request_has_its_page(client: Client, case: RepairRequest) -> None:
    for stage, _label in RepairRequest._meta.get_field("stage").choices:
        RepairRequest.objects.filter(pk=case.pk).update(stage=stage)
        assert client.get(link(case)).status_code == 200


def test_the_visit_is_on_top(
    client: Client, cast: Cast, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who comes and when; a time that has passed is called so."""
    way = Journey(cast, at, mode="on_site")
    way.accepted()
    booked = way.booked()
    assert "约定的上门时间已过" in text_of(client.get(link(way.order.request)))
    monkeypatch.setattr(clock, "now", lambda: booked.window_start)
    page = text_of(client.get(link(way.order.request)))
    assert "Bo师傅上门" in page
    assert f"/t/{cast.bo.number}/" in page
    assert "请在约定时间之前致电" in text_of(client.get(link(way.order.request, "visit/")))


def test_one_big_action_when_the_customer_is_asked(client: Client, way: Journey) -> None:
    quoted(way)
    page = text_of(client.get(link(way.order.request)))
    assert page.count("on-hero") == 1
    assert "quote/1/" in page


def test_photos_can_be_added_while_it_is_open(client: Client, case: RepairRequest, cast: Cast) -> None:
    picture = SimpleUploadedFile("a.jpg", photo(), "image/jpeg")
    client.post(link(case, "photos/"), {"photos": [picture]})
    stored = StoredFile.objects.get()
    assert f"/files/{stored.pk}/" in text_of(client.get(link(case)))
    assert client.get(f"/files/{stored.pk}/").status_code == 200
    assert Client().get(f"/files/{stored.pk}/").status_code == 404
    intake.refuse(
        case, reason_code="not_ours", text="不是本公司产品", by=cast.actor("ava"), at=case.submitted_at
    )
    again = SimpleUploadedFile("a.jpg", photo(), "image/jpeg")
    client.post(link(case, "photos/"), {"photos": [again]})
    assert StoredFile.objects.count() == 1


def test_withdrawn_while_nobody_has_begun(client: Client, case: RepairRequest, cast: Cast) -> None:
    assert "withdraw/" in text_of(client.get(link(case)))
    client.post(link(case, "withdraw/"), {"reason": "好了"})
    case.refresh_from_db()
    assert case.stage == "withdrawn"
    accepted = report(cast, case.submitted_at, contact_name="Bea")
    intake.accept(accepted, by=cast.actor("ava"), at=case.submitted_at)
    assert "withdraw/" not in text_of(client.get(link(accepted)))
    assert client.post(link(accepted, "withdraw/")).status_code in (302, 409)
    accepted.refresh_from_db()
    assert accepted.stage == "accepted"


def test_what_was_asked_is_answered(client: Client, case: RepairRequest, cast: Cast) -> None:
    """RQ-REG-08."""
    assert client.get(link(case, "supplement/")).url == link(case)
    intake.ask_for_more(
        case, missing=["serial", "photos"], text="请补充序列号", by=cast.actor("ava"), at=case.submitted_at
    )
    page = text_of(client.get(link(case, "supplement/")))
    assert "请补充序列号" in page
    assert 'name="serial"' in page
    empty = client.post(link(case, "supplement/"), {"text": "", "serial": ""})
    assert empty.status_code == 422
    client.post(link(case, "supplement/"), {"text": "在铭牌上", "serial": "KF-77"})
    case.refresh_from_db()
    assert (case.stage, case.serial) == ("submitted", "KF-77")


def test_a_product_returned_unrepaired_is_not_called_done(client: Client, way: Journey) -> None:
    """RQ-QUO-08: the last sentence says what became of it."""
    way.accepted()
    way.assessed(repairable=False)
    work_orders.hand_back(way.order, by=way.actor("ava"), at=way.tick())
    page = text_of(client.get(link(way.order.request)))
    assert "产品已退还给您" in page
    assert "全部完成" not in page
