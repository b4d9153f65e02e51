"""Warranty judgement, pure: no Django, no clock, no I/O."""

from baoxiu.flow.warranty.rules.cases import (
    BrandTerms,
    Cause,
    ContractTerms,
    JobLine,
    LineJudgement,
    LineKind,
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
    WarrantyPolicy,
)
from baoxiu.flow.warranty.rules.judge import judge
from baoxiu.flow.warranty.rules.periods import below_minimum, end_of_term

__all__ = [
    "BrandTerms",
    "Cause",
    "ContractTerms",
    "JobLine",
    "LineJudgement",
    "LineKind",
    "MisuseTreatment",
    "NoProofEffect",
    "Payer",
    "Proof",
    "RuleUsed",
    "SpecialCaseEffect",
    "Treatment",
    "Verdict",
    "WarrantyInputs",
    "WarrantyJudgement",
    "WarrantyPolicy",
    "below_minimum",
    "end_of_term",
    "judge",
]
