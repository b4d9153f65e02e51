"""Why nobody comes to an order, and why not somebody: sentences with names, and what would make it possible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.parts.queries import part_names
from baoxiu.basics.technicians.models import Certificate
from baoxiu.core.reasons import Reason, because, say
from baoxiu.flow.dispatch.planner.changes import Change, in_words, left_out
from baoxiu.flow.dispatch.planner.eligibility import can, goes_to
from baoxiu.flow.dispatch.planner.mending import sound
from baoxiu.flow.dispatch.planner.why import why_not
from baoxiu.flow.dispatch.planner_reasons import SENTENCES
from baoxiu.flow.planning.books import NotPlanned, book_of, outlet_of
from baoxiu.flow.planning.kept import kept_picture
from baoxiu.flow.planning.models import PlanBook
from baoxiu.flow.planning.picture import Picture
from baoxiu.flow.planning.queries.spare import spares
from baoxiu.flow.work_orders.models import WorkOrder

BRING = {"bring": _("%(units)s of part %(part)s from %(giver)s to %(technician)s")}


@dataclass(frozen=True, slots=True)
class Against:
    """A technician and the sentences that keep him from the order, the one that binds first in front."""

    technician_id: int
    name: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bring:
    """So many units of a part that somebody of the outlet can spare for somebody else: nothing in his own plan needs them."""

    part_id: int
    units: int
    from_id: int
    to_id: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Nobody:
    """Why nobody comes: technician by technician, and the cheapest change that would make it possible (empty for none).
    ``bring``: where that is parts, who can spare them."""

    against: tuple[Against, ...]
    change: str
    bring: tuple[Bring, ...] = ()


def why_nobody(order: WorkOrder, *, at: datetime, most: int | None = None) -> Nobody:
    """The reasons against everybody in the order's plan (RQ-DSP-02); raises ``NotPlanned``.

    ``most``: only of so many, first those who may do it, the nearest in front.
    """
    picture = _picture(order, at)
    routes, _broken = sound(picture.problem, picture.routes)
    place = picture.place[order.pk]
    found = left_out(picture.problem, routes, place, _nearest(picture, place)[:most])
    return Nobody(
        tuple(_against(picture, who, answer.reasons) for who, answer in found.by_technician.items()),
        _said(picture, in_words(picture.problem, found.change)) if found.change else "",
        _brought(picture, found.change),
    )


def _brought(picture: Picture, change: Change | None) -> tuple[Bring, ...]:
    """Each missing part from the nearest colleague who can spare it; nothing where one of them has none to spare."""
    if change is None or change.kind != "part":
        return ()
    ground, found = picture.ground, []
    taker = ground.people[change.technician]
    for place, units in (change.parts or {}).items():
        giver = spares(picture, place, units, near=change.technician)
        if giver is None:
            return ()
        person = ground.people[giver]
        words = because("bring", units=units, part=place, giver=person.name, technician=taker.pk)
        found.append(Bring(ground.parts[place], units, person.pk, taker.pk, _said(picture, words)))
    return tuple(found)


def against(picture: Picture, place: int, most: int) -> tuple[Against, ...]:
    """The reasons against so many technicians of a picture, first those who may do it, the nearest in front."""
    routes, _broken = sound(picture.problem, picture.routes)
    return tuple(
        _against(picture, who, why_not(picture.problem, routes, place, who).reasons)
        for who in _nearest(picture, place)[:most]
    )


def _nearest(picture: Picture, place: int) -> list[int]:
    order, people = picture.problem.orders[place], picture.problem.technicians

    def far(number: int) -> tuple[bool, float, int]:
        who = people[number]
        fits = can(who, order) and goes_to(who, order)
        return not fits, (who.x - order.x) ** 2 + (who.y - order.y) ** 2, number

    return sorted(range(len(people)), key=far)


def why_not_him(order: WorkOrder, technician_id: int, *, at: datetime) -> Against:
    """The reasons against one technician, none where he could come; raises ``NotPlanned``."""
    picture = _picture(order, at)
    who = picture.ground.place.get(technician_id)
    if who is None:
        raise NotPlanned()
    routes, _broken = sound(picture.problem, picture.routes)
    return _against(picture, who, why_not(picture.problem, routes, picture.place[order.pk], who).reasons)


def _picture(order: WorkOrder, at: datetime) -> Picture:
    outlet = outlet_of(order)
    picture = kept_picture(book_of(outlet.pk) or PlanBook(outlet=outlet), at=at)
    if order.pk not in picture.place:
        raise NotPlanned()
    return picture


def _against(picture: Picture, technician: int, reasons: Iterable[Reason]) -> Against:
    person = picture.ground.people[technician]
    return Against(person.pk, person.name, tuple(_said(picture, one) for one in reasons))


def _said(picture: Picture, reason: Reason) -> str:
    return say(Reason(reason.code, _named(picture, reason.params)), SENTENCES | BRING)


def _named(picture: Picture, params: Mapping[str, str]) -> dict[str, str]:
    """Names in the place of keys, dates in that of day numbers."""
    ground = picture.ground
    parts = part_names(ground.parts) if "part" in params else {}
    names = {
        "part": {str(place): parts.get(key, str(key)) for place, key in enumerate(ground.parts)},
        "technician": {str(person.pk): person.name for person in ground.people},
        "order": {str(order.pk): order.number for order in picture.orders},
        "skill": {order.family.code: str(order.family) for order in picture.orders},
        "certificate": {code: str(label) for code, label in Certificate.Kind.choices},
        "day": {str(day): date_format(ground.date(day), "MONTH_DAY_FORMAT") for day in range(ground.days)},
    }
    return {key: names.get(key, {}).get(text, text) for key, text in params.items()}
