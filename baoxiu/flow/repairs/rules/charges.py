"""What is charged: lines and their sums. Every later sheet counts with these.

Money is Decimal yuan. A line is rounded once, half up to the fen; every sum is a sum of rounded lines.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from baoxiu.flow.warranty.rules import LineKind, Payer

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
    name: str = ""
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


def rounded(amount: Decimal) -> Decimal:
    """To the fen, half up."""
    return amount.quantize(FEN, ROUND_HALF_UP)


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


def _payers(lines: Sequence[ChargeLine]) -> list[Payer]:
    return list(dict.fromkeys(line.payer for line in lines))


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)
