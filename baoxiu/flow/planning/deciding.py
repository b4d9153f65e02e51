"""The decision behind a choice of the plan: what it knew, what it weighed, who else could have come and why nobody better."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from baoxiu.core.actors import Actor
from baoxiu.core.decisions.actions import decide
from baoxiu.core.decisions.models import Decision
from baoxiu.core.money import yuan
from baoxiu.core.reasons import Reason, because
from baoxiu.flow.dispatch.planner.answers import Offer
from baoxiu.flow.dispatch.planner.checking import rules_against
from baoxiu.flow.dispatch.planner.problem import Problem, Route, Technician
from baoxiu.flow.planning.chosen import HOUR, MINUTE, Chosen
from baoxiu.flow.planning.people import Person
from baoxiu.flow.planning.picture import Picture
from baoxiu.flow.planning.replaying import kept_part
from baoxiu.flow.work_orders.models import WorkOrder

MOST = 3
"""Candidates that a decision names with what they would add."""
MOST_TOLD = 4_000
"""Technicians whose hours are kept as text."""


def minutes_of(seconds: int) -> int:
    """Whole minutes, upwards."""
    return -(-seconds // MINUTE)


def yuan_of(seconds: int, settings: Chosen) -> Decimal:
    """What this much time on the way costs."""
    return yuan(settings.values["planning.yuan_per_hour"].number * seconds / HOUR)


def digest(problem: Problem, place: int, routes: Sequence[Route]) -> str:
    """A fingerprint of what a choice was made from: the order, the people with their hours, the routes, the weights."""
    names = [one.id for one in problem.orders]
    days = (f"{one.technician} {one.day} {','.join([names[stop] for stop in one.stops])}" for one in routes)
    asked = [asdict(problem.orders[place]), asdict(problem.weights)]
    known = json.dumps(asked, sort_keys=True, default=sorted), *map(_told, problem.technicians), *days
    return hashlib.sha256("\n".join(known).encode()).hexdigest()


def _told(who: Technician) -> str:
    """A technician with his hours; what was told is kept as long as the same one is asked about."""
    known = _people.get(id(who))
    if known is None or known[0] is not who:
        hours = ",".join(f"{shift.start}-{shift.end}" for shift in who.shifts)
        if len(_people) >= MOST_TOLD:
            _people.clear()
        known = _people[id(who)] = who, f"{who.id} {who.x} {who.y} {hours}"
    return known[1]


_people: dict[int, tuple[Technician, str]] = {}


def decided_by_offers(
    picture: Picture, order: WorkOrder, offers: Sequence[Offer], *, by: Actor, at: datetime
) -> Decision:
    """The first offer was taken: keep the best ones with what they would have added (RQ-DSP-01, RQ-DSP-03)."""
    people, place = picture.ground.people, picture.place[order.pk]
    listed = [_offered(picture, people[one.technician], one) for one in offers[:MOST]]
    best = offers[0]
    outputs = {
        "eligible": listed,
        "rejected": list(_others(picture, place, {one.technician for one in offers})),
        "part": kept_part(picture.problem, picture.routes, place, offers[:MOST]),
    }
    return _decide(picture, order, people[best.technician], [_reason(picture, best)], outputs, by=by, at=at)


def _others(picture: Picture, place: int, offered: Collection[int]) -> Iterator[dict[str, Any]]:
    """Everybody else with the rules of person and day against him; ``plan_dearer`` where only time or cost are."""
    for who, person in enumerate(picture.ground.people):
        if who in offered:
            continue
        shifts = picture.problem.technicians[who].shifts
        codes = set(rules_against(picture.problem, place, who, shifts[0])) if shifts else {"no_shift"}
        yield {
            "technician_id": person.pk,
            "name": person.name,
            "codes": sorted(codes - {"locked"}) or ["plan_dearer"],
        }


def decided(
    picture: Picture, order: WorkOrder, technician: Person, *, cause: str, by: Actor, at: datetime
) -> Decision:
    """The plan as a whole sends somebody else: why it was changed."""
    return _decide(picture, order, technician, [because(f"plan_{cause}")], {}, by=by, at=at)


def _decide(
    picture: Picture,
    order: WorkOrder,
    technician: Person,
    reasons: Sequence[Reason],
    outputs: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
) -> Decision:
    place, ground = picture.place[order.pk], picture.ground
    return decide(
        "dispatch",
        order,
        result=str(technician.pk),
        reasons=[reason.plain() for reason in reasons],
        inputs={
            "digest": digest(picture.problem, place, picture.routes),
            "plan_version": ground.book.version,
            "order": _plain(asdict(picture.problem.orders[place])),
            "weights": asdict(picture.problem.weights),
        },
        outputs=outputs,
        rule_ids=["RQ-DSP-01", "RQ-DSP-03", "RQ-DSP-05"],
        rule_set="plan",
        policies=[one for key, one in ground.settings.values.items() if "weight" in key or "fair" in key],
        by=by,
        at=at,
    )


def _plain(order: Mapping[str, Any]) -> dict[str, Any]:
    return {key: sorted(value) if isinstance(value, frozenset) else value for key, value in order.items()}


def _reason(picture: Picture, offer: Offer) -> Reason:
    return because(
        "plan_added",
        minutes=minutes_of(offer.added),
        yuan=yuan_of(offer.added, picture.ground.settings),
        time=f"{picture.moment(offer.start):%m-%d %H:%M}",
    )


def _offered(picture: Picture, person: Person, offer: Offer) -> dict[str, Any]:
    return {
        "technician_id": person.pk,
        "name": person.name,
        "start": picture.moment(offer.start),
        "added": offer.added,
        "minutes": minutes_of(offer.added),
        "yuan": yuan_of(offer.added, picture.ground.settings),
        "parts": dict(offer.terms),
        "reasons": [_reason(picture, offer).plain()],
    }
