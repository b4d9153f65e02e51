"""The plan's book: locked first in every planning action, so that nothing is lost between two of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import date

from django.db import connection
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.outlets.models import Outlet
from baoxiu.core.kept import Kept
from baoxiu.core.refusals import IllegalMove
from baoxiu.core.rows import holds_rows, once_here
from baoxiu.core.statements import Given, Question
from baoxiu.flow.planning.models import PlanBook, PlannedVisit, SlotHold
from baoxiu.flow.work_orders.models import WorkOrder

_BOOK: Question[PlanBook] = Question(
    lambda: PlanBook.objects.select_related("outlet").filter(outlet_id=Given("outlet"))
)
_TO_LOCK: Question[PlanBook] = Question(
    lambda: (
        PlanBook.objects.select_for_update(of=("self",))
        .select_related("outlet")
        .filter(outlet_id=Given("outlet"))
    )
)


class NotPlanned(IllegalMove):
    """There is nothing to plan about this order."""

    code = "not_planned"
    message = _("This order is not in the plan: nobody has to come, or somebody is on the way already.")


def locked_book(outlet: Outlet) -> PlanBook:
    """The outlet's book, locked until the transaction ends; made where there is none yet.

    Next steps hold the rows of many cases: they do not wait long for a dispatcher who may be waiting for one of these
    (``OperationalError``), and try again.
    """
    return once_here(("plan book", outlet.pk), lambda: _locked(outlet))


def _locked(outlet: Outlet) -> PlanBook:
    with impatient() if holds_rows() else nullcontext():
        book = _TO_LOCK.first(outlet=outlet.pk)
        if book is None:
            PlanBook.objects.get_or_create(outlet=outlet)
            planned_outlets.forget()
            (book,) = _TO_LOCK(outlet=outlet.pk)
        return book


@contextmanager
def impatient() -> Iterator[None]:
    """Wait for a lock for a moment only."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '400ms'")
        yield
        cursor.execute("SET LOCAL lock_timeout = 0")


def _read() -> frozenset[int]:
    return frozenset(PlanBook.objects.values_list("outlet_id", flat=True))


planned_outlets = Kept(_read)
"""The outlets that have a plan; asked at every fact that a plan might follow."""


def visits_ahead(since: date) -> Counter[int]:
    """How many visits each outlet's plan has from that day on."""
    rows = PlannedVisit.objects.filter(day__gte=since).order_by()
    return Counter(dict(rows.values_list("book__outlet_id").annotate(Count("pk"))))


def book_of(outlet_id: int | None) -> PlanBook | None:
    """The outlet's book as it stands, without lock."""
    return _BOOK.first(outlet=outlet_id)


def outlet_of(order: WorkOrder) -> Outlet:
    """Whose plan the order is in; raises ``NotPlanned`` for one without an outlet."""
    if order.outlet is None:
        raise NotPlanned()
    return order.outlet


def held_for(order: WorkOrder) -> SlotHold | None:
    """What is held for the order, read once more under the lock of its plan: until then others may end, renew or book it."""
    rows = SlotHold.objects.select_related("book__outlet").filter(order=order)
    known = rows.first()
    if known is None:
        return None
    locked_book(known.book.outlet)
    return rows.filter(book=known.book_id).first()
