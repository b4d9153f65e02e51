"""The departments' review of a request: begun, each opinion given, sent back, put forward again (RQ-TRI-05)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.promises.queries import due_of
from baoxiu.basics.tasks.actions import close_tasks, open_task
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import IllegalMove
from baoxiu.core.rows import lock, lock_row
from baoxiu.flow.intake.inputs import sentence
from baoxiu.flow.intake.lifecycle import OPINION
from baoxiu.flow.intake.models import Opinion, RepairRequest, ReviewRoute
from baoxiu.flow.intake.permissions import may, may_opine
from baoxiu.flow.intake.routes import active_routes, opinions_of, presumed_severity, wanted_route

REVIEWED = ("submitted", "information_missing")


class NoRoute(IllegalMove):
    """No department has to be asked, or they were asked before."""

    message = _("No review route is left to take for this request.")


class ReviewIsOver(IllegalMove):
    """The request was decided on, withdrawn or merged."""

    message = _("This request is no longer under review.")


def begin_route_by_rule(request_id: int, *, by: Actor, at: datetime) -> list[Opinion]:
    """Begin the route of a new request, where the firm has set one; without routes this costs nothing."""
    if not active_routes():
        return []
    return _begin_if_wanted(request_id, by, at)


@transaction.atomic
def _begin_if_wanted(request_id: int, by: Actor, at: datetime) -> list[Opinion]:
    request = lock_row(RepairRequest, request_id)
    route = wanted_route(request, presumed_severity(request))
    if route is None or request.in_route or request.stage not in REVIEWED:
        return []
    return _begin(request, route, by=by, at=at)


@transaction.atomic
def begin_route(request: RepairRequest, *, severity: int, by: Actor, at: datetime) -> list[Opinion]:
    """Ask the departments of the route for this severity, the first one now.

    Raises ``NotAllowed``, ``NoRoute``, ``ReviewIsOver`` (RQ-TRI-05).
    """
    request = lock(request)
    may(request, "accept", by).or_refuse()
    _under_review(request)
    route = None if request.in_route else wanted_route(request, severity)
    if route is None:
        raise NoRoute()
    return _begin(request, route, by=by, at=at)


def _begin(request: RepairRequest, route: ReviewRoute, *, by: Actor, at: datetime) -> list[Opinion]:
    rows = Opinion.objects.bulk_create(
        Opinion(request=request, route=route, position=place, role=step["role"], question=step["question"])
        for place, step in enumerate(route.steps, start=1)
    )
    request.in_route = True
    request.save(update_fields=["in_route"])
    roles = [row.role for row in rows]
    record("intake.route_begun", request, by=by, at=at, **_known(request), route=route.name, roles=roles)
    _ask(rows[0], request, at=at)
    return rows


@transaction.atomic
def give_opinion(opinion: Opinion, *, text: str, by: Actor, at: datetime) -> Opinion:
    """A department says what it thinks; then the next is asked, and after the last the review may be decided.

    Raises ``NotAllowed``, ``IllegalMove``, ``ReviewIsOver``, ``InvalidInput``.
    """
    request, opinion = _answered(opinion, "give_opinion", text, by=by, at=at)
    told = _known(request) | {"opinion_id": opinion.pk, "role": opinion.role}
    record("intake.opinion_given", request, by=by, at=at, **told, text=opinion.text)
    following = opinions_of(request).filter(stage="planned").first()
    if following is not None:
        _ask(following, request, at=at)
        return opinion
    request.in_route = False
    request.save(update_fields=["in_route"])
    record("intake.route_finished", request, by=by, at=at, **_known(request))
    return opinion


@transaction.atomic
def send_back(opinion: Opinion, *, reason: str, by: Actor, at: datetime) -> Opinion:
    """A department cannot say anything yet: the desk adds what is missing and puts it forward again.

    Raises ``NotAllowed``, ``IllegalMove``, ``ReviewIsOver``, ``InvalidInput``.
    """
    request, opinion = _answered(opinion, "send_back", reason, by=by, at=at)
    told = _known(request) | {"opinion_id": opinion.pk, "role": opinion.role}
    event = record("intake.opinion_sent_back", request, by=by, at=at, **told, text=opinion.text)
    open_task(
        "put_forward", request, role="agent", key=f"put_forward:{event.pk}", at=at, due_at=_due(request),
        outlet_id=request.outlet_id, label=request.number, note=opinion.text,
    )  # fmt: skip
    return opinion


@transaction.atomic
def put_forward(
    opinion: Opinion, *, addition: str, by: Actor, at: datetime, again_from: Opinion | None = None
) -> Opinion:
    """Ask again with what was added: the department that sent it back, or from an earlier step of the route on.

    Raises ``NotAllowed``, ``IllegalMove``, ``ReviewIsOver``, ``InvalidInput``.
    """
    request = lock(opinion.request)
    opinion = lock(opinion)
    may(request, "accept", by).or_refuse()
    _under_review(request)
    opinion.stage = OPINION.after("put_forward", opinion.stage)
    opinion.save(update_fields=["stage"])
    said = sentence(addition, "addition")
    first = _repeated(opinion, again_from, said)
    close_tasks(request, "put_forward", by=by, at=at)
    told = _known(request) | {"opinion_id": first.pk, "role": first.role}
    record("intake.opinion_put_forward", request, by=by, at=at, **told, text=said)
    _ask(first, request, at=at)
    return first


@transaction.atomic
def end_route(request_id: int, *, by: Actor, at: datetime) -> None:
    """Nobody is asked any more about a request that was withdrawn or merged."""
    for row in Opinion.objects.filter(request_id=request_id).running():
        close_tasks(row, "opinion", by=by, at=at)


def _repeated(opinion: Opinion, again_from: Opinion | None, said: str) -> Opinion:
    """New rows for the steps from the chosen one up to that which was sent back; the first carries what was added."""
    start = again_from.position if again_from else opinion.position
    again = {
        row.position: row
        for row in opinions_of(opinion.request).filter(
            position__gte=start, position__lte=opinion.position, route=opinion.route_id
        )
    }
    rows = Opinion.objects.bulk_create(
        Opinion(
            request=opinion.request, route=opinion.route, position=place, role=row.role,
            question=row.question, addition=said,
        )
        for place, row in sorted(again.items())
    )  # fmt: skip
    return rows[0]


def _answered(
    opinion: Opinion, verb: str, text: str, *, by: Actor, at: datetime
) -> tuple[RepairRequest, Opinion]:
    request = lock(opinion.request)
    opinion = lock(opinion)
    may_opine(opinion, by).or_refuse()
    _under_review(request)
    opinion.stage = OPINION.after(verb, opinion.stage)
    opinion.text = sentence(text, "text" if verb == "give_opinion" else "reason")
    opinion.by_id, opinion.by_name, opinion.at = by.id, by.name, at
    opinion.save()
    close_tasks(opinion, "opinion", by=by, at=at)
    return request, opinion


def _under_review(request: RepairRequest) -> None:
    if request.stage not in REVIEWED:
        raise ReviewIsOver()


def _ask(opinion: Opinion, request: RepairRequest, *, at: datetime) -> None:
    opinion.stage = "asked"
    opinion.save(update_fields=["stage"])
    open_task(
        "opinion", opinion, role=opinion.role, key=f"opinion:{opinion.pk}", at=at, due_at=_due(request),
        outlet_id=request.outlet_id, label=request.number, note=opinion.question,
    )  # fmt: skip


def _due(request: RepairRequest) -> datetime | None:
    """The promise to the customer goes on: what is left of it is what the department has."""
    return due_of(request.chain, "first_review") or request.promised_reply_at


def _known(request: RepairRequest) -> dict[str, Any]:
    return {"number": request.number, "request_id": request.pk, "outlet_id": request.outlet_id}
