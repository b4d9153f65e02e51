"""A window that can be promised: it runs forward, somebody agreed, and the technician is free (RQ-APT-01)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from baoxiu.basics.technicians.models import Technician
from baoxiu.core.clock import SHANGHAI
from baoxiu.core.reasons import say
from baoxiu.core.refusals import Conflict, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.visits import queries
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.visits.reasons import SENTENCES
from baoxiu.flow.visits.rules import reason_not_to_book
from baoxiu.flow.work_orders.models import WorkOrder


class InvalidWindow(InvalidInput):
    """The window runs backwards or is over."""


class AgreementMissing(InvalidInput):
    """Nobody at the customer's agreed to the time."""

    message = _("Please note who at the customer's agreed to the time.")


class NobodyToCome(Conflict):
    """The job was given back meanwhile."""

    message = _("This job has no technician at present.")


class TechnicianBusy(Conflict):
    """The technician is promised elsewhere at that time."""


def check_window(
    order: WorkOrder,
    start: datetime,
    end: datetime,
    agreed_with: str,
    at: datetime,
    *,
    besides: Visit | None = None,
    planned: bool = False,
) -> int | None:
    """The id of the technician, locked, who is free in this window; raises why it cannot be agreed.

    ``planned``: the plan has the visit's place, so that windows of one technician may overlap.
    """
    if reason := reason_not_to_book(start, end, at):
        raise InvalidWindow(say(reason, SENTENCES), field="start")
    if not agreed_with.strip():
        raise AgreementMissing(field="agreed_with")
    if order.technician_id is None:
        raise NobodyToCome()
    technician = lock(Technician(pk=order.technician_id))
    other = None if planned else queries.clash(technician.pk, start, end, besides=besides)
    if other is not None:
        raise TechnicianBusy(
            _("{name} is promised elsewhere at {window} ({number}).").format(
                name=technician.name,
                window=window_text(other.window_start, other.window_end),
                number=other.order.number,
            ),
            field="start",
        )
    return technician.pk


def window_text(start: datetime, end: datetime) -> str:
    """A window as people read it: day and hours, in Chinese time."""
    first, last = start.astimezone(SHANGHAI), end.astimezone(SHANGHAI)
    until = f"{last:%H:%M}" if first.date() == last.date() else f"{last:%Y-%m-%d %H:%M}"
    return f"{first:%Y-%m-%d %H:%M}–{until}"
