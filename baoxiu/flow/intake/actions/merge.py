"""Joining two reports of the same fault."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import IllegalMove, InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.intake.inputs import sentence
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.moves import move
from baoxiu.flow.intake.permissions import may


class OtherCustomer(InvalidInput):
    """What one customer wrote is not shown to another."""

    message = _("The two requests are of different customers.")


class OtherIsOver(IllegalMove):
    """A request goes on in one that runs."""

    message = _("The other request is over; nothing can go on there.")


@transaction.atomic
def merge(
    request: RepairRequest, into: RepairRequest, *, reason: str, by: Actor, at: datetime
) -> RepairRequest:
    """The request ends and goes on in the other; its words and photos stay readable there (RQ-REG-08).

    What was merged into it before follows. Raises ``IllegalMove`` (also for one that is ordered already),
    ``OtherIsOver``, ``OtherCustomer``, ``InvalidInput``, ``NotAllowed``.
    """
    if request.pk == into.pk:
        raise InvalidInput(_("Please choose another request than this one."), field="into")
    why = sentence(reason, "reason")
    fresh, target = _locked(request, into)
    before = move(fresh, "merge", by=by)
    _check(fresh, target, by)
    fresh.merged_into = target
    fresh.save(update_fields=["merged_into"])
    RepairRequest.objects.filter(merged_into=fresh).update(merged_into=target)
    tell_merged(fresh, target, why, before, by=by, at=at)
    return fresh


def tell_merged(
    request: RepairRequest, target: RepairRequest, reason: str, before: str, *, by: Actor, at: datetime
) -> None:
    """The one ended, and the other took it in."""
    _tell("intake.merged", request, target, reason, by=by, at=at, old=before, new=request.stage)
    _tell("intake.taken_in", target, request, reason, by=by, at=at)


def _locked(request: RepairRequest, into: RepairRequest) -> tuple[RepairRequest, RepairRequest]:
    """Both rows, locked in the order of their ids, so that two people merging crosswise do not wait for each other."""
    rows = {row.pk: lock(row) for row in sorted((request, into), key=lambda row: row.pk)}
    return rows[request.pk], rows[into.pk]


def _check(request: RepairRequest, target: RepairRequest, by: Actor) -> None:
    may(target, "merge", by).or_refuse()
    if target.stage_now.group == "closed":
        raise OtherIsOver()
    if request.customer_id != target.customer_id:
        raise OtherCustomer(field="into")


def _tell(
    kind: str,
    request: RepairRequest,
    other: RepairRequest,
    reason: str,
    *,
    by: Actor,
    at: datetime,
    **more: Any,
) -> None:
    record(
        kind,
        request,
        by=by,
        at=at,
        number=request.number,
        outlet_id=request.outlet_id,
        request_id=request.pk,
        other_id=other.pk,
        other=other.number,
        reason=reason,
        **more,
    )
