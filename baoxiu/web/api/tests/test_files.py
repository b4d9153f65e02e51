"""Customers' files, the list of key customers, deadlines and tasks, over the interface."""

from __future__ import annotations

from typing import Any

from baoxiu.basics.accounts.actions import grant_role
from baoxiu.basics.promises.models import Promise
from baoxiu.core import clock
from baoxiu.core.actors import SYSTEM
from baoxiu.core.approvals.models import Authority
from baoxiu.core.events import outbox
from baoxiu.flow import next_steps
from baoxiu.web.api.tests.conftest import Programs
from tests.cast import Cast


def test_a_customers_file_is_kept(program: Programs) -> None:
    """RQ-CUS-01, RQ-CUS-03, RQ-CUS-08, RQ-CUS-09, RQ-REV-12."""
    mo = program("mo")
    place = {"division_code": "410105", "detail": "农业路1号"}
    made = mo.done(
        "/customers", {"name": "第一中学", "phone": "0371-66778899", "kind": "company", "address": place}
    )
    path = f"/customers/{made['number']}"
    assert mo.post("/customers", {"name": "X", "phone": "1"}).json()["errors"].keys() == {"phone"}
    contact = mo.done(f"{path}/contacts", {"name": "王老师", "phone": "13900139009"})
    mo.done(f"{path}/contacts/{contact['id']}/change", {"name": "李老师", "phone": "13900139009"})
    living = mo.done(f"{path}/addresses", place | {"detail": "农业路2号", "is_primary": True})
    where = mo.done(f"{path}/addresses/{living['id']}/position", {"lat": 34.79, "lng": 113.68})
    assert (where["lat"], where["lng"]) == (34.79, 113.68)
    mo.done(f"{path}/agreements", {"kind": "contract", "number": "HT-1", "since": "2026-01-01"})
    mo.done(f"{path}/talks", {"kind": "progress", "text": "合同已签"})
    problem = mo.done(f"{path}/problems", {"text": "机房过热"})
    assert mo.done(f"{path}/problems/{problem['id']}/steps", {"text": "已加装", "solved": True})["outcome"]
    key = {"name": "第一中学", "kind": "company", "customer_class": "key"}
    assert mo.post(f"{path}/change", key).json()["errors"].keys() == {"customer_class"}
    mo.done(f"{path}/change", key | {"customer_class": "long_term", "note": "校办"})
    file = mo.get(path).json()
    assert [one["name"] for one in file["contacts"]] == ["第一中学", "李老师"]
    assert [one["is_primary"] for one in file["addresses"]] == [False, True]
    assert (file["note"], file["agreements"][0]["number"], len(file["talks"])) == ("校办", "HT-1", 2)
    masked = program("fin").get(path).json()
    assert (masked["masked"], masked["contacts"][1]["phone"], masked["addresses"][0]["detail"]) == (
        True,
        "139****9009",
        "",
    )
    assert program("wang").get(path).status_code == 404


def test_key_customers_are_approved_once_a_year(program: Programs, cast: Cast) -> None:
    """RQ-CUS-05, RQ-CUS-06, RQ-CUS-07."""
    Authority.objects.create(kind="key_customers", step=1, role="general_manager")
    grant_role(cast.user("dana"), "general_manager", by=SYSTEM, at=cast.at)
    mo, leader = program("mo"), program("dana")
    made = mo.done("/key-lists", {"year": clock.legal_date(clock.now()).year})
    path = f"/key-lists/{made['id']}"
    assert mo.post(f"{path}/propose", {"reason": "战略客户"}).status_code == 422
    entry = {"customer": cast.alice.number, "basis": "potential", "reason": "连锁门店"}
    assert mo.post(f"{path}/entries", entry | {"customer": "K0"}).json()["errors"].keys() == {"customer"}
    first = mo.done(f"{path}/entries", entry)
    assert mo.done(f"{path}/entries/{first['id']}/drop")["entries"] == []
    mo.done(f"{path}/entries", entry)
    assert mo.done(f"{path}/propose", {"reason": "战略客户"})["next"] == []
    assert mo.post(f"{path}/decision", {"granted": True}).status_code == 403
    assert leader.done(f"{path}/decision", {"granted": True})["stage"]["code"] == "approved"
    assert mo.get(f"/customers/{cast.alice.number}").json()["customer_class"] == "key"
    assert [one["id"] for one in mo.get("/key-lists").json()["items"]] == [made["id"]]


def test_a_delay_is_explained_and_a_task_ticked_off(program: Programs, report: dict[str, Any]) -> None:
    """RQ-EXE-09, RQ-NOT-04."""
    ava = program("ava")
    number = ava.done("/requests", report)["number"]
    outbox.drain(next_steps.follow)
    (row,) = [
        one for one in ava.get("/deadlines", number=number).json()["items"] if one["kind"] == "first_review"
    ]
    path, why = f"/deadlines/{row['id']}", {"reason": "客户电话占线"}
    assert ava.post(f"{path}/explain", why).status_code == 409
    Promise.objects.filter(pk=row["id"]).update(due_at=clock.now())
    assert program("fin").post(f"{path}/explain", why).status_code == 403
    assert [one["by"] for one in ava.done(f"{path}/explain", why)["reasons"]] == ["Ava"]
    (task,) = [one for one in ava.get("/tasks").json()["items"] if one["number"] == number]
    assert program("fin").post(f"/tasks/{task['id']}/finish").status_code == 404
    assert ava.done(f"/tasks/{task['id']}/finish")["done_by"] == "Ava"
    assert ava.post(f"/tasks/{task['id']}/finish").status_code == 409


def test_a_product_is_registered_where_it_is_sold(program: Programs, cast: Cast) -> None:
    """RQ-CUS-04, RQ-WAR-03: each serial number once; what is not sent stays, and is not overwritten unseen (E02)."""
    mo, fin = program("mo"), program("fin")
    unit = {
        "serial": "KF26 2601-000009",
        "family": cast.family.code,
        "sold_on": "2026-01-05",
        "price": "1999.00",
    }
    assert mo.post("/units", unit | {"family": ""}).json()["errors"].keys() == {"family"}
    assert mo.post("/units", unit | {"model": "X0"}).json()["errors"].keys() == {"model"}
    made = mo.done("/units", unit | {"customer": cast.alice.number})
    assert (made["price"], made["customer"]) == ("1999.00", cast.alice.number)
    assert mo.post("/units", unit | {"serial": "kf26 2601-000009"}).json()["errors"].keys() == {"serial"}
    path = "/units/KF26 2601-000009"
    tag = mo.get(path).headers["ETag"]
    done = mo.done(f"{path}/change", {"installed_on": "2026-01-09", "proof": "invoice"}, **{"If-Match": tag})
    assert (done["sold_on"], done["installed_on"], done["proof"]) == ("2026-01-05", "2026-01-09", "invoice")
    assert mo.post(f"{path}/change", {"proof": "card"}, **{"If-Match": tag}).status_code == 412
    assert mo.post(f"{path}/change", {"sold_on": "2199-01-01"}).json()["errors"].keys() == {"sold_on"}
    assert mo.done(f"{path}/change", {"customer": None})["customer"] is None
    assert fin.get(path).json()["price"] is None
    assert fin.post(f"{path}/change", {}).status_code == 403


def test_an_absence_comes_from_the_system_for_people(program: Programs, cast: Cast) -> None:
    """RQ-DSP-05: entered, refused where it overlaps, taken back; of foreign technicians nothing is known."""
    dana, path = program("dana"), f"/technicians/{cast.ben.number}/absences"
    away = {"start": "2026-12-01T08:00:00+08:00", "end": "2026-12-02T08:00:00+08:00", "reason": "培训"}
    assert dana.post(path, away | {"end": away["start"]}).json()["errors"].keys() == {"end"}
    made = dana.done(path, away)
    assert dana.post(path, away).json()["errors"].keys() == {"start"}
    assert dana.get(path).json()["items"] == [made]
    assert program("wang").get(path).status_code == 404
    assert program("fin").get(path).status_code == 403
    assert dana.done(f"{path}/{made['id']}/remove") == made
    assert dana.post(f"{path}/{made['id']}/remove").status_code == 404
