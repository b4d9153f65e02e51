"""Teams, and who of them works on a request: queued, taken, handed over (RQ-INT-15)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.accounts.models import User
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.gathering import change
from baoxiu.core.permissions import needs
from baoxiu.core.refusals import Conflict, IllegalMove, InvalidInput
from baoxiu.core.rows import lock, lock_row
from baoxiu.flow.intake.models import RepairRequest, ServiceTeam
from baoxiu.flow.intake.permissions import may
from baoxiu.flow.intake.services import SERVICES
from baoxiu.flow.intake.teams import agents, teams_by_service


class AlreadyTaken(Conflict):
    """A colleague works on it; the sentence says who."""

    code = "already_taken"


class NotOpen(IllegalMove):
    """Nothing is left to do for an agent."""

    message = _("This request is over; nobody has to take it.")


@dataclass(frozen=True, slots=True)
class TeamInput:
    """A team as it was entered; ``services`` are the kinds of request that come to it by themselves."""

    name: str
    members: Iterable[User] = field(default_factory=tuple)
    services: Iterable[str] = field(default_factory=tuple)
    is_active: bool = True


@transaction.atomic
def put_team(data: TeamInput, *, team: ServiceTeam | None = None, by: Actor, at: datetime) -> ServiceTeam:
    """A new team, or ``team`` changed. Raises ``NotAllowed``, ``InvalidInput``."""
    needs(by, "settings.change").or_refuse()
    row = lock(team) if team else ServiceTeam()
    row.name = texts.one_line(data.name, field="name", most=60)
    row.services = [code for code in SERVICES if code in set(data.services)]
    row.is_active, row.changed_by, row.changed_at = data.is_active, by.name, at
    if ServiceTeam.objects.filter(name=row.name).exclude(pk=row.pk).exists():
        raise InvalidInput(_("There is a team of this name."), field="name")
    row.save()
    members = sorted(data.members, key=lambda user: user.pk)
    row.members.set(members)
    teams_by_service.forget()
    told = {"team": row.name, "members": [user.name for user in members], "is_active": row.is_active}
    record("intake.team_put", row, by=by, at=at, **told, services=row.services)
    return row


def queue_by_rule(request_id: int, service: str, *, by: Actor, at: datetime) -> None:
    """A new request goes into the queue of the team for its service; without teams this costs nothing."""
    team_id = teams_by_service().get(service)
    if team_id is not None:
        _queue(request_id, team_id, by, at)


@transaction.atomic
def _queue(request_id: int, team_id: int, by: Actor, at: datetime) -> None:
    request = lock_row(RepairRequest, request_id)
    if request.team_id is None and request.taken_by_id is None:
        request.team_id = team_id
        change(request, "team")
        record("intake.queued", request, by=by, at=at, **_known(request))


@transaction.atomic
def take(request: RepairRequest, *, by: Actor, at: datetime) -> RepairRequest:
    """From now on this is mine; colleagues see it. A repeat changes nothing.

    Raises ``NotAllowed``, ``NotOpen``, ``AlreadyTaken``.
    """
    request = _open(request, by)
    if request.taken_by_id == by.user_id:
        return request
    if request.taken_by_id is not None:
        raise AlreadyTaken(_("{name} works on this already.").format(name=request.taken_by.name))
    request.taken_by_id = by.user_id
    request.save(update_fields=["taken_by"])
    record("intake.taken", request, by=by, at=at, **_known(request))
    return request


@transaction.atomic
def hand_over(
    request: RepairRequest,
    *,
    by: Actor,
    at: datetime,
    team: ServiceTeam | None = None,
    agent: User | None = None,
    note: str = "",
) -> RepairRequest:
    """To a colleague, or back into a team's queue; with neither, to nobody in particular.

    Raises ``NotAllowed``, ``NotOpen``, ``InvalidInput``.
    """
    request = _open(request, by)
    if agent is not None and not agents().filter(pk=agent.pk).exists():
        raise InvalidInput(_("This person does not review requests."), field="whom")
    request.taken_by = agent
    request.team = team if team or agent is None else request.team
    request.save(update_fields=["taken_by", "team"])
    said = texts.one_line(note, field="note", most=300, required=False)
    record("intake.handed_over", request, by=by, at=at, **_known(request), note=said)
    return request


def _open(request: RepairRequest, by: Actor) -> RepairRequest:
    request = lock(request)
    may(request, "accept", by).or_refuse()
    if request.stage_now.group == "closed":
        raise NotOpen()
    return request


def _known(request: RepairRequest) -> dict[str, Any]:
    return {
        "number": request.number,
        "request_id": request.pk,
        "outlet_id": request.outlet_id,
        "team": request.team.name if request.team else "",
        "agent": request.taken_by.name if request.taken_by else "",
    }
