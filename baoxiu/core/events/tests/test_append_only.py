"""Events are written once (design.md mechanism 1)."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from baoxiu.core.actors import SYSTEM
from baoxiu.core.approvals.models import Approval
from baoxiu.core.events.actions import record
from baoxiu.core.events.models import Event, OutboxEntry

AT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
SUBJECT = Approval(pk=1, case="case:1")
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events_event SET kind = 'intake.accepted'",
        "DELETE FROM events_event",
        "TRUNCATE events_event CASCADE",
    ],
)
def test_no_sql_changes_an_event(statement: str) -> None:
    """RQ-WO-07, RQ-SEC-04: also not by SQL."""
    event = record("intake.submitted", SUBJECT, by=SYSTEM, at=AT)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Event.objects.get(pk=event.pk).kind == "intake.submitted"


@pytest.mark.parametrize("verb", ["save", "delete"])
def test_no_code_changes_an_event(verb: str) -> None:
    """RQ-SEC-04."""
    event = record("intake.submitted", SUBJECT, by=SYSTEM, at=AT)
    event.kind = "intake.accepted"
    with pytest.raises(DatabaseError), transaction.atomic():
        getattr(event, verb)()


def test_an_event_says_who_when_and_what() -> None:
    """RQ-WO-07: device time, business time and server time are told apart."""
    device_at = datetime(2026, 11, 2, 7, 58, tzinfo=UTC)
    event = record("visits.arrived", SUBJECT, by=SYSTEM, at=AT, device_at=device_at, subject="free for data")
    kept = Event.objects.get(pk=event.pk)
    assert (kept.at, kept.device_at, kept.actor_name) == (AT, device_at, "Baoxiu")
    assert kept.recorded_at > kept.at
    assert kept.data == {"subject": "free for data"}


def test_the_database_itself_puts_an_event_into_the_outbox() -> None:
    """Whoever writes an event cannot forget its next steps."""
    event = record("intake.submitted", SUBJECT, by=SYSTEM, at=AT)
    assert OutboxEntry.objects.get(event=event).handled_at is None


@pytest.mark.django_db(transaction=True)
def test_recording_outside_a_transaction_is_refused() -> None:
    """An event belongs into the transaction of the change."""
    with pytest.raises(RuntimeError):
        record("intake.submitted", SUBJECT, by=SYSTEM, at=AT)
