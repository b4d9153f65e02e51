"""Setting up a review route (RQ-TRI-05)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.products.models import Family
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.permissions import needs
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.intake.actions.accept import SEVERITIES
from baoxiu.flow.intake.models import RepairRequest, ReviewRoute
from baoxiu.flow.intake.routes import active_routes, asked_roles

MOST_STEPS = 8


class NoSteps(InvalidInput):
    """A route asks somebody."""

    message = _("Please name at least one department with its question, and at most eight.")


class CannotOpine(InvalidInput):
    """The role lacks the right, so the review would never end."""

    message = _("This role may not give opinions; please choose another or give it the right first.")


@dataclass(frozen=True, slots=True)
class RouteInput:
    """A route as it was entered; ``steps`` are pairs of role and question."""

    name: str
    steps: Sequence[tuple[str, str]]
    service: str = ""
    family: Family | None = None
    from_severity: int = 1
    is_active: bool = True


@transaction.atomic
def put_route(data: RouteInput, *, route: ReviewRoute | None = None, by: Actor, at: datetime) -> ReviewRoute:
    """A new route, or ``route`` changed; reviews that run keep the steps they began with.

    Raises ``NotAllowed``, ``NoSteps``, ``CannotOpine``, ``InvalidInput``.
    """
    needs(by, "settings.change").or_refuse()
    row = lock(route) if route else ReviewRoute()
    row.name = texts.one_line(data.name, field="name", most=60)
    row.service, row.family = _service(data.service), data.family
    row.from_severity, row.is_active = _severity(data.from_severity), data.is_active
    row.steps = _steps(data.steps)
    row.changed_by, row.changed_at = by.name, at
    row.save()
    active_routes.forget()
    told = {"route": row.name, "roles": [step["role"] for step in row.steps], "is_active": row.is_active}
    record("intake.route_put", row, by=by, at=at, **told, from_severity=row.from_severity, steps=row.steps)
    return row


def _service(code: str) -> str:
    if code and code not in RepairRequest.Service.values:
        raise InvalidInput(_("Please choose one of the listed values."), field="service")
    return code


def _severity(number: int) -> int:
    if number not in SEVERITIES:
        raise InvalidInput(_("Please choose one of the listed values."), field="from_severity")
    return number


def _steps(steps: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    if not 1 <= len(steps) <= MOST_STEPS:
        raise NoSteps(field="steps")
    able = {row.code for row in asked_roles()}
    kept = []
    for role, question in steps:
        if role not in able:
            raise CannotOpine(field="steps")
        kept.append({"role": role, "question": texts.one_line(question, field="steps", most=200)})
    return kept
