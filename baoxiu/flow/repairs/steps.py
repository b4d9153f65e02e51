"""Whether the last step of a repair has been checked, where the firm asks for it (RQ-QC-09)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import IllegalMove
from baoxiu.flow.repairs import queries
from baoxiu.flow.repairs.policies import STEPS_CHECKED
from baoxiu.flow.work_orders.models import WorkOrder


class StepNotChecked(IllegalMove):
    """The step before waits for its check."""

    message = _("The last step has not been checked. Please wait for the check before going on.")


class StepFailed(IllegalMove):
    """The last step did not pass its check."""

    message = _("The last step did not pass its check. Please put it right and note that as a step.")


def checks_steps(order: WorkOrder, at: datetime) -> bool:
    """Whether the firm has steps of this product at this outlet checked."""
    scope = {"family": order.family.code, "outlet": order.outlet.code if order.outlet else ""}
    return bool(value(STEPS_CHECKED, at=at, scope=scope).value)


def refuse_unchecked(order: WorkOrder, at: datetime, *, to_go_on: bool) -> None:
    """Raises ``StepNotChecked`` while the last step waits; ``StepFailed`` where it failed and no other follows."""
    if not checks_steps(order, at):
        return
    last = queries.last_step(order)
    check = getattr(last, "check_made", None)
    if last is not None and check is None:
        raise StepNotChecked()
    if check is not None and not check.passed and not to_go_on:
        raise StepFailed()
