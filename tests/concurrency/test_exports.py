"""The worker is killed in the middle of a long list: the next one begins it again, and never two at once (F03)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

from baoxiu.basics.exports.actions import ask
from baoxiu.basics.exports.files import path_of
from baoxiu.basics.exports.models import Export
from baoxiu.basics.exports.writing import write_waiting
from baoxiu.core import clock
from tests.cast import Cast

ADDRESS = ("dbname", "user", "password", "passfile", "host", "port")
HOLDER = """
import sys, psycopg
with psycopg.connect(sys.argv[1]) as worker:
    worker.execute("SELECT id FROM exports_export WHERE id = %s FOR UPDATE", [sys.argv[2]])
    print("held", flush=True)
    sys.stdin.read()
"""


def _write(_export: Export, path: Path) -> int:
    return path.write_bytes(b"whole")


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_lets_go(cast: Cast, settings: Any, tmp_path: Path) -> None:
    """F03: while one writes, nobody else does; after kill -9 the next worker writes it, once."""
    settings.DATA_DIR = tmp_path
    export = ask("orders", query="", rows=1, language="en", by=cast.actor("mo"), at=clock.now())
    known = {name: one for name, one in connection.get_connection_params().items() if name in ADDRESS and one}
    given = make_conninfo(**known)
    command = [sys.executable, "-c", HOLDER, given, str(export.pk)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "held\n"
        assert write_waiting(_write, clock.now) == 0
        os.kill(worker.pid, signal.SIGKILL)
    while not write_waiting(_write, clock.now):
        continue
    assert path_of(export.pk).read_bytes() == b"whole"
    assert Export.objects.get().state == "ready"
