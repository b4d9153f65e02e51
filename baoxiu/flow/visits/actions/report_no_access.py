"""Nobody in, entry refused, wrong address."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.locks import lock_for
from baoxiu.flow.visits.models import NoAccess, Visit


@transaction.atomic
def report_no_access(
    visit: Visit, *, reason: str, by: Actor, at: datetime, note: str = "", device_at: datetime | None = None
) -> Visit:
    """End a visit at the door. The order goes on: a new visit is to be agreed (RQ-APT-05, appendix e3)."""
    visit, order = lock_for("report_no_access", visit, by=by)
    if reason not in NoAccess.Reason.values:
        raise InvalidInput(_("Please choose what you met at the door."), field="reason")
    visit.save(update_fields=["stage"])
    NoAccess.objects.create(visit=visit, reason=reason, note=note.strip()[:300], by_name=by.name, at=at)
    known = facts.of_visit(visit, order) | {"reason": reason, "note": note.strip()}
    record("visits.no_access", visit, by=by, at=at, device_at=device_at, **known)
    return visit
