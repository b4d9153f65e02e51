"""The warranty verdict in plain words: what holds, who pays what, and why (RQ-WAR-10)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from baoxiu.flow.warranty.models import Verdict, VerdictLine
from baoxiu.flow.warranty.queries import sentence
from baoxiu.web.field.words import KINDS, PAYERS, RESULT_TONES
from baoxiu.web.shared.shapes import Tone
from baoxiu.web.shared.story.labels import CAUSES

INSIDE = frozenset({"brand_below_minimum", "recorded_minimum_overrides"})
"""Reasons about rules that nobody has verified: for the office, not for the doorstep."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A verdict as it is said: the result, when it was judged, the payer per kind, the reasons once each."""

    result: object
    tone: Tone
    stage: object
    cause: object
    ends_on: date | None
    undecided: bool
    shares: list[tuple[object, Tone, str]]
    reasons: list[str]


def plain(verdict: Verdict) -> Plain:
    """The verdict in words."""
    lines = list(verdict.lines.all())
    return Plain(
        result=verdict.get_result_display(),
        tone=RESULT_TONES[verdict.result],
        stage=verdict.get_stage_display(),
        cause=CAUSES.get(verdict.cause, ""),
        ends_on=verdict.ends_on,
        undecided=verdict.result == Verdict.Result.UNDECIDED,
        shares=_shares(lines),
        reasons=_reasons(lines),
    )


def _shares(lines: Iterable[VerdictLine]) -> list[tuple[object, Tone, str]]:
    """Each payer with what he bears; where it is one for all, that is said once."""
    kinds: dict[str, list[str]] = {}
    for line in lines:
        kinds.setdefault(line.payer, []).append(str(line.label or _kind(line)))
    comma = pgettext("between words", ", ")
    return [
        (*PAYERS[payer], _("Everything") if len(kinds) == 1 else comma.join(dict.fromkeys(of)))
        for payer, of in kinds.items()
    ]


def _kind(line: VerdictLine) -> object:
    return _("Main parts") if line.is_main_part else KINDS.get(line.kind, line.kind)


def _reasons(lines: Iterable[VerdictLine]) -> list[str]:
    said = [
        sentence(row["code"], row["params"])
        for line in lines
        for row in line.reasons
        if row["code"] not in INSIDE
    ]
    return list(dict.fromkeys(said))
