"""The checklists of a visit (RQ-APT-03, RQ-VIS-01…11)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.forms.actions import fill, in_force
from baoxiu.core.forms.models import FilledForm
from baoxiu.core.refusals import IllegalMove, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.visits import facts, queries
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import WorkOrder

FORMS = (queries.READY, queries.HEIGHT, "visit_start", "visit_end")


class VisitOver(IllegalMove):
    """The visit is over."""

    message = _("This visit is over.")


@transaction.atomic
def fill_checklist(
    visit: Visit, *, form: str, answers: Mapping[str, Any], by: Actor, at: datetime
) -> FilledForm:
    """Fill a checklist of an open visit: before setting out, on arrival, before leaving (RQ-APT-03, RQ-VIS-01…11).

    Raises ``VisitOver`` or ``FormIncomplete``.
    """
    if form not in FORMS:
        raise InvalidInput(_("This checklist does not belong to a visit."), field="form")
    order, visit = lock(WorkOrder(pk=visit.order_id)), lock(visit)
    visit.order = order
    may(by, "visits.go", order).or_refuse()
    if visit.stage not in queries.OPEN:
        raise VisitOver()
    filled = fill(in_force(form, at=at), visit, answers=answers, by=by, at=at)
    known = facts.of_visit(visit, order) | {"form": form, "failed": filled.failed}
    record("visits.checklist", visit, by=by, at=at, **known)
    return filled
