"""The Chromium of this machine, and how it is started."""

from __future__ import annotations

import shutil

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def chromium() -> str:
    """The system's Chromium, "" where there is none: nothing is downloaded."""
    return next((path for name in CHROMIUM if (path := shutil.which(name, path="/usr/bin"))), "")
