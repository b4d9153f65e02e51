"""The warranty judgement (RQ-WAR-01 to RQ-WAR-16): a pure function of its inputs and the rule set."""

from dataclasses import dataclass, replace

from baoxiu.core.reasons import Reason, because
from baoxiu.flow.warranty.rules.cases import (
    LEGAL_LAYERS,
    Cause,
    JobLine,
    LineJudgement,
    MisuseTreatment,
    NoProofEffect,
    Payer,
    Proof,
    RuleUsed,
    SpecialCaseEffect,
    Treatment,
    Verdict,
    WarrantyInputs,
    WarrantyJudgement,
)
from baoxiu.flow.warranty.rules.periods import Cover, best, covers, statute_in_force, windows
from baoxiu.flow.warranty.statutes import Layer

COVERED_CAUSES = frozenset({Cause.MATERIAL_DEFECT, Cause.PROCESS_DEFECT, Cause.NORMAL_USE_FAILURE})
SPECIAL_CASES = frozenset({Cause.UNAUTHORISED_REPAIR, Cause.AGAINST_MANUAL, Cause.ABUSE})
UNSETTLED = {Cause.UNKNOWN: "cause_unknown", Cause.NOT_A_FAULT: "needs_discretion"}
PROOF_CODES = {
    Proof.INVOICE: "proof_invoice",
    Proof.CARD: "proof_card",
    Proof.REGISTER: "proof_register",
}


@dataclass(frozen=True, slots=True)
class _Finding:
    """What holds for every line: why it is excluded, and how the purchase is proved."""

    exclusion: Reason | None
    proof: Reason
    proved: bool
    recounted: bool


def judge(inputs: WarrantyInputs) -> WarrantyJudgement:
    """Say for each line whether it is free, why, by which rules and who pays.

    Raises KeyError when the product family or the province is not in the tables.
    """
    recounted = inputs.cause in SPECIAL_CASES and inputs.policy.special_case is SpecialCaseEffect.RECOUNT
    counted = _from_purchase(inputs) if recounted else inputs
    proof, proved = _proof(inputs)
    finding = _Finding(_exclusion(inputs), proof, proved, recounted)
    lines = tuple(_judge_line(line, counted, finding) for line in inputs.lines)
    verdict = _overall(lines)
    return_until, exchange_until = windows(inputs)
    return WarrantyJudgement(
        verdict, _treatment(verdict, inputs), lines, return_until, exchange_until, _lapses(inputs)
    )


def _from_purchase(inputs: WarrantyInputs) -> WarrantyInputs:
    """The literal reading of "counted afresh from the purchase date": nothing moves the period."""
    return replace(
        inputs,
        sold_on=inputs.bought_on,
        invoice_on=inputs.bought_on,
        delivered_on=None,
        installed_on=None,
        exchanged_on=None,
        repairs=(),
    )


def _exclusion(inputs: WarrantyInputs) -> Reason | None:
    """Why the cause is not covered, if so."""
    if inputs.cause is Cause.NATURAL_DISASTER:
        return because("natural_disaster")
    if inputs.cause is Cause.MISUSE:
        refused = inputs.policy.misuse is MisuseTreatment.REFUSE
        return because("misuse_refused" if refused else "misuse_paid")
    if inputs.cause in SPECIAL_CASES and inputs.policy.special_case is not SpecialCaseEffect.RECOUNT:
        return because(f"{inputs.cause}_{inputs.policy.special_case}")
    return None


def _proof(inputs: WarrantyInputs) -> tuple[Reason, bool]:
    """How the purchase is proved, and whether that is enough (RQ-WAR-03)."""
    if inputs.proof is Proof.NONE:
        return because("no_proof"), False
    if inputs.proof is not Proof.REGISTER:
        return because(PROOF_CODES[inputs.proof]), True
    if not inputs.serial_known:
        return because("register_needs_serial"), False
    statute = statute_in_force(inputs)
    if statute and statute.lost_papers_ok_if_proved:
        return because("papers_lost_but_proved"), True
    if inputs.policy.no_proof is NoProofEffect.COVERED_BY_REGISTER:
        return because("proof_register"), True
    return because("register_not_enough"), False


def _judge_line(line: JobLine, inputs: WarrantyInputs, finding: _Finding) -> LineJudgement:
    found = covers(line, inputs)
    if finding.exclusion:
        agreed = _agreed_for(found, inputs)
        if not agreed:
            return _not_covered(line, best(found), finding.exclusion, inputs)
        found = agreed
    current = [cover for cover in found if inputs.claimed_on <= cover.ends_on]
    if not current:
        return _without_period(line, best(found), inputs)
    driven = [cover for cover in current if _within_km(cover, inputs)]
    if not driven:
        return _over_distance(line, best(current), inputs)
    chosen = best(driven)
    assert chosen is not None
    return _within(line, chosen, found, inputs, finding)


def _agreed_for(found: list[Cover], inputs: WarrantyInputs) -> list[Cover]:
    """The contract's own periods when the contract covers even this cause."""
    agreed = inputs.contract is not None and inputs.cause in inputs.contract.extra_causes
    return [
        cover
        for cover in found
        if agreed and cover.layer is Layer.CONTRACT and inputs.claimed_on <= cover.ends_on
    ]


def _within_km(cover: Cover, inputs: WarrantyInputs) -> bool:
    return cover.max_km is None or (inputs.km is not None and inputs.km <= cover.max_km)


def _within(
    line: JobLine, chosen: Cover, found: list[Cover], inputs: WarrantyInputs, finding: _Finding
) -> LineJudgement:
    """Inside the period: proof and cause decide."""
    if not finding.proved and chosen.layer is not Layer.CONTRACT:
        return _not_covered(line, chosen, finding.proof, inputs)
    if inputs.cause in UNSETTLED:
        return _line(line, Verdict.UNDECIDED, Payer.UNDECIDED, (because(UNSETTLED[inputs.cause]),), chosen)
    inside = because("within_period", start=chosen.starts_on, end=chosen.ends_on)
    reasons = (inside, *_notes(chosen, found, finding))
    payer = Payer.CONTRACT if chosen.layer is Layer.CONTRACT else inputs.policy.covered_payer
    return _line(line, Verdict.COVERED, payer, reasons, chosen)


def _notes(chosen: Cover, found: list[Cover], finding: _Finding) -> list[Reason]:
    """What else explains a covered line: proof, recount, and a legal minimum above the brand's term."""
    notes = [] if chosen.layer is Layer.CONTRACT else [finding.proof]
    if finding.recounted:
        notes.append(because("recounted_from_purchase"))
    promised = best(cover for cover in found if cover.layer is Layer.BRAND)
    if promised and chosen.layer in LEGAL_LAYERS and promised.ends_on < chosen.ends_on:
        notes.append(_minimum(chosen, promised))
    return notes


def _minimum(chosen: Cover, promised: Cover) -> Reason:
    """RQ-WAR-16. A row from memory overrides as well, but is not called the law."""
    doubtful = [rule.mark for rule in chosen.rules if not rule.may_be_called_law]
    dates = {"brand_end": promised.ends_on, "end": chosen.ends_on}
    if doubtful:
        return because("recorded_minimum_overrides", mark=doubtful[0], **dates)
    return because("legal_minimum_overrides", **dates)


def _without_period(line: JobLine, ended: Cover | None, inputs: WarrantyInputs) -> LineJudgement:
    if ended:
        reason = because("period_over", start=ended.starts_on, end=ended.ends_on, claim=inputs.claimed_on)
        return _not_covered(line, ended, reason, inputs)
    if inputs.bought_on is None:
        return _line(line, Verdict.UNDECIDED, Payer.UNDECIDED, (because("start_unknown"),), None)
    return _not_covered(line, None, because("no_term"), inputs)


def _over_distance(line: JobLine, cover: Cover | None, inputs: WarrantyInputs) -> LineJudgement:
    limit = cover.max_km if cover else None
    if inputs.km is None:
        reasons = (because("km_unknown", limit=limit),)
        return _line(line, Verdict.UNDECIDED, Payer.UNDECIDED, reasons, cover)
    return _not_covered(line, cover, because("km_exceeded", limit=limit, km=inputs.km), inputs)


def _not_covered(line: JobLine, cover: Cover | None, reason: Reason, inputs: WarrantyInputs) -> LineJudgement:
    """The customer pays, and a paid repair is offered unless the firm refuses misuse (RQ-WAR-08)."""
    refused = reason.code == "misuse_refused"
    reasons = (reason,) if refused else (reason, because("paid_repair_offered"))
    if cover and inputs.claimed_on > cover.ends_on and reason.code != "period_over":
        over = because("period_over", start=cover.starts_on, end=cover.ends_on, claim=inputs.claimed_on)
        reasons = (reason, over, *reasons[1:])
    return _line(line, Verdict.NOT_COVERED, Payer.CUSTOMER, reasons, cover)


def _line(
    line: JobLine, verdict: Verdict, payer: Payer, reasons: tuple[Reason, ...], cover: Cover | None
) -> LineJudgement:
    rules: tuple[RuleUsed, ...] = cover.rules if cover else ()
    rules += tuple(_house_rules(reasons))
    dates = (cover.starts_on, cover.ends_on) if cover else (None, None)
    return LineJudgement(line.key, verdict, payer, reasons, rules, *dates)


HOUSE_RULES = {
    "natural_disaster": "RQ-WAR-06",
    "misuse_paid": "RQ-WAR-05",
    "misuse_refused": "RQ-WAR-05",
    "no_proof": "RQ-WAR-03",
    "register_not_enough": "RQ-WAR-03",
    "register_needs_serial": "RQ-WAR-03",
    "proof_register": "RQ-WAR-03",
    "recounted_from_purchase": "RQ-WAR-07",
    "cause_unknown": "RQ-WAR-11",
    "needs_discretion": "RQ-WAR-14",
    "period_over": "RQ-WAR-08",
    "legal_minimum_overrides": "RQ-WAR-16",
    "recorded_minimum_overrides": "RQ-WAR-16",
} | {f"{cause}_{effect}": "RQ-WAR-07" for cause in SPECIAL_CASES for effect in ("lapse", "paid")}


def _house_rules(reasons: tuple[Reason, ...]) -> list[RuleUsed]:
    ids = dict.fromkeys(HOUSE_RULES[reason.code] for reason in reasons if reason.code in HOUSE_RULES)
    return [RuleUsed(rule_id, Layer.HOUSE) for rule_id in ids]


def _overall(lines: tuple[LineJudgement, ...]) -> Verdict:
    verdicts = {line.verdict for line in lines}
    if not verdicts or Verdict.UNDECIDED in verdicts:
        return Verdict.UNDECIDED
    return verdicts.pop() if len(verdicts) == 1 else Verdict.PARTLY


def _treatment(verdict: Verdict, inputs: WarrantyInputs) -> Treatment:
    if verdict is Verdict.NOT_COVERED:
        refused = inputs.cause is Cause.MISUSE and inputs.policy.misuse is MisuseTreatment.REFUSE
        return Treatment.REFUSED if refused else Treatment.PAID
    return TREATMENTS[verdict]


TREATMENTS = {
    Verdict.COVERED: Treatment.FREE,
    Verdict.PARTLY: Treatment.MIXED,
    Verdict.UNDECIDED: Treatment.UNDECIDED,
}


def _lapses(inputs: WarrantyInputs) -> bool:
    return inputs.cause in SPECIAL_CASES and inputs.policy.special_case is SpecialCaseEffect.LAPSE
