"""Which documents there are of an order, and whether a printed copy is true."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from baoxiu.core.actors import Actor
from baoxiu.core.events.models import Event
from baoxiu.core.events.queries import broken_links
from baoxiu.flow.documents.codes import Claim
from baoxiu.flow.documents.kinds import BY_CODE, BY_MARK, KINDS, Kind
from baoxiu.flow.documents.permissions import may_print
from baoxiu.flow.work_orders.models import WorkOrder

LOADED = ("request__fault", "family", "unit__model", "outlet", "technician", "repeat_of")
"""What a document reads with its order."""
_TOLD = frozenset[str]().union(*(kind.issued_by | kind.moved_by for kind in KINDS))


@dataclass(frozen=True, slots=True)
class Issue:
    """The newest version of a document of an order, and the event that it is bound to."""

    kind: Kind
    order: WorkOrder
    version: int
    event: Event

    @property
    def number(self) -> str:
        """The order's number."""
        return str(self.order.number)


@dataclass(frozen=True, slots=True)
class Check:
    """What the record says about a printed copy."""

    kind: Kind
    order: WorkOrder
    version: int
    event: Event | None
    unbroken: bool
    newer: bool

    @property
    def holds(self) -> bool:
        """Whether the chain is whole and holds what the copy is bound to."""
        return self.unbroken and self.event is not None


def issues(order: WorkOrder, case: Iterable[Event] | None = None) -> list[Issue]:
    """Every document that exists at the order's present stage, in the order of the work.

    Whoever has read the events of the case already gives them, oldest first.
    """
    events = _events(order, case)
    return [found for kind in KINDS if (found := _issue(kind, order, events))]


def available(order: WorkOrder, actor: Actor, case: Iterable[Event] | None = None) -> list[Issue]:
    """Those that this person may have."""
    return [issue for issue in issues(order, case) if may_print(issue.kind, order, actor)]


def issue_of(order: WorkOrder, code: str) -> Issue | None:
    """One of them; none for an unknown code, and before the document exists."""
    kind = BY_CODE.get(code)
    return _issue(kind, order, _events(order)) if kind else None


def check(claim: Claim) -> Check | None:
    """Hold a code against the record; none where the order is not there any more (RQ-WO-07, O04)."""
    kind = BY_MARK.get(claim.mark)
    order = WorkOrder.objects.select_related("request").filter(pk=claim.order_id).first()
    if kind is None or order is None:
        return None
    event = Event.objects.filter(chain=order.chain, hash__startswith=claim.digest.hex()).first()
    unbroken = next(broken_links(order.chain), None) is None
    newest = _issue(kind, order, _events(order))
    newer = newest is not None and event is not None and newest.event.pk != event.pk
    return Check(kind, order, claim.version, event, unbroken, newer)


def _events(order: WorkOrder, case: Iterable[Event] | None = None) -> list[Event]:
    """The facts about this order of its case, oldest first; the report belongs to every order of the case."""
    if case is None:
        case = Event.objects.filter(chain=order.chain, kind__in=_TOLD).order_by("seq")
    return [event for event in case if event.kind in _TOLD and _is_about(event, order)]


def _is_about(event: Event, order: WorkOrder) -> bool:
    if event.kind.startswith("intake."):
        return True
    own = event.subject_kind == "workorder" and event.subject_id == order.pk
    return own or event.data.get("order_id") == order.pk


def _issue(kind: Kind, order: WorkOrder, events: Sequence[Event]) -> Issue | None:
    issued = [event for event in events if event.kind in kind.issued_by]
    if not issued:
        return None
    newest = [event for event in events if event.kind in kind.issued_by | kind.moved_by][-1]
    return Issue(kind, order, len(issued), newest)
