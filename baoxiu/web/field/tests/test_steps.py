"""Each step over HTTP, with what it refuses."""

from __future__ import annotations

import io
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from baoxiu.core.events.models import Event
from baoxiu.core.files.models import StoredFile
from baoxiu.core.files.tests.videos import mp4
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.repairs.models import PartUsed, WorkStep
from baoxiu.flow.settlement.models import Payment
from baoxiu.flow.visits.models import ContactAttempt, Visit
from baoxiu.web.field.tests.conftest import ASSESSED, SLOT, Phone, answers, errors
from tests.journey import CHECKED, READY, STARTING


def test_a_job_given_back_goes_to_somebody_else(phone: Phone) -> None:
    """RQ-DSP-02: not without a reason; afterwards it no longer exists for Bo."""
    order = phone.offered()
    refused = phone.post(order, "decline", reason=" ")
    assert refused.status_code == 422
    assert phone.step(order, "decline", reason="与另一单时间冲突").url == "/field/"
    assert order.technician_id == phone.cast.ben.pk
    assert Assignment.objects.get(order=order, state="declined").reason == "与另一单时间冲突"
    assert phone.get("order", order.number).status_code == 404


def test_a_second_tap_changes_nothing(phone: Phone) -> None:
    order = phone.taken()
    again = phone.step(order, "accept")
    assert again.url == f"/field/orders/{order.number}/"
    assert "已经完成，或现在不能操作" in phone.read("order", order.number)
    assert Event.objects.filter(kind="dispatch.accepted").count() == 1


def test_booking_by_a_chip_or_any_other_time(phone: Phone) -> None:
    """RQ-APT-01."""
    order = phone.taken()
    page = phone.read("step", order.number, "book")
    assert SLOT in page
    assert phone.post(order, "book", agreed_with="Alice").status_code == 422
    other = {"slot": "other", "agreed_with": "Alice", "begins": "19:00", "ends": "18:00"}
    assert "请选择日期" in errors(phone.post(order, "book", **other))
    assert "结束" in errors(phone.post(order, "book", **other, day="2026-03-03"))
    phone.step(order, "book", **other | {"ends": "20:30"}, day="2026-03-03")
    assert f"{Visit.objects.get(order=order).window_end:%H:%M}" == "12:30"


def test_a_chip_that_is_taken_says_so_and_is_refused(phone: Phone) -> None:
    """RQ-DSP-03: one technician is at one place."""
    first, second = phone.taken(), phone.taken()
    phone.step(first, "book", slot=SLOT, agreed_with="Alice")
    assert "已有上门" in phone.read("step", second.number, "book")
    refused = phone.post(second, "book", slot=SLOT, agreed_with="Alice")
    assert refused.status_code == 422
    assert first.number in errors(refused)


def test_calls_are_kept_reached_or_not(phone: Phone) -> None:
    """RQ-APT-02, RQ-APT-05."""
    order = phone.taken()
    phone.step(order, "contact", reached="no", note="无人接听")
    assert ContactAttempt.objects.get(order=order).reached is False
    assert phone.post(order, "contact", reached="maybe").status_code == 422


def test_another_time_needs_a_reason_and_comes_before_the_window(phone: Phone) -> None:
    """RQ-APT-04."""
    order = phone.taken()
    phone.step(order, "book", slot=SLOT, agreed_with="Alice")
    moved = {"slot": "2026-03-03T08-10", "agreed_with": "Alice"}
    assert phone.post(order, "reschedule", **moved).status_code == 422
    phone.step(order, "reschedule", **moved, reason="客户加班")
    phone.now = Visit.objects.get(order=order).window_start + timedelta(minutes=1)
    page = phone.read("order", order.number)
    assert "/reschedule/" not in page
    assert "/cancel_visit/" in page
    phone.step(order, "cancel_visit", reason="客户出差")
    assert Visit.objects.get(order=order).stage == "cancelled"


def test_checking_in_keeps_place_and_the_phones_clock(phone: Phone) -> None:
    """RQ-VIS-15: nonsense from a phone counts as not given, it never stops the check-in."""
    order = phone.taken()
    phone.step(order, "book", slot=SLOT, agreed_with="Alice")
    phone.step(order, "visit_ready", **answers(READY))
    phone.step(order, "set_out", device_at="gestern")
    said = {"lat": "34.790512", "lng": "113.676544", "device_at": "2026-03-02T05:58:00Z"}
    phone.step(order, "arrive", **said)
    visit = Visit.objects.get(order=order)
    assert (visit.arrived_lat, visit.arrived_lng) == (34.790512, 113.676544)
    assert Event.objects.get(kind="visits.arrived").device_at is not None


def test_half_a_position_is_refused_on_the_order_page(phone: Phone) -> None:
    order = phone.taken()
    phone.step(order, "book", slot=SLOT, agreed_with="Alice")
    phone.step(order, "visit_ready", **answers(READY))
    phone.step(order, "set_out")
    refused = phone.post(order, "arrive", lat="34.79", lng="east")
    assert refused.status_code == 422
    assert "定位坐标不正确" in refused.content.decode()


def test_nobody_at_home(phone: Phone) -> None:
    """RQ-APT-05: the order goes on, a new time is agreed."""
    order = phone.taken()
    phone.step(order, "book", slot=SLOT, agreed_with="Alice")
    phone.step(order, "visit_ready", **answers(READY))
    phone.step(order, "set_out")
    assert phone.post(order, "no_access").status_code == 422
    phone.step(order, "no_access", reason="nobody_in", note="等了20分钟")
    assert "约定上门时间" in phone.read("order", order.number)


def test_a_checklist_wants_every_answer(phone: Phone) -> None:
    """RQ-VIS-01…11."""
    order = phone.taken()
    phone.step(order, "book", slot=SLOT, agreed_with="Alice")
    phone.step(order, "arrive")
    some = {key: value for key, value in STARTING.items() if key != "dress"}
    refused = phone.post(order, "visit_start", **answers(some))
    assert refused.status_code == 422
    assert refused.content.decode().count('class="error"') == 1
    phone.step(order, "visit_start", **answers(STARTING))


def test_no_assessment_from_the_sofa(phone: Phone) -> None:
    """RQ-ASM-03: before somebody was at the product there is no such step."""
    order = phone.taken()
    phone.step(order, "assess", **ASSESSED)
    assert order.stage == "accepted"
    assert not order.assessments.exists()


def test_an_unknown_cause_leaves_the_payer_open(phone: Phone) -> None:
    """RQ-WAR-14: somebody else decides; the technician may look again."""
    order = phone.arrived()
    assert phone.post(order, "assess", **ASSESSED | {"cause_class": ""}).status_code == 422
    phone.step(order, "assess", **ASSESSED | {"cause_class": "unknown"})
    page = phone.read("order", order.number)
    assert "费用承担未定" in page
    assert "/quote/" not in page
    phone.step(order, "assess_again", **ASSESSED)
    assert "方案和报价" in phone.read("order", order.number)


def test_beyond_repair_goes_back_and_the_visit_ends(phone: Phone) -> None:
    """RQ-ASM-05."""
    order = phone.arrived()
    phone.step(order, "assess", **ASSESSED | {"result": "not_repairable", "barrier": "主板停产"})
    assert (order.stage, order.barrier) == ("unrepaired", "主板停产")
    assert "退还产品" in phone.read("orders")
    phone.step(order, "hand_back", note="已恢复原状")
    assert (order.stage, order.closure.note) == ("closed", "已恢复原状")
    phone.leave(order)
    assert Visit.objects.get(order=order).stage == "finished"


def test_in_the_workshop_the_office_gives_the_product_back(phone: Phone) -> None:
    """Appendix (a) 2: who meets the customer does it; the technician may, but it is not the next step."""
    order = phone.taken(mode="carry_in")
    phone.step(order, "assess", **ASSESSED | {"result": "not_repairable"})
    page = phone.read("order", order.number)
    assert "待退还" in page.split("</h2>")[0] + page.split("</h2>")[1]
    assert f"/field/orders/{order.number}/hand_back/" in page.split("also possible")[-1]
    assert order.number in phone.read("orders", shelf="waiting")
    phone.step(order, "hand_back")
    assert order.stage == "closed"


def test_a_quote_takes_prices_from_the_list_and_reasons_for_the_rest(phone: Phone) -> None:
    """RQ-FEE-03: everything typed stays on the screen."""
    order = phone.arrived()
    phone.step(order, "assess", **ASSESSED)
    lines = phone.lines("AC-L1")
    free = {"free_name": "加长连接管", "free_kind": "part", "free_price": "66"}
    refused = phone.post(order, "quote", plan="更换", **lines, **free)
    assert refused.status_code == 422
    assert "加长连接管" in refused.content.decode()
    assert "数量" in errors(phone.post(order, "quote", plan="更换", **dict.fromkeys(lines, "viel")))
    phone.step(order, "quote", plan="更换", **lines, **free, free_reason="价格表没有这个规格")
    assert order.quotes.get().total_customer == Decimal("186.00")


def test_a_new_version_starts_from_the_last(phone: Phone) -> None:
    """RQ-QUO-07."""
    order = phone.quoted()
    page = phone.read("step", order.number, "new_quote")
    assert page.count("data-chosen") == 2
    phone.step(order, "new_quote", plan="只换电容", **phone.lines("AC-P-CAP"))
    assert list(order.quotes.values_list("version", "stage")) == [(1, "replaced"), (2, "sent")]


def test_the_customer_agrees_to_what_was_read(phone: Phone) -> None:
    """RQ-QUO-07: after a change by somebody else the new text is shown and must be agreed anew."""
    order = phone.quoted()
    seen = phone.answer(order)
    assert "¥165.00" in phone.read("step", order.number, "consent")
    assert phone.post(order, "consent", **seen | {"name": ""}).status_code == 422
    phone.step(order, "new_quote", plan="更换电容", **phone.lines("AC-L1"))
    refused = phone.post(order, "consent", **seen)
    assert refused.status_code == 422
    assert "报价已" in refused.content.decode() or 'role="alert"' in refused.content.decode()
    phone.step(order, "consent", **phone.answer(order))
    assert order.stage == "ready"


def test_a_lapsed_quote_asks_for_a_new_one(phone: Phone) -> None:
    order = phone.quoted()
    seen = phone.answer(order)
    phone.now += timedelta(days=40)
    assert phone.post(order, "consent", **seen).status_code == 302
    assert "/new_quote/" in phone.read("order", order.number).split('class="action-bar"')[1]


def test_a_refused_quote_ends_the_repair(phone: Phone) -> None:
    """RQ-QUO-08."""
    order = phone.quoted()
    phone.step(order, "refuse_quote", **phone.answer(order), reason="太贵")
    assert (order.stage, order.outcome) == ("unrepaired", "quote_refused")


def test_only_agreed_parts_are_built_in(phone: Phone) -> None:
    """RQ-QUO-03: not more than agreed, and then no longer offered."""
    order = phone.in_repair()
    line = order.quotes.get().lines.get(kind="part")
    assert phone.post(order, "part", quote_line=line.pk, quantity="2").status_code == 422
    assert phone.post(order, "part", quote_line="999999", quantity="1").status_code == 422
    phone.step(order, "part", quote_line=line.pk, quantity="1", new_serial="C-2")
    assert PartUsed.objects.get(order=order).new_serial == "C-2"
    assert "/part/" not in phone.read("order", order.number)


def test_work_and_photos_are_noted(phone: Phone) -> None:
    """RQ-EXE-05."""
    order = phone.in_repair()
    assert phone.post(order, "work", text=" ").status_code == 422
    phone.step(order, "work", text="更换电容")
    assert WorkStep.objects.get(order=order).text == "更换电容"
    assert phone.post(order, "photo", photos=SimpleUploadedFile("a.jpg", b"no picture")).status_code == 422
    phone.step(order, "photo", photos=[picture("1.jpg"), picture("2.jpg")])
    assert StoredFile.objects.filter(purpose="repair_photo").count() == 2


def test_a_video_says_more_than_a_photo(phone: Phone) -> None:
    """RQ-EXE-05, RQ-REG-07: what one must hear is recorded; it stands with the photos of the work."""
    order = phone.in_repair()
    clip = SimpleUploadedFile("noise.mov", mp4(brand=b"qt  "), "video/quicktime")
    phone.step(order, "photo", photos=[clip])
    assert StoredFile.objects.get(purpose="repair_photo").mime == "video/quicktime"


def test_a_failed_self_check_keeps_the_order_in_repair(phone: Phone) -> None:
    """RQ-QC-01."""
    order = phone.in_repair()
    phone.step(order, "self_check", **answers(CHECKED | {"works": "fail"}))
    assert order.stage == "in_repair"
    assert "自检发现问题" in phone.read("order", order.number)


def test_the_inspectors_words_reach_the_technician(phone: Phone) -> None:
    """RQ-QC-06, RQ-RWK-01."""
    order = phone.in_repair()
    phone.step(order, "self_check", **answers(CHECKED))
    phone.inspected(order, answers={"safety": "fail"}, rework_reason="接地线松动")
    assert "接地线松动" in phone.read("order", order.number)


def test_no_signature_no_acceptance(phone: Phone) -> None:
    """RQ-ACC-01: and none under a text that has changed."""
    order = phone.presented()
    signed = phone.signature(order)
    assert phone.post(order, "sign", **signed | {"signature-typed": ""}).status_code == 422
    refused = phone.post(order, "sign", **signed | {"document_hash": "0" * 64})
    assert refused.status_code == 422
    assert 'role="alert"' in refused.content.decode()
    assert order.stage == "awaiting_acceptance"


def test_an_objection_sends_the_work_back_with_its_words(phone: Phone) -> None:
    """RQ-ACC-02."""
    order = phone.presented()
    assert phone.post(order, "object", signer="Alice").status_code == 422
    phone.step(order, "object", signer="Alice", objection="仍有异响")
    assert order.stage == "in_repair"
    assert "仍有异响" in phone.read("order", order.number)


def test_money_is_recorded_once_and_never_above_what_is_owed(phone: Phone) -> None:
    """RQ-FEE-05, RQ-FEE-07."""
    order = phone.signed()
    key = str(uuid4())
    paid = {"amount": "165.00", "method": "cash", "reference": "", "client_key": key}
    assert phone.post(order, "pay", **paid | {"amount": "165.01"}).status_code == 422
    assert phone.post(order, "pay", **paid | {"amount": "viel"}).status_code == 422
    phone.step(order, "pay", **paid)
    phone.step(order, "pay", **paid)
    assert Payment.objects.get(settlement__order=order).amount == Decimal("165.00")
    phone.step(order, "settle")
    assert order.stage == "closed"


def test_a_visit_ends_with_checklist_and_report(phone: Phone) -> None:
    """RQ-VIS-11, RQ-VIS-15."""
    order = phone.arrived()
    early = phone.post(order, "finish", report="做完了")
    assert early.status_code == 422
    assert "请先完成离开前检查。" in errors(early)
    phone.leave(order)
    assert Visit.objects.get(order=order).report.startswith("已更换")


def picture(name: str) -> SimpleUploadedFile:
    """A small JPEG."""
    data = io.BytesIO()
    Image.new("RGB", (32, 24), "#507d9a").save(data, "JPEG")
    return SimpleUploadedFile(name, data.getvalue(), "image/jpeg")
