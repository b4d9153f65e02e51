"""A worker that is killed holds up no job for ever."""

from datetime import timedelta

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from baoxiu.config.stalled import MOST_TRIES, take_up_stalled

pytestmark = pytest.mark.django_db


def _worker(silent_for: timedelta) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s) RETURNING id",
            [timezone.now() - silent_for],
        )
        return int(cursor.fetchone()[0])


def _job(task: str, status: str, worker: int | None = None, attempts: int = 0) -> int:
    """One with the lock that lets only one of its kind be done."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, queueing_lock, lock, attempts, args)"
            " VALUES ('default', %s, %s, %s, %s, '{}') RETURNING id",
            [task, task, task, attempts],
        )
        pk = int(cursor.fetchone()[0])
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status, worker_id = %s WHERE id = %s",
            [status, worker, pk],
        )
    return pk


def test_what_a_dead_worker_did_begins_again() -> None:
    """After a power failure in the night the next backup comes: the lock of the one that was being made is free."""
    dead, alive = _worker(timedelta(minutes=2)), _worker(timedelta(seconds=5))
    left = _job("back_up_tonight", "doing", dead)
    nobodys = _job("give_bays", "doing")
    runs = _job("learn_times", "doing", alive)
    deadly = _job("write_exports", "doing", dead, attempts=MOST_TRIES)
    doubled = _job("ask_for_ways", "doing", dead)
    waits = _job("ask_for_ways", "todo")
    assert async_to_sync(take_up_stalled)(app.job_manager) == 2
    now = dict(ProcrastinateJob.objects.values_list("pk", "status"))
    assert now == {
        left: "todo", nobodys: "todo", runs: "doing", deadly: "failed", doubled: "failed", waits: "todo",
    }  # fmt: skip
    assert async_to_sync(take_up_stalled)(app.job_manager) == 0
