"""Deciding where the rules leave it open."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.refusals import IllegalMove
from baoxiu.flow.intake.inputs import sentence
from baoxiu.flow.warranty import rules
from baoxiu.flow.warranty.inputs import gather
from baoxiu.flow.warranty.keeping import keep, locked_for_verdict
from baoxiu.flow.warranty.models import Verdict as StoredVerdict
from baoxiu.flow.warranty.permissions import may_decide_on_merits
from baoxiu.flow.warranty.queries import current
from baoxiu.flow.warranty.rules import LineJudgement, Payer, Treatment, Verdict, WarrantyJudgement
from baoxiu.flow.work_orders.models import WorkOrder


class NothingOpen(IllegalMove):
    """The rules have decided every line, or nothing was judged yet."""

    message = _("The rules have decided this already; there is nothing to decide on the merits.")


@transaction.atomic
def decide_on_merits(
    order: WorkOrder, *, free: bool, note: str, stage: str = "diagnosis", by: Actor, at: datetime
) -> StoredVerdict:
    """A person decides the lines that the rules left undecided, and writes why (RQ-WAR-11, RQ-WAR-14).

    ``stage="maker"`` keeps the maker's answer. Lines that the rules decided stay as they are. Raises
    ``NothingOpen``, ``InvalidInput``, ``OrderIsOver``, ``NotAllowed``.
    """
    fresh = locked_for_verdict(order, stage)
    may_decide_on_merits(fresh, by).or_refuse()
    why = sentence(note, "note")
    last = current(fresh)
    if last is None or last.result != StoredVerdict.Result.UNDECIDED:
        raise NothingOpen()
    gathered = gather(fresh, cause=last.cause, lines=None, proof=last.proof, at=at)
    found = _decided(rules.judge(gathered.inputs), free, gathered.inputs.policy.covered_payer)
    return keep(fresh, gathered, found, stage=stage, note=why, by=by, at=at)


def _decided(found: WarrantyJudgement, free: bool, payer: Payer) -> WarrantyJudgement:
    lines = tuple(_line(line, free, payer) for line in found.lines)
    verdicts = {line.verdict for line in lines}
    verdict = verdicts.pop() if len(verdicts) == 1 else Verdict.PARTLY
    treatment = {Verdict.COVERED: Treatment.FREE, Verdict.NOT_COVERED: Treatment.PAID}
    return replace(found, lines=lines, verdict=verdict, treatment=treatment.get(verdict, Treatment.MIXED))


def _line(line: LineJudgement, free: bool, payer: Payer) -> LineJudgement:
    if line.verdict is not Verdict.UNDECIDED:
        return line
    if free:
        return replace(line, verdict=Verdict.COVERED, payer=payer)
    return replace(line, verdict=Verdict.NOT_COVERED, payer=Payer.CUSTOMER)
