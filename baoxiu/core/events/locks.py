"""The lock of a case's chain: whoever records an event of the case holds it until the transaction ends."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

_WAIT = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
_TRY = """
    SELECT chain FROM unnest(%s::text[]) AS chain
    WHERE chain = '' OR pg_try_advisory_xact_lock(hashtextextended(chain, 0))
"""


def lock_chain(chain: str) -> None:
    """Wait until nobody else records events of this chain."""
    with connection.cursor() as cursor:
        cursor.execute(_WAIT, [chain])


def own_chains(chains: Iterable[str]) -> set[str]:
    """Those of the chains that are free, now locked; never waits. No chain (``""``) is always free."""
    with connection.cursor() as cursor:
        cursor.execute(_TRY, [sorted(set(chains))])
        return {row[0] for row in cursor.fetchall()}
