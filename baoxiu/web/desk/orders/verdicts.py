"""A warranty verdict as it is read: sentences, and for each rule how sure we are of it (standards.md 2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.flow.warranty.models import Verdict, VerdictLine
from baoxiu.flow.warranty.queries import sentences
from baoxiu.flow.warranty.statutes import LAWFUL_MARKS
from baoxiu.web.shared.shapes import Tone
from baoxiu.web.shared.story.labels import CAUSES

KINDS: Mapping[str, object] = {
    "labour": _("Labour"),
    "part": pgettext_lazy("desk", "Part"),
    "travel": _("Travel"),
    "other": _("Other costs"),
    "inspection": _("Diagnosis"),
}
PAYERS: Mapping[str, object] = {
    "company": _("We pay"),
    "customer": _("The customer pays"),
    "contract": _("By contract"),
    "maker": _("The maker pays"),
    "undecided": _("Not decided"),
}
TONES: Mapping[str, Tone] = {
    "covered": "done",
    "partly": "waiting",
    "not_covered": "neutral",
    "undecided": "waiting",
}
LAYERS: Mapping[str, object] = {
    "L0": _("law"),
    "L1": _("law"),
    "L2": _("law of the province"),
    "L3": _("brand's promise"),
    "L4": _("contract"),
    "house": _("house rule"),
}


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule behind a line; ``doubtful`` is law on file that nobody has verified."""

    id: str
    layer: object
    mark: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of a verdict."""

    label: object
    result: object
    tone: Tone
    payer: object
    ends_on: Any
    reasons: list[str]
    rules: list[RuleView]


@dataclass(frozen=True, slots=True)
class VerdictView:
    """A verdict with its lines."""

    row: Verdict
    tone: Tone
    cause: object
    rule_set: str
    lines: list[LineView]


def view_of(row: Verdict) -> VerdictView:
    """The verdict in words."""
    return VerdictView(
        row,
        TONES[row.result],
        CAUSES.get(row.cause, row.cause),
        row.decision.rule_set,
        [_line(line) for line in row.lines.all()],
    )


def _line(line: VerdictLine) -> LineView:
    return LineView(
        label=line.label or (_("Main part") if line.is_main_part else KINDS.get(line.kind, line.kind)),
        result=line.get_result_display(),
        tone=TONES[line.result],
        payer=PAYERS.get(line.payer, line.payer),
        ends_on=line.ends_on,
        reasons=list(sentences(line)),
        rules=[_rule(rule) for rule in line.rule_ids],
    )


def _rule(rule: Mapping[str, str]) -> RuleView:
    mark = rule.get("mark", "")
    statutory = rule.get("layer", "") in ("L0", "L1", "L2")
    return RuleView(
        rule.get("id", ""),
        LAYERS.get(rule.get("layer", ""), ""),
        mark,
        statutory and mark not in LAWFUL_MARKS,
    )
