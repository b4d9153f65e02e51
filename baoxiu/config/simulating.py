"""Where simulations run: databases of their own, on a throw-away PostgreSQL or beside an empty database; gone at the end."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import django
import psycopg
from django.db import connection
from psycopg import sql

from baoxiu.basics import builtin
from baoxiu.config.built_in import load_built_in_data
from baoxiu.config.environment import current
from baoxiu.config.postgres import Cluster, ClusterTrouble
from baoxiu.config.preparation import migrate
from baoxiu.config.words import _
from baoxiu.core.kept import Kept
from baoxiu.simulation.ground import before, build
from baoxiu.simulation.measures import Measures
from baoxiu.simulation.plan import Plan
from baoxiu.simulation.week import simulate

NAME = "baoxiu_simulation"
_HOLDS = (
    "SELECT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema'))"
)

type Job = tuple[int, int]
"""The place of a policy, and a replication."""


@contextmanager
def own_server(given: str = "") -> Iterator[str]:
    """The address of a PostgreSQL for the block: a private one in a temporary folder, or the given one.

    A given database has to be empty: raises ``ClusterTrouble`` for one in which anything lies, so that a firm's is never touched.
    """
    folder = Path(tempfile.mkdtemp(prefix="baoxiu-simulation-"))
    folder.chmod(0o711)
    cluster = None if given else Cluster(folder / "data", durable=False, configured=current().pg_bin)
    try:
        url = cluster.start() if cluster else _checked(given)
        with _environment(url, folder / "files"):
            yield url
    finally:
        if cluster:
            cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _checked(url: str) -> str:
    try:
        with psycopg.connect(url) as asked:
            held = asked.execute(_HOLDS).fetchone()
    except psycopg.Error as trouble:
        text = _("The database server does not take connections: {reason}")
        raise ClusterTrouble(text.format(reason=str(trouble).strip())) from trouble
    if held and held[0]:
        raise ClusterTrouble(_("This database is not empty. A simulation never runs where somebody works."))
    return url


@contextmanager
def _environment(url: str, files: Path) -> Iterator[None]:
    """What the processes of the simulation see: nothing of the firm's."""
    files.mkdir()
    held = dict(os.environ)
    os.environ.pop("BAOXIU_APP_DATABASE_URL", None)
    os.environ.update(DATABASE_URL=url, BAOXIU_DATA=str(files), BAOXIU_DATABASE_ROLE="owner")
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(held)


def compare(
    plan: Plan, url: str, *, processes: int, tell: Callable[[int, int], None]
) -> dict[str, list[Measures]]:
    """Each policy on the same replications, in ``processes`` processes; ``tell`` hears how many are done, of how many.

    Raises ``WrongPlan`` and ``psycopg.Error``.
    """
    jobs = [
        (place, replication) for replication in range(plan.replications) for place in range(len(plan.policy))
    ]
    template = f"{NAME}_{os.getpid()}"
    pool = ProcessPoolExecutor(min(processes, len(jobs)), get_context("spawn"), django.setup)
    with _database(url, template), pool:
        try:
            pool.submit(_make, plan, template).result()
            found = dict(_answers(pool, plan, url, template, jobs, tell))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return {
        policy.name: [found[place, one] for one in range(plan.replications)]
        for place, policy in enumerate(plan.policy)
    }


def _answers(
    pool: ProcessPoolExecutor,
    plan: Plan,
    url: str,
    template: str,
    jobs: Sequence[Job],
    tell: Callable[[int, int], None],
) -> Iterator[tuple[Job, Measures]]:
    running = {pool.submit(_run, plan, url, template, job): job for job in jobs}
    for done, future in enumerate(as_completed(running), start=1):
        yield running[future], future.result()
        tell(done, len(jobs))


@contextmanager
def _database(url: str, name: str, template: str = "template1") -> Iterator[None]:
    create, drop = (
        sql.SQL(text)
        for text in ("CREATE DATABASE {} TEMPLATE {}", "DROP DATABASE IF EXISTS {} WITH (FORCE)")
    )
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
    try:
        yield
    finally:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(drop.format(sql.Identifier(name)))


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Let Django work with another database of the same server."""
    usual = connection.settings_dict["NAME"]
    _switch(name)
    try:
        yield
    finally:
        _switch(usual)


def _switch(name: str) -> None:
    connection.close()
    connection.close_pool()
    connection.settings_dict["NAME"] = name
    Kept.forget_all()


def _make(plan: Plan, name: str) -> None:
    with connected_to(name):
        migrate()
        load_built_in_data(at=before(plan))
        builtin.load(at=before(plan), families=True)
        build(plan)


def _run(plan: Plan, url: str, template: str, job: Job) -> Measures:
    place, replication = job
    name = f"{template}_{place}_{replication}"
    with _database(url, name, template), connected_to(name):
        return simulate(plan, plan.policy[place], replication)
