"""What was touched since somebody looked (``touches.py``)."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection

from baoxiu.flow.planning.models import Touched
from baoxiu.flow.planning.touches import BODIES

NEVER = 2**62
"""No transaction has such a number."""


@dataclass(frozen=True, slots=True)
class News:
    """What was touched since a transaction. ``since``: the oldest that may still bring more; ``own``: whether some of it is ours and
    may be undone; ``whole``: whether nothing older was forgotten."""

    since: int
    seen: frozenset[int]
    orders: frozenset[int]
    people: bool
    everything: bool
    own: bool
    whole: bool


_NEWS = f"""/* {" ".join(BODIES)} */
WITH here AS (SELECT pg_current_snapshot() AS now, pg_current_xact_id_if_assigned()::text::bigint AS own),
news AS (
    SELECT one.id, one.transaction, one.order_id, one.what FROM planning_touched AS one, here
    WHERE one.outlet_id IN (%(outlet)s, 0) AND one.transaction >= %(since)s
    AND (one.transaction < pg_snapshot_xmax(here.now)::text::bigint OR one.transaction = here.own)
)
SELECT pg_snapshot_xmin(here.now)::text::bigint, here.own,
    EXISTS (SELECT FROM planning_touched AS one WHERE one.outlet_id IN (%(outlet)s, 0) AND one.transaction = here.own),
    (SELECT min(transaction) FROM planning_touched), (SELECT json_agg(news) FROM news)::text
FROM here
"""


def news_since(outlet: int, since: int, seen: Collection[int]) -> News:
    """What was touched since a transaction, without what was ``seen``. The statement names all tables that touch, so that what this
    transaction has gathered to write (``core/gathering.py``) is written before.

    A transaction that was under way when we last looked is not below that moment's oldest one, so what it touched is found now.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NEWS, {"outlet": outlet, "since": since})
        oldest, mine, own, first, text = cursor.fetchone()
    rows: list[dict[str, Any]] = json.loads(text) if text else []
    new = [one for one in rows if one["id"] not in seen]
    return News(
        since=oldest,
        seen=frozenset(
            one["id"] for one in rows if one["transaction"] >= oldest and one["transaction"] != mine
        ),
        orders=frozenset(one["order_id"] for one in new if one["order_id"]),
        people=any(one["what"] == Touched.What.PEOPLE for one in new),
        everything=any(one["what"] == Touched.What.ALL for one in new),
        own=own,
        whole=first is None or first <= since,
    )
