"""What must be in order before somebody sets out (RQ-APT-03, RQ-VIS-05)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from baoxiu.core.refusals import IllegalMove
from baoxiu.flow.visits import queries
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.work_orders.models import WorkOrder


class NotReady(IllegalMove):
    """The list for setting out is missing, or has a failed item (RQ-APT-03)."""

    message = _("Please check the list for setting out first: address, parts, tools.")


class HeightUnsafe(IllegalMove):
    """Work at height without belt, measures and photo (RQ-VIS-05)."""

    message = _(
        "This job has work at height. Confirm safety belt and measures with a photo first, and who or what helps."
    )


def refuse_unready(visit: Visit, order: WorkOrder, at: datetime) -> None:
    """Raises ``NotReady`` where the firm wants the list and it is not in order."""
    if queries.lacks_readiness(visit, order, at):
        raise NotReady()


def refuse_unsafe(visit: Visit | None) -> None:
    """Raises ``HeightUnsafe`` for a visit with work at height whose safety nobody has confirmed."""
    if visit is not None and queries.lacks_safety(visit):
        raise HeightUnsafe()
