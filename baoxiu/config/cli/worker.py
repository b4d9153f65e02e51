"""`baoxiu worker`: background work, several jobs at a time."""

import click
from procrastinate.contrib.django import app

from baoxiu.config.cli.connection import running_database
from baoxiu.config.cli.loading import loading
from baoxiu.config.words import _

CONCURRENCY = 4
LOOK = 0.25
"""Seconds after which the worker looks for jobs by itself. It may not hear of one that comes while it looks (it forgets what it was told
meanwhile), and one that waits is not told twice."""
JOBS = "baoxiu.config.jobs"
"""Only the worker loads the jobs; web processes put them into the queue by name."""


@click.command(help=_("Do background work until stopped."))
@click.option("--jobs", default=CONCURRENCY, show_default=True, help=_("How many jobs at a time."))
def command(jobs: int) -> None:
    """Run a worker of the job queue."""
    with running_database(), app.replace_connector(app.connector.get_worker_connector()) as worker_app:
        worker_app.import_paths = [JOBS]
        with loading():
            worker_app.perform_import_paths()
        worker_app.run_worker(
            name="baoxiu", concurrency=jobs, delete_jobs="successful", fetch_job_polling_interval=LOOK
        )
