"""The plan's book: locked first in every planning action, so that nothing is lost between two of them."""

from __future__ import annotations

from baoxiu.basics.outlets.models import Outlet
from baoxiu.flow.planning.models import PlanBook


def locked_book(outlet: Outlet) -> PlanBook:
    """The outlet's book, locked until the transaction ends; made where there is none yet."""
    PlanBook.objects.get_or_create(outlet=outlet)
    return PlanBook.objects.select_for_update(of=("self",)).select_related("outlet").get(outlet=outlet)


def book_of(outlet_id: int | None) -> PlanBook | None:
    """The outlet's book as it stands, without lock."""
    return PlanBook.objects.select_related("outlet").filter(outlet_id=outlet_id).first()
