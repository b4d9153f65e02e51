"""Putting the finished work before the customer."""

from __future__ import annotations

from decimal import Decimal

import pytest

from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.models import Event
from baoxiu.core.refusals import IllegalMove, NotAllowed
from baoxiu.flow.acceptance import actions, queries
from baoxiu.flow.acceptance.rules import document_hash
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.repairs.models import QuoteLine
from baoxiu.flow.warranty import actions as warranty
from tests.journey import Journey

pytestmark = pytest.mark.django_db


def test_the_sheet_freezes_job_parts_prices_and_warranty(visit_journey: Journey) -> None:
    """RQ-ACC-01, standards.md 5.4: the signed text is frozen and its hash survives storing."""
    journey = visit_journey
    journey.in_repair(journey.listed("AC-L1"), journey.listed("AC-P-CAP"))
    bo = journey.actor("bo")
    line = QuoteLine.objects.get(quote__order=journey.order, kind="part")
    repairs.note_part(
        journey.order, quote_line=line, old_serial="A1", new_serial="B2", by=bo, at=journey.tick()
    )
    repairs.note_step(journey.order, text="更换启动电容", by=bo, at=journey.tick())
    journey.order.stage = "awaiting_acceptance"
    journey.order.save()
    sheet = actions.present(journey.order, by=SYSTEM, at=journey.tick())
    sheet.refresh_from_db()
    assert document_hash(sheet.document) == sheet.document_hash
    document = sheet.document
    assert (document["order"], document["technician"]) == (journey.order.number, "Bo")
    assert (document["assessment"]["warranty"], document["quote"]["total_company"]) == ("covered", "165.00")
    assert document["parts"][0]["new_serial"] == "B2"
    assert document["work"] == ["更换启动电容"]
    assert document["times"]["arrived"]
    assert Event.objects.get(kind="acceptance.presented").data["document_hash"] == sheet.document_hash


def test_unchanged_content_keeps_its_version(journey: Journey) -> None:
    """RQ-ACC-01."""
    sheet = journey.presented()
    assert actions.present(journey.order, by=journey.actor("bo"), at=journey.tick()) == sheet
    assert queries.newest_sheet(journey.order) == sheet


def test_changed_content_is_a_new_version(journey: Journey) -> None:
    """Standards.md 5.4: a later change is seen."""
    first = journey.presented()
    warranty.judge(
        journey.order, stage="diagnosis", cause="misuse", by=journey.actor("ava"), at=journey.tick()
    )
    second = actions.present(journey.order, by=SYSTEM, at=journey.tick())
    assert (second.version, second.document_hash != first.document_hash) == (2, True)


def test_a_refused_version_is_not_shown_again(journey: Journey) -> None:
    """RQ-ACC-02: after the objection a new version is signed, even if its words are the same."""
    first = journey.presented()
    actions.refuse(first, objection="有异响", signer="Alice", by=journey.actor("bo"), at=journey.tick())
    journey.order.refresh_from_db()
    journey.order.stage = "awaiting_acceptance"
    journey.order.save()
    assert actions.present(journey.order, by=SYSTEM, at=journey.tick()).version == 2


def test_not_before_inspection_and_not_by_others(journey: Journey) -> None:
    """RQ-QC-04, RQ-SEC-06."""
    journey.self_checked()
    with pytest.raises(IllegalMove):
        actions.present(journey.order, by=SYSTEM, at=journey.tick())
    with pytest.raises(NotAllowed):
        actions.present(journey.order, by=journey.actor("ben"), at=journey.tick())


def test_money_in_the_sheet_is_exact_text(journey: Journey) -> None:
    """Standards.md 4.5: what is signed is what is settled."""
    sheet = journey.presented(journey.listed("AC-L1"), cause_class="misuse")
    assert Decimal(sheet.document["quote"]["total_customer"]) == Decimal(120)
    assert sheet.document["quote"]["lines"][0]["net"] == "120.00"
