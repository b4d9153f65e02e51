"""The one box: every way to something, ranked, within the rights, each by an index (RQ-WO-06, RQ-INT-07)."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import QuerySet

from baoxiu.flow.intake.finding import by_fault
from baoxiu.flow.intake.queries import matching
from baoxiu.flow.work_orders.tests.make import created
from baoxiu.web.desk.search import MOST, found
from baoxiu.web.desk.tests.conftest import Desk
from tests.cast import Cast


def test_every_way_leads_there(desk: Desk, cast: Cast) -> None:
    order = created(cast)
    ways = (order.number, "8000", "KF35 2506-000127", "Alice", "ali", "外机不转", "不制冷")
    for text in ways:
        groups = found(cast.actor("mo"), text)
        assert sum(len(group.hits) for group in groups) in range(1, MOST + 1), text
        assert any("Alice" in hit.title + hit.note for group in groups for hit in group.hits), text
    assert found(cast.actor("wang"), "8000") == []
    assert found(cast.actor("mo"), " \x00") == []
    part = desk.sign_in("mo").get("search", q="外机不转", part="1").content.decode()
    assert order.request.number in part
    assert "<html" not in part


@pytest.mark.parametrize("text", ["8000", "WX26030", "KF35 2506", "Alice", "外机不转"])
def test_each_way_has_an_index(cast: Cast, text: str) -> None:
    """Where reading the whole table is forbidden, no part of the search needs it."""
    rows: list[QuerySet] = [matching(text), by_fault(cast.actor("mo"), text).filter(fault=None).values("pk")]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        for one in rows:
            assert "Seq Scan on intake_repairrequest" not in one.explain(), text
