"""What is kept for a while only goes when its time is over; the rest stays."""

from datetime import datetime, timedelta

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.sessions.models import Session
from django.db import connection

from baoxiu.basics.accounts.actions import issue_token
from baoxiu.basics.webhooks.models import Delivery, Webhook
from baoxiu.config.clearing import (
    ANSWERS_KEPT,
    ATTEMPTS_KEPT,
    DELIVERIES_KEPT,
    JOBS_KEPT,
    SIGN_INS_KEPT,
    forget_answers,
    forget_deliveries,
    forget_old_jobs,
    forget_sessions,
)
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.models import Event
from baoxiu.web.api.models import IdempotentWrite
from tests.cast import Cast

SECOND = timedelta(seconds=1)


@pytest.mark.django_db
def test_old_answers_go_and_young_ones_stay(cast: Cast) -> None:
    """A repeat within three days still gets its answer."""
    token, _raw = issue_token(cast.user("ava"), "test", ["intake.see"], by=SYSTEM, at=cast.at)
    for key, age in (("old", ANSWERS_KEPT + SECOND), ("young", ANSWERS_KEPT)):
        IdempotentWrite.objects.create(
            token=token, key=key, method="POST", path="/", created_at=cast.at - age
        )
    assert forget_answers(at=cast.at) == 1
    assert [row.key for row in IdempotentWrite.objects.all()] == ["young"]
    assert forget_answers(at=cast.at) == 0


def _job(status: str, at: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status)"
            " VALUES ('default', 'sweep_promises', '{}', 'todo') RETURNING id"
        )
        pk = int(cursor.fetchone()[0])
        change = "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status WHERE id = %s"
        cursor.execute(change, [status, pk])
        cursor.execute("UPDATE procrastinate_events SET at = %s WHERE job_id = %s", [at, pk])
    return pk


@pytest.mark.django_db
def test_jobs_that_ended_long_ago_go(at: datetime) -> None:
    """Failed and cancelled ones; what waits or runs stays however old it is."""
    long_ago, lately = at - JOBS_KEPT - SECOND, at - JOBS_KEPT
    stay = {_job("todo", long_ago), _job("doing", long_ago), _job("failed", lately)}
    for status in ("failed", "cancelled", "aborted", "succeeded"):
        _job(status, long_ago)
    assert forget_old_jobs(at=at) == 4
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM procrastinate_jobs")
        assert {row[0] for row in cursor.fetchall()} == stay


@pytest.mark.django_db
def test_sessions_that_expired_go_and_old_sign_ins(at: datetime) -> None:
    """What can still be continued or must still be seen stays."""
    for key, ends in (("over", at - SECOND), ("open", at)):
        Session.objects.create(session_key=key, session_data="", expire_date=ends)
    sign_ins = ((AccessAttempt, ATTEMPTS_KEPT, {"failures_since_start": 1}), (AccessLog, SIGN_INS_KEPT, {}))
    for model, kept, more in sign_ins:
        for name, age in (("old", kept + SECOND), ("young", kept)):
            row = model.objects.create(username=name, **more)
            model.objects.filter(pk=row.pk).update(attempt_time=at - age)
    assert forget_sessions(at=at) == 3
    assert [row.session_key for row in Session.objects.all()] == ["open"]
    assert [row.username for row in AccessAttempt.objects.all()] == ["young"]
    assert [row.username for row in AccessLog.objects.all()] == ["young"]


@pytest.mark.django_db
def test_messages_that_left_long_ago_go(cast: Cast) -> None:
    """What was sent or given up; what still waits stays however old it is."""
    webhook = Webhook.objects.create(name="x", url="https://x.example/", created_by="x", created_at=cast.at)
    cases = (("sent", 1), ("given_up", 1), ("queued", 1), ("failed", 1), ("sent", 0))
    for (state, over), event in zip(cases, Event.objects.all()[:5], strict=True):
        age = DELIVERIES_KEPT + over * SECOND
        Delivery.objects.create(
            webhook=webhook, event=event, body="{}", state=state, created_at=cast.at - age
        )
    assert forget_deliveries(at=cast.at) == 2
    assert sorted(Delivery.objects.values_list("state", flat=True)) == ["failed", "queued", "sent"]
