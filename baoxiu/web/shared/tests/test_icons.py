"""Every icon that a template or a menu names is in the sprite."""

from __future__ import annotations

import re
from pathlib import Path

from baoxiu.web.shared.templatetags.baoxiu import TONE_ICONS

ROOT = Path(__file__).resolve().parents[3]
LIST = ROOT / "web" / "assets" / "icons.txt"
IN_TEMPLATES = re.compile(r"""\{% icon "([^"]+)"|(?:drawing|action_icon)="([a-z0-9-]+)\"""")
IN_PYTHON = re.compile(r"""NavItem\([^,()]+, [^,()]+, "([a-z0-9-]+)"|icon="([a-z0-9-]+)\"""")


def named(pattern: re.Pattern[str], ending: str) -> set[str]:
    """All names a pattern finds in files of this kind."""
    found = {
        name
        for path in ROOT.rglob(ending)
        for pair in pattern.findall(path.read_text("utf-8"))
        for name in pair
    }
    return found - {""}


def test_every_named_icon_is_listed() -> None:
    """A missing line in icons.txt would be an empty square on the page."""
    listed = set(LIST.read_text("utf-8").split("\n"))
    assert named(IN_TEMPLATES, "*.html") | named(IN_PYTHON, "*.py") | set(TONE_ICONS.values()) <= listed
