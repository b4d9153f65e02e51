"""Hostile rows B01–B14: what is foreign does not exist, in whatever way it is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from baoxiu.basics.accounts.models import Grant, Role
from baoxiu.core.files.models import StoredFile
from baoxiu.flow.dispatch import actions as dispatch
from baoxiu.flow.intake.links import token_for
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.web.api.tests.conftest import Programs, program, report
from tests.cast import Cast
from tests.journey import DRAWN, Journey
from tests.permissions import in_code, pages

__all__ = ["program", "report"]
BACKEND = "django.contrib.auth.backends.ModelBackend"
ROWS = ("/requests", "/orders", "/visits", "/followups", "/calls", "/letters", "/deliveries", "/complaints")


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    """Own folders."""
    settings.FILES_DIR = settings.STATIC_ROOT = tmp_path


def signed_in(cast: Cast, name: str) -> Client:
    """A browser of somebody."""
    client = Client()
    client.force_login(cast.user(name), backend=BACKEND)
    return client


def test_b01_another_outlets_order_is_not_there(program: Programs, journey: Journey) -> None:
    """B01: read, listed, searched, counted, printed: Wang's outlet finds nothing of it."""
    journey.prepared()
    order, wang = journey.order, program("wang")
    for path in ("", "/documents", "/events", "/documents/repair_record"):
        assert wang.get(f"/orders/{order.number}{path}").status_code == 404, path
    assert wang.get(f"/requests/{order.request.number}").status_code == 404
    for path in ROWS:
        answer = wang.get(path)
        assert answer.status_code == 403 or answer.json()["items"] == [], path
    desk = signed_in(journey.cast, "wang")
    for what in (order.number, order.request.number, "13800138000", journey.cast.unit.serial):
        page = desk.get("/desk/search/", {"q": what}).content.decode()
        assert f"/desk/orders/{order.number}" not in page, what
        assert f"/desk/requests/{order.request.number}" not in page, what
    assert desk.get(f"/desk/orders/{order.number}/").status_code == 404


def test_b02_nothing_is_made_with_foreign_parts(
    program: Programs, report: dict[str, Any], cast: Cast
) -> None:
    """B02: another outlet's customer, outlet or technician in a body is unknown, and nothing is written."""
    wang = program("wang")
    for foreign in ({"customer": cast.alice.number}, {"outlet": cast.outlet.code}):
        answer = wang.post("/requests", report | foreign)
        assert answer.status_code in (403, 422), foreign
    assert not RepairRequest.objects.exists()
    assert program("dana").post("/orders/WX0/assign", {"technician": cast.wen.number}).status_code == 404


@pytest.mark.parametrize("field", ["outlet_id", "stage", "status", "price", "is_admin", "paid", "number"])
def test_b03_extra_fields_are_refused(program: Programs, report: dict[str, Any], field: str) -> None:
    """B03: no mass assignment."""
    ava = program("ava")
    answer = ava.post("/requests", report | {field: 1})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, [field])
    assert not RepairRequest.objects.exists()


def test_b04_a_number_alone_opens_nothing(journey: Journey, client: Client) -> None:
    """B04: the customer's link is random and sealed; a changed, shortened or invented one is not found."""
    journey.accepted()
    request = journey.order.request
    token = token_for(request)
    assert client.get(f"/r/{token}/").status_code == 200
    assert len(token) >= 48
    forged = (request.number, str(request.pk), token[:-2] + "AA", token[:24], token[::-1], "1", "9999")
    for other in forged:
        assert client.get(f"/r/{other}/").status_code == 404, other


def test_b05_what_went_to_somebody_else_is_gone(program: Programs, journey: Journey) -> None:
    """B05: after a reassignment the first technician neither reads nor writes; after the end it is masked."""
    journey.accepted()
    path, bo, ben = f"/orders/{journey.order.number}", program("bo"), program("ben")
    assert not bo.get(path).json()["contact"]["masked"]
    dispatch.assign(
        journey.order, journey.cast.ben, reason="换人", by=journey.actor("dana"), at=journey.tick()
    )
    assert bo.get(path).status_code == 404
    assert bo.post(f"{path}/contacts", {"reached": True}).status_code == 404
    assert not ben.get(path).json()["contact"]["masked"]
    program("mo").done(f"{path}/cancel", {"reason": "客户取消"})
    assert ben.get(path).json()["contact"]["masked"]
    assert ben.post(f"{path}/steps", {"text": "x"}).status_code == 409


def test_b06_a_copied_address_of_a_photo_opens_nothing(program: Programs, journey: Journey) -> None:
    """B06: a file asks who may see its case, whoever has the address."""
    journey.accepted()
    photo = {"name": "x.png", "content": DRAWN.partition(",")[2]}
    program("ava").done(f"/requests/{journey.order.request.number}/photos", photo)
    path = f"/files/{StoredFile.objects.get().pk}/"
    assert signed_in(journey.cast, "ava").get(path).status_code == 200
    for stranger in (Client(), signed_in(journey.cast, "wang"), signed_in(journey.cast, "charlie")):
        assert stranger.get(path).status_code in (302, 403, 404)


def test_b07_one_foreign_part_spoils_the_whole(program: Programs, cast: Cast) -> None:
    """B07: of many devices one is wrong: all are refused, and it says which."""
    good = {"serial": "A1", "family": cast.family.code, "fault_text": "不制冷"}
    given = {
        "contact_name": "学校", "phone": "0371-66778899", "outlet": cast.outlet.code,
        "arrived_at": "2026-03-02T09:00:00+08:00", "devices": [good, good | {"serial": "B2", "family": "x"}],
    }  # fmt: skip
    refused = program("ava").post("/deliveries", given)
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["devices.1.family"])
    foreign = program("wang").post("/deliveries", given | {"devices": [good]})
    assert foreign.status_code in (403, 422)
    assert not RepairRequest.objects.exists()


@pytest.mark.parametrize(
    "name", ["include", "expand", "fields", "sort", "order_by", "outlet_id", "stage__in"]
)
def test_b08_nobody_walks_to_hidden_relations(program: Programs, name: str) -> None:
    """B08, B09: only the filters of the list are known; nothing sorts by what is hidden."""
    answer = program("ava").get("/requests", **{name: "settlement"})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, [name])


def test_b09_money_is_for_those_who_see_money(program: Programs, journey: Journey) -> None:
    """B09: the order is there for the dispatcher, its settlement is not."""
    journey.prepared()
    path = f"/orders/{journey.order.number}"
    assert program("fin").get(path).json()["settlement"]["lines"]
    assert program("dana").get(path).json()["settlement"] is None
    assert program("dana").get("/orders", sort="total").status_code == 422


def test_b10_nobody_signs_in_as_somebody_else() -> None:
    """B10: there is no such page."""
    words = ("impersonate", "login_as", "hijack", "sudo", "switch_user")
    assert not [name for name in pages() if any(word in name for word in words)]


def test_b11_a_brand_is_no_scope_that_widens(program: Programs, journey: Journey) -> None:
    """B11: what a person sees is bounded by outlet alone; nobody can be given "brand X" and then read brand Y by it.

    A role names no brand, and no list takes one as a filter: it is refused, not ignored.
    """
    journey.accepted()
    fields = {field.name for model in (Role, Grant) for field in model._meta.get_fields()}
    assert not [name for name in fields if "brand" in name or "family" in name]
    assert "outlet" in fields
    for name in ("wang", "ava"):
        answer = program(name).get("/orders", brand=journey.cast.model.brand)
        assert (answer.status_code, list(answer.json()["errors"])) == (422, ["brand"])


def test_b12_a_tokens_scope_is_not_chosen_by_the_caller(program: Programs, journey: Journey) -> None:
    """B12: ``?outlet=`` narrows, it never widens."""
    journey.accepted()
    assert program("wang").get("/orders", outlet=journey.cast.outlet.code).json()["items"] == []
    assert len(program("ava").get("/orders", outlet=journey.cast.outlet.code).json()["items"]) == 1


def test_b13_what_is_merged_or_withdrawn_keeps_its_walls(program: Programs, report: dict[str, Any]) -> None:
    """B13: the same rules as for what is alive."""
    ava, wang = program("ava"), program("wang")
    one, two = (ava.done("/requests", report)["number"] for _n in range(2))
    ava.done(f"/requests/{two}/merge", {"into": one, "reason": "同一台"})
    ava.done(f"/requests/{one}/withdraw", {"reason": "好了"})
    for number in (one, two):
        assert wang.get(f"/requests/{number}").status_code == 404
        assert ava.post(f"/requests/{number}/accept", {}).status_code == 409


def test_b14_every_route_has_its_rule() -> None:
    """B14: what no rule was written for fails the build."""
    assert "?" not in in_code().values()
