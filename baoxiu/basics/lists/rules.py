"""What of a list's address is kept in a view. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode

LONGEST_NAME = 40
LONGEST_QUERY = 600
PASSING = frozenset({"page", "view", "since", "shown"})
"""What says where somebody reads just now, not what the list is."""


def kept_query(address: str) -> str:
    """Filters, order and columns in one spelling: sorted, without blanks, so that two can be compared."""
    return urlencode(sorted(_pairs(address.lstrip("?"))))


def same_list(one: str, other: str) -> bool:
    """Whether two addresses show the same list."""
    return kept_query(one) == kept_query(other)


def _pairs(address: str) -> Iterable[tuple[str, str]]:
    return ((name, value) for name, value in parse_qsl(address) if name not in PASSING and value)
