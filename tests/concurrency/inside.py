"""Runs a script of this folder inside an installation: ``python -m tests.concurrency.inside firm``."""

from __future__ import annotations

import sys
from importlib import import_module

import django

if __name__ == "__main__":
    django.setup()
    import_module(f"tests.concurrency.{sys.argv[1]}").main()
