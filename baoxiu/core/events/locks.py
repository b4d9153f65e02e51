"""The lock of a case's chain: whoever records an event of the case holds it until the transaction ends."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

_HEAD = "SELECT seq, hash FROM events_chain_head(%s)"
"""A function of the database (migration 0001): take the lock, then read the last link, in one round trip."""
_TRY = """
    SELECT chain FROM unnest(%s::text[]) AS chain
    WHERE chain = '' OR pg_try_advisory_xact_lock(hashtextextended(chain, 0))
"""


def own_head(chain: str) -> tuple[int, str]:
    """Wait until nobody else records events of this chain; then its last number and hash (0 and none at first)."""
    with connection.cursor() as cursor:
        cursor.execute(_HEAD, [chain])
        row = cursor.fetchone()
    return (int(row[0]), str(row[1])) if row else (0, "")


def own_chains(chains: Iterable[str]) -> set[str]:
    """Those of the chains that are free, now locked; never waits. No chain (``""``) is always free."""
    with connection.cursor() as cursor:
        cursor.execute(_TRY, [sorted(set(chains))])
        return {row[0] for row in cursor.fetchall()}
