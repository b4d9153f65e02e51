"""Setting a page with typst, in this process: facts as JSON into a template, never as markup (no Django)."""

from __future__ import annotations

import io
import re
import threading
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pylopdf_fonts_zh_cn
import segno
import typst

TEMPLATES = Path(__file__).with_name("templates")
SVG = "<svg "
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_LONG = re.compile(r"[!-~]{17,}")
_own = threading.local()


def set_page(template: str, facts: str, form: Literal["pdf", "png"], made_at: int) -> Any:
    """The document in bytes; as ``png`` a list where there is more than one page. ``made_at``: Unix seconds."""
    return _compiler().compile(
        input=str(TEMPLATES / f"{template}.typ"), format=form, sys_inputs={"facts": facts}, timestamp=made_at
    )


def square(address: str) -> str:
    """A QR code as SVG."""
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", border=1, dark="#12222b", xmldecl=False)
    return drawn.getvalue().decode("utf-8")


def printable(thing: Any) -> Any:
    """Texts without control characters, and with places where an endless word may break."""
    if isinstance(thing, dict):
        return {key: printable(one) for key, one in thing.items()}
    if isinstance(thing, list):
        return [printable(one) for one in thing]
    if not isinstance(thing, str) or thing.startswith(SVG):
        return thing
    return _LONG.sub(lambda found: "\u200b".join(found[0]), _CONTROL.sub("", thing))


def _compiler() -> typst.Compiler:
    """One for each thread: it may not be used by two at once. The fonts are read once."""
    if not hasattr(_own, "compiler"):
        _own.compiler = typst.Compiler(root=str(TEMPLATES), font_paths=_fonts())
    made: typst.Compiler = _own.compiler
    return made


@cache
def _fonts() -> typst.Fonts:
    folder = Path(pylopdf_fonts_zh_cn.__file__).parent
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])
