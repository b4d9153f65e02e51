"""Who may see a file: whoever may see its case."""

from __future__ import annotations

from django.http import HttpRequest

from baoxiu.core.actors import Actor
from baoxiu.core.files.models import StoredFile
from baoxiu.flow.intake.models import Opinion, RepairRequest
from baoxiu.flow.work_orders.models import WorkOrder

CASE_SESSION = "cases"
"""Session key: ids of the requests whose signed link this browser has opened."""


def remember_case(request: HttpRequest, case: RepairRequest) -> None:
    """Let this browser see the files of a case after its signed link was opened."""
    known = request.session.get(CASE_SESSION, [])
    if case.pk not in known:
        request.session[CASE_SESSION] = [*known[-19:], case.pk]


def may_see_file(request: HttpRequest, stored: StoredFile) -> bool:
    """Staff in whose scope the case lies, and the browser that opened the case's link."""
    kind, _colon, number = stored.case.partition(":")
    if kind != "case":
        return bool(request.actor and request.actor.has("people.see"))
    if int(number) in request.session.get(CASE_SESSION, []):
        return True
    return bool(request.actor) and _in_scope(request.actor, int(number))


def _in_scope(actor: Actor, request_id: int) -> bool:
    if actor.has("intake.see") and RepairRequest.objects.for_actor(actor).filter(pk=request_id).exists():
        return True
    if actor.has("intake.opine") and Opinion.objects.for_actor(actor).filter(request_id=request_id).exists():
        return True
    return bool(WorkOrder.objects.for_actor(actor).filter(request_id=request_id).exists())
