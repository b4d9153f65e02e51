"""The stage on which the stories are told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from baoxiu.core import clock
from tests.cast import Cast
from tests.story.teller import Story, Watch


@pytest.fixture
def story(cast: Cast, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Story:
    """Monday, 2 March 2026, 09:00, and on; files of its own."""
    settings.DATA_DIR = settings.STATIC_ROOT = tmp_path
    settings.FILES_DIR = tmp_path / "files"
    watch = Watch(cast.at)
    monkeypatch.setattr(clock, "now", watch)
    return Story(cast, watch)
