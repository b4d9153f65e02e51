"""When the stops of routes begin, whether they break a hard rule, and the plan in memory that answers at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from baoxiu.core.reasons import because, say
from baoxiu.core.refusals import Conflict
from baoxiu.core.sentences import joined
from baoxiu.flow.dispatch.planner.checking import Score, check
from baoxiu.flow.dispatch.planner.loading import in_memory
from baoxiu.flow.dispatch.planner.mending import sound
from baoxiu.flow.dispatch.planner.problem import Problem, Route
from baoxiu.flow.dispatch.planner.timetable import Timetable, Violation
from baoxiu.flow.planning.judging import Judgement, judged
from baoxiu.flow.planning.narrowing import standing_around, standing_still
from baoxiu.flow.planning.picture import Picture
from baoxiu.flow.planning.reasons import SENTENCES

if TYPE_CHECKING:
    from baoxiu.flow.dispatch.planner.answers import Offer
    from baoxiu.flow.dispatch.planner.live import LivePlan

__all__ = [
    "PlanBroken",
    "Stop",
    "at_once",
    "improved",
    "inserted",
    "live_plan",
    "mended",
    "sentences_against",
    "stops_of",
    "sure",
]


class PlanBroken(Conflict):
    """The plan would break a hard rule; the sentence says which."""

    code = "plan_broken"


@dataclass(frozen=True, slots=True)
class Stop:
    """An order or hold in somebody's day: places in the problem's lists, seconds of the horizon."""

    order: int
    technician: int
    day: int
    place: int
    start: int
    end: int
    travel: int


def sure(picture: Picture, routes: Sequence[Route], asked: Collection[int] = ()) -> Judgement:
    """The judgement on what differs from the rows, and on the days of what was ``asked`` about.

    Raises ``PlanBroken`` where a hard rule is broken more than before.
    """
    found = judged(picture.problem, picture.standing, routes, asked)
    if found.worse:
        raise PlanBroken(joined(sentences_of(picture, found.worse)))
    return found


def sentences_against(picture: Picture, score: Score) -> tuple[str, ...]:
    """Which hard rules the plan breaks, each said once."""
    return sentences_of(picture, score.violations)


def sentences_of(picture: Picture, violations: Iterable[Violation]) -> tuple[str, ...]:
    """The same of some of them."""
    return tuple(dict.fromkeys(_said(picture, one) for one in violations))


def _said(picture: Picture, wrong: Violation) -> str:
    ground, orders = picture.ground, picture.orders
    number = orders[wrong.order].number if wrong.order is not None and wrong.order < len(orders) else ""
    return say(
        because(
            wrong.code,
            technician=ground.people[wrong.technician].name if wrong.technician is not None else "",
            day=ground.date(wrong.day) if wrong.day is not None else "",
            order=number,
        ),
        SENTENCES,
    )


def stops_of(score: Score) -> list[Stop]:
    """When each stop of a possible plan begins and ends, with the way to it."""
    return [
        Stop(one.order, day.route.technician, day.route.day, place, one.start, one.end, one.travel)
        for day in score.days
        if isinstance(day, Timetable)
        for place, one in enumerate(day.stops)
    ]


def live_plan(problem: Problem, routes: Sequence[Route], free: Collection[int]) -> LivePlan:
    """The plan in memory, in which these orders can be asked about, put in and taken out.

    Where one order is asked about and finds a place on days that are possible, all others stay as they are; else what is
    no longer possible is ``mended``.
    """
    if len(free) == 1:
        (order,) = free
        found = at_once(problem, routes, order)
        if found and (not found.closed or found.offers(order, most=1)):
            return found
    return mended(problem, routes, free)


def at_once(problem: Problem, routes: Sequence[Route], order: int) -> LivePlan | None:
    """The plan in memory, to be asked about one order while all others stay as they are, on days that are possible.

    ``None`` for an order that takes two.
    """
    if problem.orders[order].crew == 2:
        return None
    live: LivePlan = import_module("baoxiu.flow.planning.standing").Standing(problem, routes, order)
    return live


def inserted(
    live: LivePlan, problem: Problem, standing: Sequence[Route], order: int, *, most: int
) -> tuple[Offer, ...]:
    """Put the order at its cheapest place that the judge agrees with; gives that offer and the dearer ones, of so many at ``most``.

    Empty where he agrees with none: of days with two-person orders he may place a break otherwise than the search.
    """
    offers = live.offers(order, most=most)
    together = any(one.crew == 2 for one in problem.orders)
    for number, offer in enumerate(offers):
        live.insert(order, offer)
        if not together or not judged(problem, standing, live.routes(), [order]).worse:
            return offers[number:]
        live.remove(order)
    return ()


def mended(problem: Problem, routes: Sequence[Route], free: Collection[int]) -> LivePlan:
    """The plan in memory, in which what is no longer possible where it stands (absence, delay) goes to its next best
    place, the dearest first, or is left out."""
    kept, dropped = sound(problem, routes)
    live = in_memory(standing_still(problem, kept, {*free, *dropped}), kept)
    for order in sorted(dropped, key=lambda one: -problem.orders[one].penalty):
        for offer in live.offers(order, most=1):
            live.insert(order, offer)
    return live


def improved(
    problem: Problem, routes: Sequence[Route], around: Sequence[int], seconds: float
) -> tuple[Route, ...]:
    """The routes after a local repair, where the judge finds them cheaper as well; else as they were.

    So too where the judge finds them not possible: of days with two-person orders it may place a break otherwise than the search.
    """
    if not around or not (before := check(problem, routes)).possible:
        return tuple(routes)
    live = in_memory(standing_around(problem, routes, around, NEAR), routes)
    live.repair(around, seconds=seconds)
    after = check(problem, live.routes())
    return live.routes() if after.possible and after.cost < before.cost else tuple(routes)


NEAR = 60
"""Neighbours that a local repair may move."""
