"""The way of a case "like a parcel": stations with their times, in the customer's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.core.events.models import Event
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.paths import PATHS
from baoxiu.web.shared.shapes import Step, StepState


@dataclass(frozen=True, slots=True)
class Station:
    """A place on the way, before and after it is passed, and the kinds of event that mean it is."""

    code: str
    label: object
    passed: object
    passed_by: tuple[str, ...]


STATIONS = (
    Station("reported", pgettext_lazy("station", "Report"), _("Reported"), ("intake.submitted",)),
    Station("reviewed", _("Review"), _("Review passed"), ("intake.accepted",)),
    Station("technician", _("Find a technician"), _("Technician found"), ("dispatch.accepted",)),
    Station("diagnosed", _("Find the fault"), _("Fault found"), ("repairs.assessed",)),
    Station(
        "agreed", _("Agree on plan and price"), _("Plan and price agreed"),
        ("repairs.agreed", "repairs.no_consent_needed"),
    ),
    Station("repaired", _("Repair it"), pgettext_lazy("station", "Repaired"), ("inspection.self_checked",)),
    Station("inspected", _("Quality check"), _("Quality check passed"), ("inspection.passed",)),
    Station("accepted", _("Your signature"), _("Work accepted"), ("acceptance.signed", "acceptance.unsigned")),
    Station("settled", _("All finished"), _("All finished"), ("settlement.settled", "order.closed")),
)  # fmt: skip
_BY_CODE = {station.code: station for station in STATIONS}
SHEET_STATIONS = (
    *STATIONS[:3],
    Station("place", _("Agree on the place"), _("Place agreed"), ("repairs.site_confirmed",)),
    Station("worked", _("Do the work"), pgettext_lazy("outcome", "Work done"), ("repairs.work_finished",)),
    _BY_CODE["accepted"],
    _BY_CODE["settled"],
)
ANSWER_STATIONS = (
    STATIONS[0],
    Station("answered", _("Our answer"), pgettext_lazy("advice", "Answered"), ("intake.advised",)),
)
FIRST_EVENT = frozenset({"reported", "reviewed"})
AT: Mapping[str, str] = {
    "created": "technician",
    "assigned": "technician",
    "accepted": "diagnosed",
    "assessed": "agreed",
    "awaiting_consent": "agreed",
    "ready": "repaired",
    "in_repair": "repaired",
    "inspecting": "inspected",
    "awaiting_acceptance": "accepted",
    "settling": "settled",
}
"""Where an order stands by its stage; stages that are not here have arrived or left the way."""

AT_BY_SHEET: Mapping[str, str] = {
    **AT,
    "accepted": "place", "awaiting_consent": "worked", "ready": "worked", "in_repair": "worked",
}  # fmt: skip

LEFT: Mapping[str, object] = {
    "refused": _("Not accepted"),
    "withdrawn": _("Withdrawn by you"),
    "merged": _("Goes on with another report"),
    "settled_by_advice": _("Solved by advice"),
    "unrepaired": _("Goes back unrepaired"),
    "cancelled": _("Cancelled"),
    "handed_back": _("Given back unrepaired"),
}


def steps(
    case: RepairRequest, order: WorkOrder | None, events: Iterable[Event], notes: Mapping[str, object]
) -> list[Step]:
    """The stations of a case, or of one of its orders, with the time at which each was passed."""
    times = _times(events, order)
    left = _left(case, order)
    if left:
        return [*_passed(times), _end(left, times)]
    stations = stations_of(case, order)
    here = _here(case, order, stations)
    return [_step(station, place, here, times, notes) for place, station in enumerate(stations)]


def stations_of(case: RepairRequest, order: WorkOrder | None) -> Sequence[Station]:
    """The way of the service: repaired, worked by a sheet, or answered (RQ-INT-16)."""
    path = PATHS.get(order.service if order else case.service)
    if path is None:
        return ANSWER_STATIONS
    return SHEET_STATIONS if path.by_sheet else STATIONS


def _step(
    station: Station, place: int, here: int, times: Mapping[str, datetime], notes: Mapping[str, object]
) -> Step:
    if place < here:
        return Step(station.passed, "done", times.get(station.code), notes.get(station.code, ""))
    state: StepState = "current" if place == here else "todo"
    return Step(station.label, state, None, notes.get(station.code, "") if place == here else "")


def _here(case: RepairRequest, order: WorkOrder | None, stations: Sequence[Station]) -> int:
    if order is None:
        return 2 if case.stage == "accepted" else 1
    code = (AT_BY_SHEET if order.path.by_sheet else AT).get(order.stage)
    return next((place for place, station in enumerate(stations) if station.code == code), len(stations))


def _left(case: RepairRequest, order: WorkOrder | None) -> str:
    if order is None:
        return case.stage if case.stage in LEFT else ""
    if order.stage == "closed" and order.outcome not in ("", "repaired", "done", "unknown"):
        return "handed_back"
    return order.stage if order.stage in LEFT else ""


def _passed(times: Mapping[str, datetime]) -> Sequence[Step]:
    return [
        Step(station.passed, "done", times[station.code]) for station in STATIONS[:5] if station.code in times
    ]


def _end(left: str, times: Mapping[str, datetime]) -> Step:
    solved = left == "settled_by_advice"
    return Step(LEFT[left], "done" if solved else "stopped", times.get(left))


PASSED_BY = {kind: station.code for station in (*STATIONS, *SHEET_STATIONS) for kind in station.passed_by}
ENDS: dict[str, str] = {
    "intake.refused": "refused",
    "intake.withdrawn": "withdrawn",
    "intake.merged": "merged",
    "intake.advised": "settled_by_advice",
    "order.cancelled": "cancelled",
    "order.handed_back": "handed_back",
}


def _times(events: Iterable[Event], order: WorkOrder | None) -> dict[str, datetime]:
    """When each station was passed: the first time for the report, the last for what may happen again."""
    known = PASSED_BY | ENDS
    found: dict[str, datetime] = {}
    for event in events:
        code = known.get(event.kind)
        if code and _is_about(event, order) and not (code in FIRST_EVENT and code in found):
            found[code] = event.at
    return found


def _is_about(event: Event, order: WorkOrder | None) -> bool:
    about = event.data.get("order_id")
    return order is None or about is None or about == order.pk
