"""From the newest version of a document to its PDF."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, Literal

from django.utils import translation
from django.utils.translation import pgettext

from baoxiu.core.policy.queries import value
from baoxiu.flow.documents import wording
from baoxiu.flow.documents.codes import address_of, code_for
from baoxiu.flow.documents.queries import Issue
from baoxiu.flow.documents.setting import printable, set_page, square


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
        "qr": square(address_of(code)),
        "check": pgettext("paper", "Scan the code to check this paper against our records. Record: ")
        + issue.event.hash[:16],
        "page": pgettext("paper", "Page {n} of {m}"),
        "head": [
            [pgettext("paper", "Number"), issue.number],
            [pgettext("paper", "Version"), str(issue.version)],
            [pgettext("paper", "Date"), wording.moment(issue.event.at)],
        ],
    }


def _body(issue: Issue) -> dict[str, Any]:
    found = {key: block for key, block in issue.kind.gather(issue.order).items() if block}
    return {"name": str(issue.kind.name), "blocks": found}


def _compile(issue: Issue, language: str, at: datetime, form: Literal["pdf", "png"]) -> Any:
    facts = json.dumps(printable(facts_of(issue, language=language, at=at)), ensure_ascii=False)
    return set_page(issue.kind.code, facts, form, int(issue.event.at.timestamp()))
