"""Promise and defects from the desk to the customer's pages (RQ-PUB-01…03)."""

from __future__ import annotations

from baoxiu.basics.publications.models import DefectNotice, PublicText
from baoxiu.web.desk.tests.conftest import Desk
from baoxiu.web.desk.tests.test_files_verbs import named


def test_what_is_published_is_read_by_customers(desk: Desk) -> None:
    """RQ-PUB-01, RQ-PUB-02: earlier versions stay; the second editor is told; an earlier one holds again."""
    desk.sign_in("root")
    first = named("publish", title="服务承诺", body="七天内修好。", reason="首次公布", seen=0)
    assert desk.post("public_text_change", "promise", "publish", **first).status_code == 302
    assert desk.post("public_text_change", "promise", "publish", **first).status_code == 422
    second = first | named("publish", body="五天内修好。", seen=1)
    assert desk.post("public_text_change", "promise", "publish", **second).status_code == 302
    page = desk.client.get("/promise/").content.decode()
    assert page.index("五天内修好。") < page.index("七天内修好。")
    back = named("take_back", version=1, reason="slip")
    assert desk.post("public_text_change", "promise", "take_back", **back).status_code == 302
    assert PublicText.objects.latest("pk").body == "七天内修好。"
    assert desk.get("public_text", "promise").status_code == 200
    assert desk.sign_in("mo").post("public_text_change", "promise", "publish", **second).status_code == 403


def test_a_defect_is_told_to_everybody_until_it_is_settled(desk: Desk) -> None:
    """RQ-PUB-03."""
    told = {
        "title": "电容批次过热",
        "body": "请停止使用并联系我们。",
        "is_dangerous": "on",
        "family": desk.cast.family.pk,
    }
    assert desk.sign_in("root").post("defect_new", **told).status_code == 302
    row = DefectNotice.objects.get()
    assert "电容批次过热" in desk.client.get("/").content.decode()
    revised = named("revise", **told | {"concerns": "2024年3月批次", "seen": 1})
    assert desk.post("defect_change", row.pk, "revise", **revised).status_code == 302
    assert desk.post("defect_change", row.pk, "revise", **revised).status_code == 422
    assert "2024年3月批次" in desk.client.get("/defects/").content.decode()
    assert desk.post("defect_change", row.pk, "settle").status_code == 302
    assert "电容批次过热" not in desk.client.get("/").content.decode()
    assert "电容批次过热" in desk.client.get("/defects/").content.decode()
    assert "电容批次过热" in desk.get("publications").content.decode()
    assert desk.get("defect", 999).status_code == 404
