"""Reading exports."""

from __future__ import annotations

from datetime import datetime

from baoxiu.basics.exports.models import Export, ExportRows
from baoxiu.core.actors import Actor


def mine(actor: Actor, *, at: datetime) -> ExportRows:
    """What this person asked for and can still be fetched, failed or is on its way; the newest first."""
    rows: ExportRows = Export.objects.for_actor(actor)
    return rows.exclude(expires_at__lte=at).order_by("-asked_at", "-pk")


def waits() -> bool:
    """Whether any export is still to be written."""
    return Export.objects.filter(state=Export.State.WAITING).exists()
