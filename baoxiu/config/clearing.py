"""What is kept for a while only, and then cleared away."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection

from baoxiu.web.api.models import IdempotentWrite

ANSWERS_KEPT = timedelta(hours=72)
"""How long the API keeps a write's answer for a repeat. Programs try again within minutes; this bridges a weekend."""
JOBS_KEPT = timedelta(days=30)
"""How long a job that failed or was cancelled can be looked at."""
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
