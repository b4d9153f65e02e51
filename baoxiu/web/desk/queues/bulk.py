"""One verb on many rows: each in a transaction of its own, each with its own answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as now_said
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from baoxiu.basics.technicians.models import Technician
from baoxiu.core import clock
from baoxiu.core.actors import Actor
from baoxiu.core.permissions import needs
from baoxiu.core.refusals import InvalidInput, Refusal
from baoxiu.flow.dispatch import actions as dispatch
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.work_orders import actions as work_orders
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.desk.paging import whole
from baoxiu.web.desk.queues.kind import Kind
from baoxiu.web.desk.queues.kinds import kind_of
from baoxiu.web.shared.doors import staff

MOST_PICKED = 200
SEVERITIES = (("1", _("Slight")), ("2", _("Usual")), ("3", _("Serious")), ("4", _("Endangers people")))
type Act = Callable[[Any, Mapping[str, str], Actor], str]


@dataclass(frozen=True, slots=True)
class Verb:
    """What can be done with many rows. ``asks`` names the field that it needs: severity, technician, reason."""

    code: str
    label: object
    icon: str
    right: str
    act: Act
    asks: str = ""
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went with one row."""

    number: str
    url: str
    done: bool
    said: str


def _accept(row: Any, given: Mapping[str, str], by: Actor) -> str:
    intake.accept(row, severity=whole(given.get("severity")) or 2, by=by, at=clock.now())
    return now_said("Accepted")


def _take(row: Any, given: Mapping[str, str], by: Actor) -> str:  # noqa: ARG001
    intake.take(row, by=by, at=clock.now())
    return now_said("Taken")


def _assign_by_rule(row: Any, given: Mapping[str, str], by: Actor) -> str:  # noqa: ARG001
    made = dispatch.assign(row, by=by, at=clock.now())
    return now_said("Given to %(name)s") % {"name": made.technician.name}


def _assign(row: Any, given: Mapping[str, str], by: Actor) -> str:
    person = Technician.objects.for_actor(by).filter(pk=whole(given.get("technician"))).first()
    if person is None:
        raise InvalidInput(_("Please choose a technician."), field="technician")
    made = dispatch.assign(row, person, reason=given.get("reason", ""), by=by, at=clock.now())
    return now_said("Given to %(name)s") % {"name": made.technician.name}


def _cancel(row: Any, given: Mapping[str, str], by: Actor) -> str:
    work_orders.cancel(row, reason=given.get("reason", ""), by=by, at=clock.now())
    return now_said("Cancelled")


VERBS: Mapping[str, Sequence[Verb]] = {
    "requests": (
        Verb("accept", _("Accept"), "check", "intake.review", _accept, "severity"),
        Verb("take", _("Take"), "user-check", "intake.review", _take),
    ),
    "orders": (
        Verb("by_rule", _("Dispatch by rule"), "route", "dispatch.assign", _assign_by_rule),
        Verb("assign", _("Give to somebody"), "user-check", "dispatch.assign", _assign, "technician"),
        Verb("cancel", _("Cancel orders"), "ban", "orders.cancel", _cancel, "reason", danger=True),
    ),
}
ROWS: Mapping[str, Any] = {"requests": RepairRequest, "orders": WorkOrder}
PAGES = {"requests": "desk:request", "orders": "desk:order"}


def verbs_for(actor: Actor, code: str) -> list[Verb]:
    """What this person may do with many rows of a queue."""
    return [verb for verb in VERBS.get(code, ()) if actor.has(verb.right)]


def bulk_frame(actor: Actor, code: str) -> dict[str, Any]:
    """The verbs and what their fields choose from; ``verbs`` is true where rows can be picked at all."""
    verbs = verbs_for(actor, code)
    return {
        "bulk_verbs": verbs,
        "verbs": bool(verbs) or actor.has("lists.export"),
        "severities": SEVERITIES,
        "pick_word": pgettext("a row", "Select"),
    }


@staff()
@require_POST
def bulk(request: HttpRequest, code: str) -> HttpResponse:
    """Run a verb on every row that was picked, and say of each how it went."""
    kind = kind_of(code)
    needs(request.actor, kind.right).or_refuse()
    picked = list(dict.fromkeys(request.POST.getlist("pick")))[:MOST_PICKED]
    back = f"{reverse(kind.address)}?{request.POST.get('query', '')}"
    wanted = request.POST.get("verb", "")
    if wanted == "export" and picked and kind.sheet:
        return redirect(f"{reverse(kind.sheet)}?{_picked_query(picked)}")
    verb = next((one for one in verbs_for(request.actor, code) if one.code == wanted), None)
    if verb is None or not picked:
        return redirect(back)
    outcomes = _run(request, kind, verb, picked)
    done = sum(one.done for one in outcomes)
    page = {
        "verb": verb, "kind": kind, "outcomes": outcomes, "done": done,
        "refused": len(outcomes) - done, "back": back,
    }  # fmt: skip
    return render(request, "desk/queues/results.html", page)


def _run(request: HttpRequest, kind: Kind, verb: Verb, picked: Sequence[str]) -> list[Outcome]:
    """In the order in which they were picked; what the person may not see does not exist."""
    rows = {
        row.number: row for row in ROWS[kind.code].objects.for_actor(request.actor).filter(number__in=picked)
    }
    return [_one(request, kind, verb, number, rows.get(number)) for number in picked]


def _one(request: HttpRequest, kind: Kind, verb: Verb, number: str, row: Any) -> Outcome:
    if row is None:
        return Outcome(number, "", False, now_said("There is nothing with this number."))
    url = reverse(PAGES[kind.code], args=[row.number])
    try:
        return Outcome(number, url, True, verb.act(row, request.POST, request.actor))
    except Refusal as refusal:
        said = next(iter(refusal.fields.values()), None) if refusal.fields else None
        return Outcome(number, url, False, str(said or refusal))


def _picked_query(picked: Sequence[str]) -> str:
    query = QueryDict(mutable=True)
    query["tab"] = "all"
    query["numbers"] = ".".join(picked)
    return str(query.urlencode())
