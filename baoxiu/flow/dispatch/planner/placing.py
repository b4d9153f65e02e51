"""Every place at which an order could stand in a plan that otherwise stays as it is, and what it would add."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from baoxiu.flow.dispatch.planner.checking import lacks, leader, parts_short, rules_against, terms_of_days
from baoxiu.flow.dispatch.planner.problem import Problem, Route, Shift
from baoxiu.flow.dispatch.planner.timetable import Timetable, apart, shift_on, timetables

type Where = tuple[int, int]
"""A technician's place and a day."""
type Stops = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Placement:
    """A possible visit: who, when, before which stop of the day, with whose help; ``added``: what the plan costs more, by term.

    ``overtime``: seconds of it on that day.
    """

    technician: int
    day: int
    place: int
    start: int
    overtime: int
    added: Mapping[str, int]
    helper: int | None = None

    @property
    def cost(self) -> int:
        """All terms together, in seconds of travel."""
        return sum(self.added.values())


class Days:
    """A plan's days, with the orders that take two and so tie days together."""

    def __init__(self, routes: Iterable[Route], without: int) -> None:
        """The routes, with one order taken out of them."""
        self.stops = {
            (route.technician, route.day): tuple(stop for stop in route.stops if stop != without)
            for route in routes
        }
        self._where = dict[int, list[Where]]()
        for where, stops in self.stops.items():
            for stop in stops:
                self._where.setdefault(stop, []).append(where)

    def at(self, where: Where) -> Stops:
        """The stops of a day."""
        return self.stops.get(where, ())

    def tied_to(self, wheres: Iterable[Where]) -> list[Where]:
        """These days and all that two-person orders tie to them."""
        found, waiting = list[Where](), list(wheres)
        while waiting:
            where = waiting.pop()
            if where not in found:
                found.append(where)
                waiting += [other for stop in self.at(where) for other in self._where[stop] if other != where]
        return found

    def schedule(self, problem: Problem, stops: Mapping[Where, Stops]) -> list[Timetable] | None:
        """The schedules of days with these stops, ``None`` where there is none."""
        found = timetables(problem, [Route(*where, stops) for where, stops in stops.items()])
        days = [day for day in found if isinstance(day, Timetable)]
        return days if len(days) == len(found) and not apart(problem, days) else None


def placements(problem: Problem, routes: Iterable[Route], order: int, technician: int) -> list[Placement]:
    """Where the order could stand in the technician's days, the cheapest first; of a two-person order one place for each day.

    If the order is in the plan it is taken out first; ``added`` then compares with the plan without it.
    """
    return placements_in(problem, Days(routes, order), order, technician)


def placements_in(problem: Problem, days: Days, order: int, technician: int) -> list[Placement]:
    """The same for days from which the order has been taken out."""
    found = list[Placement]()
    for shift in problem.technicians[technician].shifts:
        if problem.orders[order].crew == 2:
            found += _with_help(problem, days, order, technician, shift)
        elif not any(against(problem, days, order, technician, shift)):
            places = _places(days, order, (technician, shift.day))
            found += [one for changed in places if (one := _placed(problem, days, order, changed))]
    return sorted(found, key=lambda one: one.cost)


def against(problem: Problem, days: Days, order: int, technician: int, shift: Shift) -> Iterator[str]:
    """The codes of the rules, the clock left aside, that keep the order from this day; of two persons: from the helper's."""
    yield from rules_against(problem, order, technician, shift)
    if problem.orders[order].crew == 1:
        yield from lacks(problem, order, technician, shift)
    stops = (*days.at((technician, shift.day)), order)
    if shift.most_stops is not None and len(stops) > shift.most_stops:
        yield "daily_cap"
    if parts_short(problem, technician, shift, stops):
        yield "part_missing"


def _places(days: Days, order: int, where: Where) -> Iterator[dict[Where, Stops]]:
    """The day with the order at each place."""
    stops = days.at(where)
    for place in range(len(stops) + 1):
        yield {where: (*stops[:place], order, *stops[place:])}


def _placed(problem: Problem, days: Days, order: int, changed: Mapping[Where, Stops]) -> Placement | None:
    tied = days.tied_to(changed)
    before = {where: days.at(where) for where in tied}
    after = days.schedule(problem, {**before, **changed})
    if after is None:
        return None
    (technician, day), *helpers = changed
    own = next(one for one in after if (one.route.technician, one.route.day) == (technician, day))
    place = own.route.stops.index(order)
    return Placement(
        technician,
        day,
        place,
        own.stops[place].start,
        own.overtime,
        _more(problem, days.schedule(problem, before) or [], after),
        helpers[0][0] if helpers else None,
    )


def _more(problem: Problem, before: list[Timetable], after: list[Timetable]) -> dict[str, int]:
    old, new = terms_of_days(problem, before), terms_of_days(problem, after)
    return {term: more for term in new | old if (more := new[term] - old[term])}


def _with_help(
    problem: Problem, days: Days, order: int, technician: int, shift: Shift
) -> Iterator[Placement]:
    """The cheapest place on this day with anybody as the second person."""
    mine = list(_alone(problem, days, order, technician, shift))
    pairs = [
        (own + others, own_day | other_day)
        for helper in range(len(problem.technicians) if mine else 0)
        if helper != technician and (other_shift := shift_on(problem, helper, shift.day))
        if leader(problem, order, ((technician, shift.day), (helper, shift.day)))
        for others, other_day in _alone(problem, days, order, helper, other_shift)
        for own, own_day in mine
    ]
    for _added, changed in sorted(pairs, key=lambda pair: pair[0]):
        if one := _placed(problem, days, order, changed):
            yield one
            return


def _alone(
    problem: Problem, days: Days, order: int, technician: int, shift: Shift
) -> Iterator[tuple[int, dict[Where, Stops]]]:
    """Where one of two could be if the other were there at any time, with the way it adds."""
    if any(against(problem, days, order, technician, shift)):
        return
    for changed in _places(days, order, (technician, shift.day)):
        if found := days.schedule(problem, changed):
            yield found[0].travel, changed
