"""Serial numbers (pure)."""

from __future__ import annotations

import re
import unicodedata

_BLANKS_AND_HYPHENS = re.compile(r"[\s\-‐‑‒–—―−_.]+")


def serial_key(text: str) -> str:
    """What a serial number is compared by: NFKC, upper case, no blanks or hyphens; zeros stay (C07, C08)."""
    folded = unicodedata.normalize("NFKC", text)
    visible = "".join(char for char in folded if unicodedata.category(char) != "Cf")
    return _BLANKS_AND_HYPHENS.sub("", visible).upper()
