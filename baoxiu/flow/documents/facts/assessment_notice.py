"""鉴定(检测)结果通知单: fault, feasibility and warranty, in writing (RQ-ASM-01…04, RQ-WAR-10, appendix b14)."""

from __future__ import annotations

from django.utils.translation import pgettext

from baoxiu.core.sentences import joined
from baoxiu.flow.documents import wording
from baoxiu.flow.documents.blocks import Block, Column, Facts, Pair, pairs, place, table, words
from baoxiu.flow.documents.facts import shared
from baoxiu.flow.notice_words import RESULTS
from baoxiu.flow.repairs import queries as repairs
from baoxiu.flow.repairs.models import Assessment
from baoxiu.flow.warranty.models import Verdict, VerdictLine
from baoxiu.flow.warranty.queries import sentences
from baoxiu.flow.work_orders.models import WorkOrder


def gather(order: WorkOrder) -> Facts:
    """The newest assessment with the verdict that belongs to it."""
    found = repairs.assessment(order)
    if found is None:
        return {}
    return {
        "job": shared.job(
            order,
            Pair(pgettext("paper", "Assessed by"), found.by_name),
            Pair(pgettext("paper", "On"), wording.moment(found.at)),
        ),
        "product": shared.product(order),
        "found": pairs(
            pgettext("paper", "Result of the assessment"),
            Pair(pgettext("paper", "Reported fault"), order.request.fault_text, wide=True),
            Pair(pgettext("paper", "Found"), found.fault_nature, wide=True),
            Pair(pgettext("paper", "Cause"), found.cause_text, wide=True),
            Pair(pgettext("paper", "Can it be repaired"), result(found), wide=True),
        ),
        "verdict": _verdict(found.verdict),
        "lines": _lines(found.verdict),
        "next": words(pgettext("paper", "What we propose"), found.proposal),
        "signatures": shared.to_sign(
            place(pgettext("paper", "Assessed by (signature)"), found.by_name),
            shared.by_firm(),
            shared.by_customer(),
        ),
    }


def result(found: Assessment) -> str:
    """Repairable, not repairable, or too dear, as a sentence."""
    if found.repairable:
        return str(RESULTS["repairable" if found.cost_sensible else "too_dear"])
    return str(RESULTS["not_repairable"])


def _verdict(verdict: Verdict | None) -> Block:
    if verdict is None:
        return None
    return pairs(
        pgettext("paper", "Warranty"),
        Pair(pgettext("paper", "Verdict"), verdict.get_result_display()),
        Pair(pgettext("paper", "Warranty ends on"), wording.day(verdict.ends_on)),
        Pair(pgettext("paper", "Note"), verdict.note, wide=True),
    )


def _lines(verdict: Verdict | None) -> Block:
    columns = (
        Column(pgettext("paper", "For"), 2),
        Column(pgettext("paper", "Who pays"), 2),
        Column(pgettext("paper", "Why"), 6),
    )
    lines = verdict.lines.all() if verdict else ()
    rows = ((_label(line), wording.PAYERS.get(line.payer, ""), joined(sentences(line))) for line in lines)
    return table("", columns, rows)


def _label(line: VerdictLine) -> str:
    kind = (
        pgettext("paper", "Main part") if line.is_main_part else wording.LINE_KINDS.get(line.kind, line.kind)
    )
    return str(line.label or kind)
