"""Where exports lie: below the data directory, outside every web root and every backup."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings


def path_of(export_id: int) -> Path:
    """The place of a finished export."""
    return Path(settings.DATA_DIR) / "exports" / f"{export_id}.xlsx"


def part_of(export_id: int) -> Path:
    """The place while it is written; whoever begins again overwrites it."""
    path = path_of(export_id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path.with_suffix(".part")
