"""Place and conditions settled with the customer before work by a sheet (RQ-INS-02)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.repairs.actions.assess import NotThereYet
from baoxiu.flow.repairs.models import SiteConsent
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.queries import arrived_visit
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.moves import move


class ConsentIncomplete(InvalidInput):
    """Nobody agreed, or the place is not named (RQ-INS-02)."""


@transaction.atomic
def confirm_site(
    order: WorkOrder, *, agreed_with: str, place: str = "", note: str = "", by: Actor, at: datetime
) -> SiteConsent:
    """The customer approves before the work begins; an installation names its place, by the estate's rules too.

    ``note``: what was explained, such as a wish that would disturb the neighbours.
    Raises ``ConsentIncomplete``, ``NotThereYet``, ``NotOnThisPath`` (RQ-INS-02).
    """
    order = lock(order)
    move(order, "confirm_site", by=by)
    if order.mode == "on_site" and arrived_visit(order) is None:
        raise NotThereYet()
    if not agreed_with.strip():
        raise ConsentIncomplete(_("Please note who at the customer's agreed."), field="agreed_with")
    if order.path.place and not place.strip():
        raise ConsentIncomplete(_("Please write where the product is put."), field="place")
    made = SiteConsent.objects.create(
        order=order,
        place=place.strip()[:200],
        agreed_with=agreed_with.strip()[:80],
        note=note.strip()[:300],
        by_name=by.name,
        at=at,
    )
    known = facts.of_order(order) | {"place": made.place, "agreed_with": made.agreed_with, "note": made.note}
    record("repairs.site_confirmed", order, by=by, at=at, **known)
    return made
