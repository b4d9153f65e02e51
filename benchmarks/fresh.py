"""An empty installation with the cast of the tests, and one of the scripts of ``benchmarks.inside`` in it.

``python -m benchmarks.fresh export``, ``sweep`` or ``planning 40x400``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from baoxiu.config.postgres import Cluster
from tests import template


@contextmanager
def fresh() -> Iterator[None]:
    """From here on this process means a database of its own, in a folder that is removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="baoxiu-bench-"))
    folder.chmod(0o711)
    data = folder / "data"
    data.mkdir(mode=0o711)
    os.environ.pop("DATABASE_URL", None)
    os.environ |= {
        "BAOXIU_DATA": str(data),
        "BAOXIU_DATABASE_ROLE": "owner",
        "DJANGO_SETTINGS_MODULE": "baoxiu.config.settings",
    }
    try:
        cluster = Cluster(data)
        cluster.start()
        try:
            template.fill(cluster.url("owner"))
        finally:
            cluster.stop()
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(script: str, *said: str) -> None:
    """Run a script of ``benchmarks.inside``; it prints its figures."""
    with fresh():
        subprocess.run([sys.executable, "-m", f"benchmarks.inside.{script}", *said], check=True)


if __name__ == "__main__":
    run(*sys.argv[1:])
