"""What a dispatcher does on the board: each verb one action, answered with a sentence and the fresh board."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest

from baoxiu.core import clock
from baoxiu.core.actors import Actor
from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.planning import actions
from baoxiu.flow.planning.chosen import chosen
from baoxiu.flow.planning.deciding import yuan_of
from baoxiu.flow.planning.models import Draft
from baoxiu.flow.planning.moving import Tried
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.workshop import actions as workshop
from baoxiu.web.desk.board.asked import Asked, asked, drawn, order_in, outlets_of
from baoxiu.web.desk.board.drawing import judged
from baoxiu.web.desk.board.yard_verbs import move_to_bay, move_to_counter
from baoxiu.web.desk.paging import day_in, whole

type Said = dict[str, Any]


class Wish:
    """One verb as it came."""

    def __init__(self, request: HttpRequest, wanted: Asked, at: datetime) -> None:
        self._request, self.wanted, self.at = request, wanted, at
        self.by: Actor = request.actor
        self.given = request.POST

    @property
    def order(self) -> WorkOrder:
        """The order that it is about."""
        return order_in(self._request, self.given.get("order", ""))

    @property
    def target(self) -> tuple[int, date, int | None]:
        """Technician, day and place; raises ``InvalidInput``."""
        return target_of(self.given)

    @property
    def seen(self) -> int | None:
        """The plan's version on the page."""
        return whole(self.given.get("seen"))

    @property
    def draft(self) -> Draft:
        """One's open tray; raises ``TrayClosed``."""
        found = self.wanted.draft(self.by)
        if found is None:
            raise actions.TrayClosed
        return found

    def on(self, name: str) -> bool:
        """Whether a switch is on."""
        return self.given.get(name) == "1"


def target_of(given: Mapping[str, str]) -> tuple[int, date, int | None]:
    """Where somebody wants an order; raises ``InvalidInput``."""
    technician, day = whole(given.get("technician")), day_in(given.get("day_to"))
    if technician is None or day is None:
        raise InvalidInput(field="technician")
    return technician, day, whole(given.get("place"))


def cost_of(wanted: Asked, found: Tried, at: datetime) -> Said:
    """A verdict with its price."""
    return judged(found, yuan_of(found.added, chosen(wanted.outlet, at)))


def _move(wish: Wish) -> Said:
    technician, day, place = wish.target
    found = actions.move_visit(
        wish.order, technician_id=technician, day=day, place=place,
        window_too=wish.on("window_too"), seen=wish.seen, by=wish.by, at=wish.at,
    )  # fmt: skip
    return cost_of(wish.wanted, found, wish.at)


def _try(wish: Wish) -> Said:
    technician, day, place = wish.target
    found = actions.try_change(
        wish.draft, wish.order, technician_id=technician, day=day, place=place, by=wish.by, at=wish.at
    )
    return cost_of(wish.wanted, found, wish.at)


def _out(wish: Wish) -> Said:
    actions.unplan(wish.order, seen=wish.seen, by=wish.by, at=wish.at)
    return {}


def _undo(wish: Wish) -> Said:
    return {"days": workshop.undo(wish.wanted.outlet, by=wish.by, at=wish.at)}


def _pin(wish: Wish) -> Said:
    actions.pin(wish.order, pinned=wish.on("value"), by=wish.by, at=wish.at)
    return {}


def _lock(wish: Wish) -> Said:
    actions.lock_visit(wish.order, locked=wish.on("value"), by=wish.by, at=wish.at)
    return {}


def _staff(wish: Wish) -> Said:
    people = 2 if wish.on("two") else 1
    actions.staff(wish.order, people=people, expert=wish.on("expert"), by=wish.by, at=wish.at)
    return {}


def _transfer(wish: Wish) -> Said:
    wanted = whole(wish.given.get("outlet_to"))
    outlet = next((one for one in outlets_of(wish.by) if one.pk == wanted), None)
    if outlet is None:
        raise InvalidInput(field="outlet")
    actions.transfer(wish.order, outlet, reason=wish.given.get("reason", ""), by=wish.by, at=wish.at)
    return {"outlet": outlet.name}


def _bring(wish: Wish) -> Said:
    what = [_bringing(one) for one in wish.given.get("bring", "").split(",")]
    made = actions.bring_parts(wish.order, what, by=wish.by, at=wish.at)
    return {"placed": made is not None}


def _bringing(text: str) -> actions.Bringing:
    """Part, units, giver and taker; raises ``InvalidInput``."""
    numbers = [found for one in text.split(":") if (found := whole(one)) is not None]
    if len(numbers) != 4:
        raise InvalidInput(field="bring")
    return actions.Bringing(*numbers)


def _optimise(wish: Wish) -> Said:
    return {"days": len(actions.optimise(wish.wanted.outlet, by=wish.by, at=wish.at))}


def _open(wish: Wish) -> Said:
    actions.open_draft(wish.wanted.outlet, by=wish.by, at=wish.at)
    return {}


def _replan(wish: Wish) -> Said:
    orders = [wish.order.pk] if wish.given.get("order") else []
    what = actions.Happening(wish.given.get("cause", ""), orders)
    actions.replan_for(wish.wanted.outlet, what, by=wish.by, at=wish.at)
    return {}


def _publish(wish: Wish) -> Said:
    return {"days": len(actions.publish_draft(wish.draft, by=wish.by, at=wish.at))}


def _discard(wish: Wish) -> Said:
    actions.discard_draft(wish.draft, by=wish.by, at=wish.at)
    return {}


def _bay(wish: Wish) -> Said:
    return move_to_bay(wish.order, wish.wanted, wish.given, by=wish.by, at=wish.at)


def _counter(wish: Wish) -> Said:
    return move_to_counter(wish.order, wish.given, by=wish.by, at=wish.at)


def _aside(wish: Wish) -> Said:
    workshop.set_aside(wish.order, seen=whole(wish.given.get("was")), by=wish.by, at=wish.at)
    return {}


def _vacate(wish: Wish) -> Said:
    workshop.give_back(wish.order, by=wish.by, at=wish.at)
    return {}


VERBS: Mapping[str, Callable[[Wish], Said]] = {
    "move": _move,
    "try": _try,
    "out": _out,
    "undo": _undo,
    "pin": _pin,
    "lock": _lock,
    "staff": _staff,
    "transfer": _transfer,
    "bring": _bring,
    "optimise": _optimise,
    "open": _open,
    "replan": _replan,
    "publish": _publish,
    "discard": _discard,
    "bay": _bay,
    "counter": _counter,
    "aside": _aside,
    "vacate": _vacate,
}


def done(request: HttpRequest, verb: str) -> Said:
    """Carry a verb out; raises ``Http404`` for one that is none, and what its action refuses."""
    at = clock.now()
    if verb not in VERBS:
        raise Http404
    wanted = asked(request, at=at, given=request.POST)
    said = VERBS[verb](Wish(request, wanted, at))
    return {"said": said, "board": drawn(wanted, request.actor, at=at)}
