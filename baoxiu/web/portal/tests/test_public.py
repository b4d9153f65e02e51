"""Prices, warranty, and the technician at the door (RQ-FEE-02, RQ-PUB-02, RQ-VIS-02, RQ-WAR-15)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from baoxiu.basics.technicians.models import Technician
from baoxiu.web.portal.tests.world import text_of
from tests.cast import Cast


def test_the_list_in_force_with_version_and_date(client: Client, cast: Cast) -> None:
    page = text_of(client.get("/prices/"))
    assert cast.price_list.title in page
    assert "¥860.00" in page
    assert "各类产品通用" in page


def test_searched(client: Client, cast: Cast) -> None:  # noqa: ARG001
    for wanted, there, not_there in (("压缩", "压缩机", "启动电容"), ("compressor", "压缩机", "上门费")):
        page = text_of(client.get("/prices/", {"q": wanted})).split('<form class="price-search"')[1]
        assert there in page
        assert not_there not in page


def test_nothing_found_says_so(client: Client, cast: Cast) -> None:  # noqa: ARG001
    page = text_of(client.get("/prices/", {"q": "<b>xyz"}))
    assert "没有找到" in page
    assert "<b>xyz" not in page


@pytest.mark.django_db
def test_before_the_first_list(client: Client) -> None:
    assert "价目表尚未公布" in text_of(client.get("/prices/"))


def test_only_verified_rules_are_called_the_law(client: Client, cast: Cast) -> None:  # noqa: ARG001
    """RQ-WAR-15: the row of refrigerators is from memory, that of air conditioners was read."""
    page = text_of(client.get("/warranty/"))
    air, fridge = (
        page.split(f'id="{code}"')[1].split("</section>")[0] for code in ("air_conditioner", "refrigerator")
    )
    assert "国家规定整机保修不少于12个月" in air
    assert "国家规定" not in fridge
    assert "M-m" not in page


def test_the_technician_at_the_door(client: Client, cast: Cast) -> None:
    """Name, outlet, certificates, active: no phone, nothing else."""
    page = text_of(client.get(f"/t/{cast.bo.number.lower()}/"))
    assert "核验通过" in page
    assert cast.bo.name in page
    assert "<dd>2</dd>" in page
    assert cast.bo.phone.removeprefix("+86") not in page.replace(" ", "")


def test_somebody_who_left_and_somebody_unknown(client: Client, cast: Cast) -> None:
    Technician.objects.filter(pk=cast.bo.pk).update(is_active=False)
    page = text_of(client.get(f"/t/{cast.bo.number}/"))
    assert "已不是我们的师傅" in page
    assert cast.bo.outlet.name not in page
    unknown = client.get("/t/X99/")
    assert unknown.status_code == 404
    assert "查无此工号" in text_of(unknown)


def test_asked_by_number(client: Client, cast: Cast) -> None:
    assert client.get("/t/", {"number": cast.bo.number}).url == f"/t/{cast.bo.number}/"
    assert client.get("/t/", {"number": "../desk"}).status_code == 200


def test_complete_in_english(client: Client, cast: Cast, settings: Any) -> None:  # noqa: ARG001
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for path in ("/", "/report/", "/prices/", "/warranty/", "/promise/", "/defects/", "/t/"):
        page = text_of(client.get(path))
        assert 'lang="en"' in page
        assert "报修" not in page.split("<main", 1)[1].split("</main>")[0]
