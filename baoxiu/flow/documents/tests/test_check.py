"""The code of a printed copy: true, altered, forged, overtaken (RQ-WO-07, O04)."""

from __future__ import annotations

import pytest
from django.db import connection

from baoxiu.core.events.models import Event
from baoxiu.flow.documents.codes import Forged, code_for, read_code
from baoxiu.flow.documents.queries import Check, check, issue_of
from baoxiu.flow.work_orders.models import WorkOrder
from tests.journey import Journey

pytestmark = pytest.mark.django_db


def code_of(order: WorkOrder, code: str) -> str:
    """As it stands in the QR."""
    issue = issue_of(order, code)
    assert issue is not None
    return code_for(order.pk, issue.kind.mark, issue.version, issue.event.hash)


def checked(code: str) -> Check:
    """What the record says."""
    found = check(read_code(code))
    assert found is not None
    return found


def test_a_true_copy(finished: WorkOrder) -> None:
    found = checked(code_of(finished, "settlement_sheet"))
    assert (found.kind.code, found.order.pk, found.version) == ("settlement_sheet", finished.pk, 1)
    assert found.holds
    assert not found.newer


def test_one_changed_byte_in_the_chain(finished: WorkOrder) -> None:
    code = code_of(finished, "settlement_sheet")
    first = Event.objects.filter(chain=finished.chain).order_by("seq").first()
    assert first is not None
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE events_event SET actor_name = actor_name || '.' WHERE id = %s", [first.pk])
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    found = checked(code)
    assert found.event is not None
    assert not found.holds


def test_an_event_that_is_not_in_the_chain(finished: WorkOrder) -> None:
    found = checked(code_for(finished.pk, "S", 1, "ab" * 32))
    assert found.event is None
    assert not found.holds


def test_a_newer_version_is_told(journey: Journey) -> None:
    journey.accepted()
    journey.assessed()
    journey.quoted(journey.paid_line())
    old = code_of(journey.order, "quote")
    journey.quoted(journey.paid_line(60))
    assert checked(old).newer
    assert checked(code_of(journey.order, "quote")).version == 2


@pytest.mark.parametrize("place", [0, 10, 30, 40, -1])
def test_a_forged_code(finished: WorkOrder, place: int) -> None:
    """Whichever character is changed, the signature does not hold."""
    code = code_of(finished, "quote")
    with pytest.raises(Forged):
        read_code(
            code[:place] + ("A" if code[place] != "A" else "B") + (code[place + 1 :] if place != -1 else "")
        )
    for text in ("", ".", "x.y", "字", code[:40], code + "A"):
        with pytest.raises(Forged):
            read_code(text)


def test_the_signature_has_256_bits(finished: WorkOrder) -> None:
    assert len(code_of(finished, "quote").rpartition(".")[2]) == 43
