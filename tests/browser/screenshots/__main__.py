"""Take every page of the demo firm: ``python -m tests.browser.screenshots [address of a running demo]``.

Without an address the demo firm is started with a data folder of its own (``var/screenshots/firm``, loaded once).
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import django

from tests.browser.screenshots.round import go_round

CHECKOUT = Path(__file__).resolve().parents[3]
FOLDER = CHECKOUT / "var" / "screenshots"
FIRM = FOLDER / "firm"
OUTSIDE = dict(os.environ)
"""As it was before Django was told that the route table needs no database."""
PORT = 8790
LOADS = 1800
"""Seconds that loading the demo firm may take."""


@contextmanager
def demo_firm(given: str) -> Iterator[str]:
    """The address of the demo firm: the given one, or one started for this."""
    if given:
        yield given.rstrip("/")
        return
    command = [sys.executable, "-m", "baoxiu.config.cli", "run", "--demo"]
    process = subprocess.Popen(command, env=OUTSIDE | {"BAOXIU_DATA": str(FIRM), "BAOXIU_PORT": str(PORT)})
    try:
        yield _ready(f"http://localhost:{PORT}", process)
    finally:
        process.terminate()
        process.wait()


def _ready(address: str, process: subprocess.Popen[bytes]) -> str:
    until = time.monotonic() + LOADS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"{address}/health/"):
                return address
        except (URLError, OSError):
            time.sleep(1)
    sys.exit("the demo firm did not start")


def main(given: str) -> None:
    """All doors, one visitor after the other, then the contact sheet."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baoxiu.config.settings")
    FIRM.mkdir(parents=True, exist_ok=True)
    os.environ["BAOXIU_DATA"] = str(FIRM)
    os.environ["DATABASE_URL"] = "postgresql://nobody/nothing"
    django.setup()
    with demo_firm(given) as address:
        go_round(address, FOLDER)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
