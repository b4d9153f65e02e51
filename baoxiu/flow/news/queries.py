"""What screens ask about news from the field."""

from __future__ import annotations

from baoxiu.core.actors import Actor
from baoxiu.flow.news.models import FieldNews, NewsRows

SHOWN = ("technician", "outlet", "order__request", "customer")


def listed(actor: Actor, *, state: str = "") -> NewsRows:
    """The newest first; of one state, or all."""
    rows: NewsRows = FieldNews.objects.for_actor(actor).select_related(*SHOWN)
    return rows.filter(state=state) if state else rows
