"""The customer's downloads, and the public page behind the code on a printed copy (RQ-WO-11, RQ-SEC-01)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from baoxiu.flow.documents.codes import code_for
from baoxiu.flow.documents.kinds import KINDS
from baoxiu.flow.documents.queries import issue_of
from baoxiu.flow.intake.links import token_for
from baoxiu.web.portal.tests.world import link, text_of
from tests.journey import Journey


def code_of(way: Journey, code: str) -> str:
    """As it stands in the QR."""
    issue = issue_of(way.order, code)
    assert issue is not None
    return code_for(way.order.pk, issue.kind.mark, issue.version, issue.event.hash)


def test_downloads_at_the_present_stage(client: Client, way: Journey) -> None:
    way.prepared()
    page = text_of(client.get(link(way.order.request)))
    for kind in KINDS:
        there = f"documents/{kind.code}/" in page
        assert there == (kind.code not in ("dispatch_sheet", "tracking_report")), kind.code


def test_a_download(client: Client, way: Journey) -> None:
    way.prepared()
    answer = client.get(link(way.order.request, "documents/settlement_sheet/"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")
    assert answer["Cache-Control"] == "private, no-store"
    assert "default-src" in answer["Content-Security-Policy"]
    name = f"{way.order.number}-%E7%BB%93%E7%AE%97%E5%8D%95.pdf"
    assert answer["Content-Disposition"] == f"inline; filename*=utf-8''{name}"


def test_what_is_not_there_or_not_for_customers(client: Client, way: Journey) -> None:
    way.accepted()
    case = way.order.request
    assert client.get(link(case, "documents/settlement_sheet/")).status_code == 404
    assert client.get(link(case, "documents/nonsense/")).status_code == 404
    assert client.get(link(case, "documents/dispatch_sheet/")).status_code == 403
    wrong = token_for(case)[:-3] + "AAA"
    assert client.get(f"/r/{wrong}/documents/request_slip/").status_code == 404


def test_a_true_copy_is_confirmed_without_personal_data(client: Client, way: Journey) -> None:
    way.prepared()
    page = text_of(client.get(f"/v/{code_of(way, 'settlement_sheet')}/"))
    for fact in ("是我们出具的单据", way.order.number, "结算单", "A**", "138****8000", "noindex"):
        assert fact in page, fact
    for secret in ("Alice", "13800138000", "花园路"):
        assert secret not in page


def test_an_altered_record_is_told(client: Client, way: Journey) -> None:
    way.prepared()
    code = code_of(way, "settlement_sheet")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE events_event SET actor_name = 'X' WHERE chain = %s AND seq = 2", [way.order.chain]
        )
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    page = text_of(client.get(f"/v/{code}/"))
    assert "存证记录不完整" in page
    assert "是我们出具的单据" not in page


def test_a_forged_code(client: Client, way: Journey) -> None:
    way.accepted()
    code = code_of(way, "request_slip")
    for forged in (code[:-1] + ("A" if code[-1] != "A" else "B"), "x", "字", "a" * 900):
        answer = client.get(f"/v/{forged}/")
        assert answer.status_code == 404
        assert "不是我们出具的单据" in text_of(answer)


def test_look_ups_are_limited(client: Client, way: Journey, monkeypatch: Any) -> None:
    """O07: like every public look-up."""
    way.accepted()
    monkeypatch.setattr("baoxiu.web.portal.limits._count", lambda *_given: 61)
    assert client.get(f"/v/{code_of(way, 'request_slip')}/").status_code == 429


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Yes, this is our document"), ("zh-hans", "是我们出具的单据")]
)
def test_in_the_readers_language(client: Client, way: Journey, language: str, words: str) -> None:
    way.accepted()
    client.cookies["django_language"] = language
    assert words in text_of(client.get(f"/v/{code_of(way, 'request_slip')}/"))
