"""Photos of the work (RQ-EXE-05)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.files.actions import keep
from baoxiu.core.files.models import StoredFile
from baoxiu.core.files.upload import Upload
from baoxiu.core.refusals import IllegalMove
from baoxiu.core.rows import lock
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.flow.work_orders.models import WorkOrder


@transaction.atomic
def add_photo(
    order: WorkOrder,
    *,
    data: bytes | Upload,
    name: str,
    by: Actor,
    at: datetime,
    purpose: str = StoredFile.Purpose.REPAIR_PHOTO,
) -> StoredFile:
    """Keep a photo or a video of the repair or the visit. Raises ``InvalidFile``, ``InvalidVideo`` or ``TooMany`` (RQ-EXE-05)."""
    order = lock(order)
    may(by, "repairs.repair", order).or_refuse()
    if ORDER.stage(order.stage).group == "closed":
        raise IllegalMove(_("This order is closed."))
    stored = keep(data, order, purpose=purpose, name=name, by=by, at=at)
    known = facts.of_order(order) | {"file_id": stored.pk, "purpose": str(stored.purpose)}
    record("repairs.photo_added", order, by=by, at=at, name=stored.name, sha256=stored.sha256, **known)
    return stored
