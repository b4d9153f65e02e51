"""What is kept for a while only, and then cleared away."""

from __future__ import annotations

from datetime import datetime, timedelta

from axes.models import AccessAttempt, AccessLog
from django.contrib.sessions.models import Session
from django.db import connection

from baoxiu.basics.webhooks.models import Delivery
from baoxiu.web.api.models import IdempotentWrite

ANSWERS_KEPT = timedelta(hours=72)
"""How long the API keeps a write's answer for a repeat. Programs try again within minutes; this bridges a weekend."""
JOBS_KEPT = timedelta(days=30)
"""How long a job that failed or was cancelled can be looked at."""
SIGN_INS_KEPT = timedelta(days=365)
"""How long it can be seen who signed in and out from where; logs of this kind are to be kept for six months at least."""
ATTEMPTS_KEPT = timedelta(days=30)
"""How long failed sign-ins can be seen; they lock for a quarter of an hour."""
DELIVERIES_KEPT = timedelta(days=90)
"""How long it can be seen what was sent to a webhook; what waits is never forgotten, and events can be told again."""
OLD_JOBS = """
    DELETE FROM procrastinate_jobs WHERE status NOT IN ('todo', 'doing')
       AND (SELECT max(at) FROM procrastinate_events WHERE job_id = procrastinate_jobs.id) < %s
"""


def forget_answers(*, at: datetime) -> int:
    """Delete the API's answers that are older than ``ANSWERS_KEPT``; returns how many.

    The same key names a new write from then on. What the write did stays.
    """
    return IdempotentWrite.objects.filter(created_at__lt=at - ANSWERS_KEPT).delete()[0]


def forget_old_jobs(*, at: datetime) -> int:
    """Delete jobs that ended, in whatever way, longer than ``JOBS_KEPT`` ago; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(OLD_JOBS, [at - JOBS_KEPT])
        return int(cursor.rowcount)


def forget_sessions(*, at: datetime) -> int:
    """Delete sessions that nobody can continue any more, and sign-ins older than is kept; returns how many rows."""
    gone = (
        Session.objects.filter(expire_date__lt=at),
        AccessAttempt.objects.filter(attempt_time__lt=at - ATTEMPTS_KEPT),
        AccessLog.objects.filter(attempt_time__lt=at - SIGN_INS_KEPT),
    )
    return sum(rows.delete()[0] for rows in gone)


def forget_deliveries(*, at: datetime) -> int:
    """Delete what was sent to webhooks, or given up, longer than ``DELIVERIES_KEPT`` ago; returns how many rows."""
    over = Delivery.objects.filter(state__in=(Delivery.State.SENT, Delivery.State.GIVEN_UP))
    return over.filter(created_at__lt=at - DELIVERIES_KEPT).delete()[0]
