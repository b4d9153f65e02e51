"""The hard gates: one reason is enough to keep a technician from an order, and all are told."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from baoxiu.basics.promises.rules import merged
from baoxiu.core.reasons import Reason, because
from baoxiu.flow.dispatch.rules.people import Candidate, OrderNeed, Stretch


def reasons_against(order: OrderNeed, candidate: Candidate) -> tuple[Reason, ...]:
    """Every gate that the technician fails (RQ-DSP-01, RQ-DSP-05); empty when he may take the order."""
    return tuple(reason for gate in GATES for reason in gate(order, candidate))


def _employed(order: OrderNeed, candidate: Candidate) -> Iterator[Reason]:
    if not candidate.active:
        yield because("not_active")
    if candidate.technician_id in order.excluded:
        yield because("excluded")


def _skilled(order: OrderNeed, candidate: Candidate) -> Iterator[Reason]:
    level = candidate.skills.get(order.skill)
    if level is None:
        yield because("no_skill", skill=order.skill)
    elif level < order.min_level:
        yield because("level_too_low", level=level, needed=order.min_level)


def _certified(order: OrderNeed, candidate: Candidate) -> Iterator[Reason]:
    """A certificate counts on the day of the visit, its last day included."""
    for name in sorted(order.certificates):
        if name not in candidate.certificates:
            yield because("no_certificate", certificate=name)
            continue
        expires = candidate.certificates[name]
        if expires and expires < order.on:
            yield because("certificate_expired", certificate=name, date=expires)


def _near(order: OrderNeed, candidate: Candidate) -> Iterator[Reason]:
    """No areas means everywhere; an order without an area cannot be outside one."""
    if order.on_site and order.area and candidate.areas and not _covers(candidate.areas, order.area):
        yield because("outside_area", area=order.area)


def _covers(areas: Iterable[str], area: str) -> bool:
    """Division codes are nested: 410000 holds 410100, which holds 410105."""
    return any(area.startswith(_stem(known)) for known in areas)


def _stem(code: str) -> str:
    while len(code) > 2 and code.endswith("00"):
        code = code[:-2]
    return code


def _served_by_outlet(order: OrderNeed, candidate: Candidate) -> Iterator[Reason]:
    if not candidate.outlet_open:
        yield because("outlet_closed")
    if order.outlet_id is not None and candidate.outlet_id != order.outlet_id:
        yield because("foreign_outlet")


def _free(order: OrderNeed, candidate: Candidate) -> Iterator[Reason]:
    """Within the wished window there must be a stretch on shift, long enough and without absence.

    A wish says when somebody shall come: of a job that takes longer, the whole window is asked for.
    """
    if order.window is None:
        return
    begin, end = order.window
    needed = max(min(timedelta(minutes=order.minutes), end - begin), timedelta(microseconds=1))
    on_shift = [_overlap(order.window, shift) for shift in merged(candidate.shifts)]
    if not _room(on_shift, needed):
        yield because("off_shift")
    elif not _room((piece for shift in on_shift for piece in _present(shift, candidate)), needed):
        yield because("absent")


def _overlap(one: Stretch, other: Stretch) -> Stretch:
    return max(one[0], other[0]), min(one[1], other[1])


def _room(stretches: Iterable[Stretch], needed: timedelta) -> bool:
    return any(end - begin >= needed for begin, end in stretches)


def _present(shift: Stretch, candidate: Candidate) -> Iterator[Stretch]:
    begin, end = shift
    for away, back in merged(candidate.absences):
        if away < end and back > begin:
            yield begin, away
            begin = back
    yield begin, end


def _not_full(order: OrderNeed, candidate: Candidate) -> Iterator[Reason]:
    if candidate.jobs_on_day >= candidate.daily_cap:
        yield because("at_daily_cap", jobs=candidate.jobs_on_day, cap=candidate.daily_cap, date=order.on)


def _equipped(order: OrderNeed, candidate: Candidate) -> Iterator[Reason]:
    if order.on_site:
        for part in candidate.missing_parts:
            yield because("part_missing", part=part)


GATES = (_employed, _skilled, _certified, _near, _served_by_outlet, _free, _not_full, _equipped)
