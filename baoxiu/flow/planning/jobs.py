"""Improving plans around new orders: a job of its own, so that it holds up nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from django.db import connection

from baoxiu.basics.travel.rules.coordinates import Point
from baoxiu.basics.travel.ways import ask_ways, chosen_provider
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events.models import Event
from baoxiu.core.events.outbox import something_waits
from baoxiu.core.waking import after_commit, ask_for
from baoxiu.flow.planning.actions.repair_around import SECONDS, repair_around
from baoxiu.flow.planning.kept import kept_picture
from baoxiu.flow.planning.models import PlanBook

IMPROVE = "improve_plans"
AT_ONCE = 5
"""Orders around which a plan is improved in one go: nobody waits longer for the plan than for these."""
FOR_EACH = 0.02
"""Seconds for each of them; ``repair_around`` takes more for one alone."""
PATIENCE = timedelta(minutes=1)
"""So long a plan waits to be improved while next steps wait to be done; then one plan at a time is."""
A_MOMENT = 2
"""Seconds until the job comes: what is placed meanwhile is improved with it."""


def wake_improver() -> None:
    """Ask for the job after the commit; one serves every plan."""
    after_commit(_ask)


def _ask() -> None:
    ask_for(IMPROVE, lock=IMPROVE, after=A_MOMENT)


def improve_plans(outlets: Iterable[int], now: Callable[[], datetime]) -> int:
    """Around what came into each plan since it was improved last, a few orders at a time; how many plans are better now (RQ-DSP-01).

    First everybody gets an answer: in a rush, while next steps wait, only the plan that has waited longest is improved, if that is
    for ``PATIENCE``. The job comes again for what is left.
    """
    books = PlanBook.objects.filter(outlet__in=list(outlets)).select_related("outlet").order_by("improved_to")
    waiting = [(book, placed) for book in books if (placed := newly_placed(book))]
    due = waiting
    if something_waits():
        due = [(book, placed) for book, placed in waiting if placed[0].at <= now() - PATIENCE][:1]
    better = sum(_improved(book, placed, now()) for book, placed in due)
    if len(due) < len(waiting) or any(len(placed) == AT_ONCE for _book, placed in due):
        _ask()
    return better


def _improved(book: PlanBook, placed: Sequence[Event], at: datetime) -> bool:
    """Around these orders, each once; whether the plan is better now."""
    orders = [event.data["order_id"] for event in placed]
    seconds = max(SECONDS, FOR_EACH * len(orders))
    changes = repair_around(book.outlet, orders, seconds=seconds, by=SYSTEM, at=at)
    PlanBook.objects.filter(pk=book.pk).update(improved_to=placed[-1].pk)
    return bool(changes)


def newly_placed(book: PlanBook) -> list[Event]:
    """What was placed since the plan was improved last, the oldest first, so many as are improved at once."""
    rows = Event.objects.filter(subject_kind="planbook", subject_id=book.pk, kind="planning.changed")
    return list(rows.filter(pk__gt=book.improved_to, data__cause="placed").order_by("pk")[:AT_ONCE])


def ask_for_ways(outlets: Iterable[int], now: Callable[[], datetime]) -> int:
    """Ask the chosen map service for the ways that the plans lack, the soonest visits' first; how many outlets' plans know more now
    (RQ-DSP-01). Those are drawn anew at the next question.
    """
    wiser = 0
    if chosen_provider(now()) is None:
        return wiser
    for book in PlanBook.objects.filter(outlet__in=list(outlets)).select_related("outlet"):
        at = now()
        if ask_ways(places_of(book, at), at=at).new:
            with connection.cursor() as cursor:
                cursor.execute("SELECT planning_touch(%s, NULL, 'all')", [book.outlet_id])
            wiser += 1
    return wiser


def places_of(book: PlanBook, at: datetime) -> list[Point]:
    """Where people live, then where they have to go, by the time at which they are wanted there."""
    picture = kept_picture(book, at=at)
    ground = picture.ground
    homes = [person.position or ground.centre for person in ground.people]
    by_time = sorted(picture.orders, key=lambda row: picture.problem.orders[picture.place[row.pk]].windows)
    return list(dict.fromkeys([*homes, *map(ground.place_of, by_time)]))


KEEP_TOUCHED = timedelta(hours=1)


def forget_touched(at: datetime) -> int:
    """Drop the notes of changes that every kept picture has heard of, or is too old for; the newest of them stays, so that it can be
    told how far they reach back.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [at - KEEP_TOUCHED])
        return int(cursor.rowcount)


_FORGET = """
    DELETE FROM planning_touched WHERE transaction < (SELECT max(transaction) FROM planning_touched
        WHERE at < %s AND transaction < pg_snapshot_xmin(pg_current_snapshot())::text::bigint)
"""
