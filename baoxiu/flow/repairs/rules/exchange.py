"""When a repair makes no sense any more, and the product is exchanged (RQ-ASM-05)."""

from decimal import Decimal


def exchange_ground(repairable: bool, cost: Decimal | None, price: Decimal | None, limit: Decimal) -> str:
    """``beyond_repair``; ``too_dear`` where the repair costs at least that share of the product; else nothing."""
    if not repairable:
        return "beyond_repair"
    if cost is None or price is None or price <= 0 or cost < 0:
        return ""
    return "too_dear" if cost >= limit * price else ""


def share_of(cost: Decimal, price: Decimal) -> int:
    """What the repair costs, in whole per cent of the product's price."""
    return round(100 * cost / price)
