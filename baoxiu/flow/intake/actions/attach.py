"""Adding a photo or a proof."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.files.actions import keep
from baoxiu.core.files.models import StoredFile
from baoxiu.core.files.upload import Upload
from baoxiu.core.refusals import IllegalMove, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.permissions import may_attach

PURPOSES = frozenset({StoredFile.Purpose.FAULT_PHOTO, StoredFile.Purpose.PROOF})


class CaseIsOver(IllegalMove):
    """Files are added while the case runs."""

    message = _("This case is over; nothing can be added.")


@transaction.atomic
def attach(
    request: RepairRequest,
    data: bytes | Upload,
    name: str,
    *,
    purpose: str = StoredFile.Purpose.FAULT_PHOTO,
    by: Actor,
    at: datetime,
) -> StoredFile:
    """Keep a picture or a video of the fault, or a proof of purchase (RQ-REG-07, RQ-WAR-03).

    Raises ``InvalidFile``, ``InvalidVideo``, ``TooMany``, ``CaseIsOver``, ``NotAllowed``.
    """
    fresh = lock(request)
    may_attach(fresh, by).or_refuse()
    if fresh.stage_now.group == "closed":
        raise CaseIsOver()
    if purpose not in PURPOSES:
        raise InvalidInput(_("Please choose one of the listed values."), field="purpose")
    stored = keep(data, fresh, purpose=purpose, name=name, by=by, at=at)
    record(
        "intake.file_added",
        fresh,
        by=by,
        at=at,
        number=fresh.number,
        outlet_id=fresh.outlet_id,
        request_id=fresh.pk,
        file_id=stored.pk,
        purpose=purpose,
        mime=stored.mime,
        size=stored.size,
        sha256=stored.sha256,
    )
    return stored
