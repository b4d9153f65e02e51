"""Moving an order from stage to stage: the one place where its stage changes. All later stages come here."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.gathering import change
from baoxiu.core.refusals import IllegalMove
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.permissions import may


class NotOnThisPath(IllegalMove):
    """The service of the order does not take this step (RQ-INT-16)."""

    code = "not_on_this_path"


def check_path(order: WorkOrder, verb: str) -> None:
    """Raises ``NotOnThisPath`` with the sentence that names step and service."""
    if verb in order.path.skips:
        raise NotOnThisPath(
            _("“{verb}” is not part of this service ({service}).").format(
                verb=ORDER.move(verb).label, service=order.get_service_display()
            )
        )


def move(order: WorkOrder, verb: str, *, by: Actor, also: Iterable[str] = ()) -> str:
    """Take the step with a locked order and save its stage; returns the stage before.

    ``also`` names fields that the caller has set and that belong to the same change. Raises
    ``NotAllowed`` for the right or the scope, ``NotOnThisPath`` for the service, ``IllegalMove`` for the stage.
    """
    may(order, verb, by).or_refuse()
    check_path(order, verb)
    before = order.stage
    order.stage = ORDER.after(verb, before)
    change(order, "stage", *also)
    return before
