"""Who pays, and whether the price is the published one (RQ-FEE-03, RQ-FEE-04). Pure: no Django, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from baoxiu.core.reasons import Reason, because
from baoxiu.flow.repairs.rules import ChargeLine, rounded
from baoxiu.flow.warranty.rules import Cause, LineJudgement, MisuseTreatment, Payer, Verdict


@dataclass(frozen=True, slots=True)
class Liability:
    """Who bears a line, by which money rule; `refused` when the repair is not offered at all."""

    payer: Payer
    rule: str
    refused: bool = False


class Deviation(StrEnum):
    """How a price stands to the list (RQ-FEE-03, CL11)."""

    NONE = "none"
    BELOW = "below"
    ABOVE = "above"
    UNLISTED = "unlisted"


def who_pays(line: LineJudgement, cause: Cause, misuse: MisuseTreatment = MisuseTreatment.PAID) -> Liability:
    """The payer of a judged line and the money rule behind it (RQ-FEE-04)."""
    if line.verdict is Verdict.COVERED:
        return Liability(line.payer, "M08" if line.payer is Payer.CONTRACT else "M01")
    if line.verdict is Verdict.UNDECIDED:
        return Liability(Payer.UNDECIDED, "")
    refused = cause is Cause.MISUSE and misuse is MisuseTreatment.REFUSE
    return Liability(Payer.CUSTOMER, CAUSE_RULES.get(cause, "M02"), refused)


CAUSE_RULES = {
    Cause.MISUSE: "M03",
    Cause.UNAUTHORISED_REPAIR: "M03",
    Cause.AGAINST_MANUAL: "M03",
    Cause.ABUSE: "M03",
    Cause.NATURAL_DISASTER: "M04",
}


def reasons_not_to_settle(lines: Sequence[ChargeLine]) -> tuple[Reason, ...]:
    """Why a settlement sheet cannot be made yet: a line without a payer."""
    return tuple(because("payer_undecided", line=line.key) for line in lines if line.payer is Payer.UNDECIDED)


def deviation(list_price: Decimal | None, price: Decimal) -> Deviation:
    """How the price stands to the list; None means that the list has no such item."""
    if list_price is None:
        return Deviation.UNLISTED
    difference = rounded(price) - rounded(list_price)
    if not difference:
        return Deviation.NONE
    return Deviation.ABOVE if difference > 0 else Deviation.BELOW


def deviates(list_price: Decimal | None, price: Decimal) -> bool:
    """Whether the price needs a reason and an approval (RQ-FEE-03)."""
    return deviation(list_price, price) is not Deviation.NONE
