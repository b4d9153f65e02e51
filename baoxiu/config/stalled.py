"""Jobs whose worker died while it did them: they begin again, and hold up nobody."""

from __future__ import annotations

import logging

from procrastinate.jobs import Status
from procrastinate.manager import JobManager

logger = logging.getLogger(__name__)
MOST_TRIES = 3
"""A job that takes worker after worker with it is given up; what comes by the clock comes again anyway."""


async def take_up_stalled(jobs: JobManager) -> int:
    """Let the jobs of dead workers begin again; how many do.

    A job that is being done forbids others with its lock: without this a nightly job would never come again after a night in which
    the power failed. Where the same waits already, or it was tried often enough, the old one ends as failed.
    """
    again = 0
    for job in await jobs.get_stalled_jobs():
        waits = job.queueing_lock and await jobs.list_jobs_async(
            queueing_lock=job.queueing_lock, status=Status.TODO.value
        )
        if waits or job.attempts >= MOST_TRIES:
            await jobs.finish_job(job, Status.FAILED, delete_job=False)
        else:
            await jobs.retry_job(job)
            again += 1
        logger.warning("job %s (%s) was left by a worker that died", job.id, job.task_name)
    return again
