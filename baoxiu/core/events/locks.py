"""The lock of a case's chain: whoever records an event of the case holds it until the transaction ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction

from baoxiu.core.rows import once_here

_HEAD = "SELECT seq, hash FROM events_chain_head(%s)"
"""A function of the database (migration 0001): take the lock, then read the last link, in one round trip."""
_TRY = """
    SELECT chain FROM unnest(%s::text[]) AS chain
    WHERE chain = '' OR pg_try_advisory_xact_lock(hashtextextended(chain, 0))
"""

_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(chain, 0)) FROM unnest(%s::text[]) AS chain"
_LAST = """
    SELECT wanted, coalesce(last.seq, 0), coalesce(last.hash, '') FROM unnest(%s::text[]) AS wanted
    LEFT JOIN LATERAL (SELECT seq, hash FROM events_event WHERE chain = wanted ORDER BY seq DESC LIMIT 1) AS last ON true
"""
"""A statement of its own: what was recorded before the lock was ours is seen only by one that begins afterwards."""


@dataclass(frozen=True, slots=True)
class _Head:
    """The last link that this transaction itself has put, kept with what the transaction does on its commit.

    Django forgets that when the transaction, or the savepoint in which it was noted, is rolled back: exactly as long as
    it is there, the lock is held and nobody else can have put another link.
    """

    chain: str
    seq: int
    hash: str

    def __call__(self) -> None:
        """Nothing: committed is committed."""


def own_head(chain: str) -> tuple[int, str]:
    """Wait until nobody else records events of this chain; then its last number and hash (0 and none at first)."""
    known = _known_head(chain)
    if known:
        return known.seq, known.hash
    with connection.cursor() as cursor:
        cursor.execute(_HEAD, [chain])
        row = cursor.fetchone()
    return (int(row[0]), str(row[1])) if row else (0, "")


def own_heads(chains: Iterable[str]) -> None:
    """The same for many chains at once, in a steady order, for a transaction that will record in each of them."""
    unknown = sorted({chain for chain in chains if not _known_head(chain)})
    if len(unknown) < 2:
        return
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [unknown])
        cursor.execute(_LAST, [unknown])
        for head in cursor.fetchall():
            note_head(*head)


def _known_head(chain: str) -> _Head | None:
    known = _heads().get(chain)
    if known:
        return known
    noted = (one for _savepoints, one, *_more in reversed(connection.run_on_commit) if isinstance(one, _Head))
    return next((one for one in noted if one.chain == chain), None)


def _heads() -> dict[str, _Head]:
    """Of a transaction that is done or undone as a whole: found at once, however many it has noted."""
    return once_here("chain heads", dict)


def begin_chain(chain: str) -> None:
    """Say that the case was made by this transaction: nobody else knows it, so nobody has put a link yet."""
    note_head(chain, 0, "")


def note_head(chain: str, seq: int, link: str) -> None:
    """Remember for the rest of the transaction which link this transaction put last."""
    head = _Head(chain, seq, link)
    _heads()[chain] = head
    transaction.on_commit(head)


def own_chains(chains: Iterable[str]) -> set[str]:
    """Those of the chains that are free, now locked; never waits. No chain (``""``) is always free."""
    with connection.cursor() as cursor:
        cursor.execute(_TRY, [sorted(set(chains))])
        free = {row[0] for row in cursor.fetchall()}
        cursor.execute(_LAST, [sorted(free - {""})])
        for head in cursor.fetchall():
            note_head(*head)
    return free
