"""Warranty verdicts as they are answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel

from baoxiu.flow.warranty.models import Verdict, VerdictLine
from baoxiu.flow.warranty.queries import rules_shown, sentences


class VerdictLineAnswer(BaseModel):
    """What holds for labour, travel or a kind of part."""

    kind: str
    label: str
    is_main_part: bool
    result: str
    payer: str
    ends_on: date | None
    sentences: list[str]
    rules: list[dict[str, Any]]


class VerdictAnswer(BaseModel):
    """The warranty verdict that holds."""

    stage: str
    result: str
    cause: str
    proof: str
    ends_on: date | None
    by: str
    at: datetime
    lines: list[VerdictLineAnswer]


def verdict(row: Verdict) -> VerdictAnswer:
    """The verdict with its sentences (RQ-WAR-10)."""
    return VerdictAnswer(
        stage=row.stage,
        result=row.result,
        cause=row.cause,
        proof=row.proof,
        ends_on=row.ends_on,
        by=row.by_name,
        at=row.at,
        lines=[_verdict_line(line) for line in row.lines.all()],
    )


def _verdict_line(line: VerdictLine) -> VerdictLineAnswer:
    return VerdictLineAnswer(
        kind=line.kind,
        label=line.label,
        is_main_part=line.is_main_part,
        result=line.result,
        payer=line.payer,
        ends_on=line.ends_on,
        sentences=list(sentences(line)),
        rules=[dict(rule) for rule in rules_shown(line.rule_ids)],
    )
