"""Quotes: their fingerprint, when consent is needed, and when it is needed anew."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from baoxiu.core.events.chain import plain
from baoxiu.core.reasons import Reason, because
from baoxiu.flow.repairs.rules.charges import ZERO, ChargeLine, totals
from baoxiu.flow.warranty.rules import LineKind, Payer


def fingerprint(document: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of a document in canonical JSON: the same after it was stored and read again."""
    text = json.dumps(plain(document), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def quote_document(version: int, lines: Sequence[ChargeLine], valid_until: date) -> dict[str, Any]:
    """What the customer agrees to, ready to store: version, lines in order, sums, validity (RQ-QUO-07)."""
    sums = totals(lines)
    return {
        "version": version,
        "lines": [_line(line) for line in lines],
        "totals": {str(payer): str(amount) for payer, amount in sums.by_payer.items()},
        "net": str(sums.net),
        "valid_until": valid_until.isoformat(),
    }


def quote_hash(version: int, lines: Sequence[ChargeLine], valid_until: date) -> str:
    """The fingerprint a consent is bound to. 1, 1.0 and 1.00 are the same figure."""
    return fingerprint(quote_document(version, lines, valid_until))


def needs_consent(lines: Sequence[ChargeLine]) -> tuple[Reason, ...]:
    """Why the customer must agree before work starts; empty when nothing is paid and no part replaced.

    RQ-QUO-02, RQ-QUO-03: a part needs consent even when it is free. A line whose payer is undecided may
    become the customer's and counts as his.
    """
    charged = sum((line.net for line in lines if line.payer in {Payer.CUSTOMER, Payer.UNDECIDED}), ZERO)
    parts = [
        because("consent_part", part=line.name or line.part) for line in lines if line.kind is LineKind.PART
    ]
    return (because("consent_charge", amount=charged), *parts) if charged else tuple(parts)


def is_valid(valid_until: date, on: date) -> bool:
    """A quote holds up to the end of its last day."""
    return on <= valid_until


def changes(agreed: Sequence[ChargeLine], proposed: Sequence[ChargeLine]) -> tuple[Reason, ...]:
    """What differs from what was agreed; anything at all needs new consent (RQ-QUO-07, RQ-ADD-02)."""
    before = {line.key: line for line in agreed}
    after = {line.key: line for line in proposed}
    return (
        *(because("item_added", item=_label(after[key])) for key in after if key not in before),
        *(because("item_removed", item=_label(before[key])) for key in before if key not in after),
        *(reason for key in before if key in after for reason in _line_changes(before[key], after[key])),
    )


def _line_changes(old: ChargeLine, new: ChargeLine) -> Iterator[Reason]:
    if (old.part, old.kind) != (new.part, new.kind):
        yield because("part_changed", item=_label(new), before=_label(old))
    if old.quantity != new.quantity:
        yield because(
            "quantity_changed", item=_label(new), before=_figure(old.quantity), after=_figure(new.quantity)
        )
    if (old.net, old.unit_price, old.discount) != (new.net, new.unit_price, new.discount):
        yield because("price_changed", item=_label(new), before=old.net, after=new.net)
    if old.payer != new.payer:
        yield because("payer_changed", item=_label(new))


def _line(line: ChargeLine) -> dict[str, str]:
    return {
        "key": line.key,
        "kind": str(line.kind),
        "part": line.part,
        "name": line.name,
        "quantity": _figure(line.quantity),
        "unit_price": _figure(line.unit_price),
        "discount": _figure(line.discount),
        "payer": str(line.payer),
        "net": str(line.net),
    }


def _label(line: ChargeLine) -> str:
    return line.name or line.part or line.key


def _figure(value: Decimal) -> str:
    return format(value.normalize(), "f")
