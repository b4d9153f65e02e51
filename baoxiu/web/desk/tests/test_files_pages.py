"""Every page of files and set-up opens for who may see it, with few queries, and not for others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from baoxiu.basics.notifications.actions import load_defaults
from baoxiu.web.desk.tests.conftest import Desk

LISTS = (
    "customers", "products", "units", "outlets", "technicians", "people", "roles", "prices", "policies",
    "calendar", "notices", "notice_log", "webhooks", "inbox",
)  # fmt: skip


def things(desk: Desk) -> dict[str, tuple[Any, ...]]:
    """A page of each kind of thing."""
    cast = desk.cast
    return {
        "customer": (cast.alice.number,),
        "family": (cast.family.code,),
        "unit": (cast.unit.pk,),
        "outlet": (cast.outlet.code,),
        "technician": (cast.bo.number,),
        "person": (cast.user("dana").pk,),
        "price_list": (cast.price_list.pk,),
        "policy": ("intake.review_hours",),
        "notice": ("visit_booked", "zh-hans"),
    }


@pytest.mark.parametrize("name", LISTS)
def test_lists_open_with_few_queries(desk: Desk, queries_of: Callable[[int], Any], name: str) -> None:
    desk.sign_in("mo").get(name)
    with queries_of(14):
        assert desk.get(name).status_code == 200


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_of_things_open(desk: Desk, language: str) -> None:
    load_defaults()
    desk.client.cookies["language"] = language
    for who in ("mo", "root"):
        desk.sign_in(who)
        for name, args in things(desk).items():
            wanted = 403 if who == "root" and name in ("customer", "unit") else 200
            assert desk.get(name, *args).status_code == wanted, (who, name)


@pytest.mark.parametrize(
    "name", [*LISTS[:-1], "person_new", "price_new", "technician_new", "outlet_new", "family_new"]
)
def test_who_has_no_role_sees_nothing(desk: Desk, name: str) -> None:
    """RQ-SEC-06."""
    assert desk.sign_in("charlie").get(name).status_code == 403


def test_who_is_not_signed_in_is_asked_to(desk: Desk) -> None:
    answer = desk.get("people")
    assert answer.status_code == 302
    assert "next=" in answer.headers["Location"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("outlet", "outlet"),
        ("technician", "technician"),
        ("customer", "customer"),
        ("person", "person"),
        ("unit", "unit"),
    ],
)
def test_another_outlets_things_do_not_exist(desk: Desk, name: str, kind: str) -> None:
    """Wang manages the outlet in Luoyang and sees nothing of Zhengzhou's."""
    assert desk.sign_in("wang").get(name, *things(desk)[kind]).status_code == 404


def test_lists_show_only_the_own_outlet(desk: Desk) -> None:
    desk.sign_in("wang")
    technicians = desk.get("technicians").content.decode()
    assert desk.cast.wen.number in technicians
    assert desk.cast.bo.number not in technicians
    assert desk.cast.alice.number not in desk.get("customers").content.decode()
    outlets = desk.get("outlets").content.decode()
    assert desk.cast.other_outlet.name in outlets
    assert desk.cast.outlet.name not in outlets
