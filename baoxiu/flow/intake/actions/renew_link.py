"""Making an old link useless."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.permissions import needs
from baoxiu.core.rows import lock
from baoxiu.flow.intake.models import AccessLink, RepairRequest
from baoxiu.flow.intake.permissions import reaches


@transaction.atomic
def renew_link(request: RepairRequest, *, by: Actor, at: datetime) -> AccessLink:
    """Give the case a new link; the old one is dead at once (RQ-SEC-01). Raises ``NotAllowed``."""
    fresh = lock(request)
    (needs(by, "intake.register") & reaches(fresh, by)).or_refuse()
    link, _made = AccessLink.objects.update_or_create(
        request=fresh,
        defaults={"nonce": uuid.uuid4(), "created_at": at},
    )
    request.link = link  # whoever holds the request shows the new one
    record(
        "intake.link_renewed",
        fresh,
        by=by,
        at=at,
        number=fresh.number,
        outlet_id=fresh.outlet_id,
        request_id=fresh.pk,
    )
    return link
