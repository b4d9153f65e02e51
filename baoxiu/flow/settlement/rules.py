"""Who pays and how much (RQ-FEE-04, M01 to M08). Pure: no Django, no clock, no I/O.

Money is Decimal yuan. A line is rounded once, half up to the fen; every sum is a sum of rounded lines.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from baoxiu.core.reasons import Reason, because
from baoxiu.flow.warranty.rules import Cause, LineJudgement, LineKind, MisuseTreatment, Payer, Verdict

FEN = Decimal("0.01")
ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class ChargeLine:
    """Something to be paid for. `discount` is a share from 0 to 1 (M02, M08).

    Raises ValueError when labour names a part or a part names none (standards 0.5: always separate lines), or
    when a figure is out of range.
    """

    key: str
    kind: LineKind
    quantity: Decimal
    unit_price: Decimal
    payer: Payer
    part: str = ""
    discount: Decimal = ZERO

    def __post_init__(self) -> None:
        if (self.kind is LineKind.PART) != bool(self.part):
            raise ValueError("a part line names its part, every other line names none")
        if self.quantity <= 0 or self.unit_price < 0 or not 0 <= self.discount <= 1:
            raise ValueError("quantity is positive, the price not negative, the discount a share")

    @property
    def gross(self) -> Decimal:
        return rounded(self.quantity * self.unit_price)

    @property
    def reduction(self) -> Decimal:
        return rounded(self.gross * self.discount)

    @property
    def net(self) -> Decimal:
        return self.gross - self.reduction


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of a settlement sheet; `by_payer` and `by_kind` add up to `net`."""

    gross: Decimal
    reduction: Decimal
    net: Decimal
    by_payer: dict[Payer, Decimal] = field(default_factory=dict)
    by_kind: dict[LineKind, Decimal] = field(default_factory=dict)

    def of(self, payer: Payer) -> Decimal:
        return self.by_payer.get(payer, ZERO)


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


def rounded(amount: Decimal) -> Decimal:
    """To the fen, half up."""
    return amount.quantize(FEN, ROUND_HALF_UP)


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


def totals(lines: Sequence[ChargeLine]) -> Totals:
    """The sums by payer and by kind of line."""
    return Totals(
        gross=_sum(line.gross for line in lines),
        reduction=_sum(line.reduction for line in lines),
        net=_sum(line.net for line in lines),
        by_payer={payer: _sum(line.net for line in lines if line.payer is payer) for payer in _payers(lines)},
        by_kind={
            kind: _sum(line.net for line in lines if line.kind is kind)
            for kind in dict.fromkeys(line.kind for line in lines)
        },
    )


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


def _payers(lines: Sequence[ChargeLine]) -> list[Payer]:
    return list(dict.fromkeys(line.payer for line in lines))


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)
