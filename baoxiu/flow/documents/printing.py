"""Making the PDF: facts as JSON into a template, set by typst in this process."""

from __future__ import annotations

import io
import json
import re
import threading
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
import segno
import typst
from django.utils import translation
from django.utils.translation import pgettext

from baoxiu.core.policy.queries import value
from baoxiu.flow.documents import wording
from baoxiu.flow.documents.codes import address_of, code_for
from baoxiu.flow.documents.queries import Issue

TEMPLATES = Path(__file__).with_name("templates")
SIGNATURE = "<svg "
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_LONG = re.compile(r"[!-~]{24}(?=[!-~])")
_own = threading.local()


def pdf(issue: Issue, *, language: str, at: datetime) -> bytes:
    """The document in a language, ``en`` or Chinese. The same version printed twice gives the same bytes,
    as long as the firm's name and numbers at ``at`` are the same."""
    made: bytes = _compile(issue, language, at, "pdf")
    return made


def png(issue: Issue, *, language: str, at: datetime) -> list[bytes]:
    """The pages as pictures, to look at."""
    made = _compile(issue, language, at, "png")
    return made if isinstance(made, list) else [made]


def file_name(issue: Issue, *, language: str) -> str:
    """``WX260302-00001-结算单.pdf``."""
    with translation.override(language):
        return f"{issue.number}-{issue.kind.name}.pdf"


def facts_of(issue: Issue, *, language: str, at: datetime) -> dict[str, Any]:
    """Everything the template prints: head, foot, code, and the blocks of this document."""
    with translation.override(language):
        return {"lang": "en" if language == "en" else "zh"} | _head(issue, at) | _body(issue)


def _head(issue: Issue, at: datetime) -> dict[str, Any]:
    code = code_for(issue.order.pk, issue.kind.mark, issue.version, issue.event.hash)
    firm, hotline, place = (str(value(f"firm.{key}", at=at).value) for key in ("name", "hotline", "address"))
    return {
        "firm": firm,
        "contact": " · ".join(text for text in (firm, hotline, place) if text),
        "number": issue.number,
        "qr": _square(address_of(code)),
        "check": pgettext("paper", "Scan the code to check this paper against our records. Record: ")
        + issue.event.hash[:16],
        "page": pgettext("paper", "Page {n} of {m}"),
        "head": [
            [pgettext("paper", "Number"), issue.number],
            [pgettext("paper", "Version"), str(issue.version)],
            [pgettext("paper", "Date"), wording.moment(issue.event.at)],
        ],
    }


def _square(address: str) -> str:
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", border=1, dark="#12222b", xmldecl=False)
    return drawn.getvalue().decode("utf-8")


def _body(issue: Issue) -> dict[str, Any]:
    found = {key: block for key, block in issue.kind.gather(issue.order).items() if block}
    return {"name": str(issue.kind.name), "blocks": found}


def printable(thing: Any) -> Any:
    """Texts without control characters, and with places where an endless word may break."""
    if isinstance(thing, dict):
        return {key: printable(one) for key, one in thing.items()}
    if isinstance(thing, list):
        return [printable(one) for one in thing]
    if not isinstance(thing, str) or thing.startswith(SIGNATURE):
        return thing
    return _LONG.sub(lambda found: found[0] + "\u200b", _CONTROL.sub("", thing))


def _compile(issue: Issue, language: str, at: datetime, form: str) -> Any:
    facts = json.dumps(printable(facts_of(issue, language=language, at=at)), ensure_ascii=False)
    return _compiler().compile(
        input=str(TEMPLATES / f"{issue.kind.code}.typ"),
        format=form,
        sys_inputs={"facts": facts},
        timestamp=int(issue.event.at.timestamp()),
    )


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
