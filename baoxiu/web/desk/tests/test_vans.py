"""Vans at the desk: what is on them, what is booked, a count from a file, what a job needs, who may."""

from __future__ import annotations

from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from baoxiu.basics.parts.actions import add_part, count
from baoxiu.basics.parts.models import VanMovement
from baoxiu.basics.parts.queries import on_van, usual_parts
from baoxiu.core.actors import SYSTEM
from baoxiu.flow.planning.tests.test_place_order import new_order
from baoxiu.flow.work_orders.packing import packed
from baoxiu.web.desk.tests.conftest import Desk


def file(text: str) -> SimpleUploadedFile:
    """A table as it is sent."""
    return SimpleUploadedFile("盘点.csv", text.encode())


def test_a_van_is_loaded_counted_and_handed_on(desk: Desk) -> None:
    """RQ-APT-07: parts by number, booked by whoever dispatches; what does not fit is told at its field."""
    cast, root = desk.cast, desk.sign_in("root")
    bo, ben = cast.bo.number, cast.ben.number
    root.post("parts_change", "add", **{"add-number": "P-7", "add-name": "主控板", "add-unit": "块"})
    usual = {"usual-fault": cast.fault.pk, "usual-parts": "p-7 2\n"}
    assert root.post("parts_change", "usual", **usual | {"usual-parts": "X-1"}).status_code == 422
    root.post("parts_change", "usual", **usual)
    (row,) = usual_parts(cast.fault)
    assert (row.part.number, row.quantity) == ("P-7", 2)
    dana = desk.sign_in("dana")
    assert "主控板" in dana.get("parts").content.decode()
    assert "Bo" in dana.get("vans").content.decode()  # never loaded
    load = {"load-part": "P-7", "load-quantity": "3"}
    assert dana.post("van_change", bo, "load", **load | {"load-part": "P-8"}).status_code == 422
    dana.post("van_change", bo, "load", **load)
    give = {"hand_over-part": "P-7", "hand_over-quantity": "4", "hand_over-to": cast.ben.pk}
    assert "车上没有这么多" in dana.post("van_change", bo, "hand_over", **give).content.decode()
    dana.post("van_change", bo, "hand_over", **give | {"hand_over-quantity": "1"})
    dana.post("van_change", bo, "return", **{"return-part": "P-7", "return-quantity": "1"})
    seen = dana.get("van", bo).content.decode()
    assert all(word in seen for word in ("装车", "交给同事", "退回仓库", "Ben"))
    assert [on_van(one.pk, row.part) for one in (cast.bo, cast.ben)] == [1, 1]
    wrong = file(f"工号,配件编号,数量\n{bo},P-7,2\n{ben},P-9,1\n{ben},P-7,-1\n")
    refused = dana.post("vans_import", **{"import-file": wrong}).content.decode()
    assert "3、4" in refused
    right = file(f"staff number,part number,quantity\n{bo},P-7,2\n{ben},p-7,0\n")
    assert dana.post("vans_import", **{"import-file": right, "import-note": "月末盘点"}).status_code == 302
    assert [on_van(one.pk, row.part) for one in (cast.bo, cast.ben)] == [2, 0]
    assert VanMovement.objects.filter(kind="counted", note="月末盘点").count() == 2
    assert [one.technician for one in dana.get("vans", q="主控").context["page"]] == [cast.ben, cast.bo]
    assert desk.sign_in("ava").get("vans").status_code == 403
    wang = desk.sign_in("wang")
    assert wang.get("van", bo).status_code == 404
    assert not wang.get("vans").context["page"]


def test_what_a_job_needs_is_noted_and_brought(desk: Desk) -> None:
    """RQ-APT-07, RQ-DSP-02: expected parts on the order's page; the board names the colleague and hands over."""
    cast, dana = desk.cast, desk.sign_in("dana")
    part = add_part("P-7", "主控板", by=SYSTEM, at=cast.at)
    order = new_order(cast)
    noted = reverse("desk:order_step", args=[order.number, "parts"])
    assert dana.client.post(noted, {"parts": "P-9"}).status_code == 422
    assert dana.client.post(noted, {"parts": "P-7 ×1\n"}).status_code == 302
    assert order.expected_parts.get().quantity == 1
    for person, units in ((cast.bo, 0), (cast.ben, 0)):
        count(person, part, Decimal(units), by=SYSTEM, at=cast.at)
    bring = f"{part.pk}:1:{cast.ben.pk}:{cast.bo.pk}"
    given = {"order": order.number, "day": "2026-03-02"}
    assert dana.post("board_change", "bring", **given, bring="1:2").status_code == 422
    assert dana.post("board_change", "bring", **given, bring=bring).json()["code"] == "not_on_van"
    count(cast.ben, part, Decimal(1), by=SYSTEM, at=cast.at)
    said = dana.post("board_change", "bring", **given, bring=bring).json()["said"]
    assert said == {"placed": True}
    assert on_van(cast.bo.pk, part) == 1
    (one,) = packed(cast.bo.pk)
    assert [one.asked, one.there, one.short] == [1, 1, 0]
    assert one.certain
