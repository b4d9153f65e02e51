"""What a fact does to deadlines: starts, keeps, cancels, pauses, resumes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.products.models import Family
from baoxiu.basics.promises.declarations import PROMISES
from baoxiu.basics.promises.effects import EFFECTS
from baoxiu.basics.promises.held import of_case
from baoxiu.basics.promises.kinds import PromiseKind
from baoxiu.basics.promises.models import Pause, Promise
from baoxiu.basics.promises.reckoning import LIVE, MOMENTS, TOLD, reckon
from baoxiu.core import clock
from baoxiu.core.events.models import Event
from baoxiu.core.gathering import add, write
from baoxiu.core.policy.queries import PolicyValue, is_scoped, value
from baoxiu.core.rows import read_row

State = Promise.State


def follow(event: Event) -> None:
    """Apply a fact to the deadlines it concerns; a fact that concerns none costs one dictionary lookup.

    Idempotent, and counted from the fact's own time (``event.at``), however late it is heard of.
    """
    declared = EFFECTS.get(event.kind, ())
    effects = [effect for effect in declared if not effect.field or event.data.get(effect.field)]
    if not effects:
        return
    with transaction.atomic(savepoint=False):
        rows = _Rows(event)
        for effect in effects:
            _APPLY[effect.verb](rows, effect.kind, effect.reason)
        rows.store()


class _Rows:
    """The promises that a fact may concern, read and locked at once and written at once."""

    def __init__(self, event: Event) -> None:
        self.event = event
        self._started: list[Promise] = []
        self._ended: list[Promise] = []
        self._known = of_case(event.chain) if event.chain else _of_subject(event)

    def live(self, kind: PromiseKind) -> list[Promise]:
        """Those of this kind that run and that the fact concerns."""
        rows = [row for row in self._known if row.kind == kind.code and row.state in LIVE]
        if kind.scope == "subject":
            about = (self.event.subject_kind, self.event.subject_id)
            return [row for row in rows if (row.subject_kind, row.subject_id) == about]
        number = self.event.data.get("number", "")
        if not self.event.chain or kind.scope != "number" or not number:
            return rows
        return [row for row in rows if row.label in ("", number)]

    def stored(self, kind: PromiseKind) -> list[Promise]:
        """The same, each with its key."""
        found = self.live(kind)
        if any(row.pk is None for row in found):
            self._add_started()
            write()
        return found

    def has_started(self, kind: PromiseKind) -> bool:
        """Whether this very fact has started one before."""
        return any(row.kind == kind.code and row.start_event_id == self.event.pk for row in self._known)

    def start(self, promise: Promise) -> None:
        """Let a new one run."""
        self._known.append(promise)
        self._started.append(promise)

    def end(self, promise: Promise, state: Any) -> None:
        """Let one end with the fact."""
        promise.state, promise.ended_at, promise.next_look_at = state, self.event.at, None
        if promise.pk:
            self._ended.append(promise)

    def store(self) -> None:
        """Write what has started and ended; a pause ends with its promise."""
        self._add_started()
        by_state: dict[str, list[int]] = defaultdict(list)
        for promise in self._ended:
            by_state[promise.state].append(promise.pk)
        for state, keys in by_state.items():
            changes = {"state": state, "ended_at": self.event.at, "next_look_at": None}
            Promise.objects.filter(pk__in=keys).update(**changes)
        pausing = [promise for promise in self._ended if PROMISES[promise.kind].pauses]
        if pausing:
            Pause.objects.filter(promise__in=pausing, ends_at=None).update(ends_at=self.event.at)

    def _add_started(self) -> None:
        started, self._started = self._started, []
        add(*started)


def _of_subject(event: Event) -> list[Promise]:
    """Outside every case."""
    rows = Promise.objects.filter(subject_kind=event.subject_kind, subject_id=event.subject_id)
    return list(rows.order_by("pk").select_for_update())


def _start(rows: _Rows, kind: PromiseKind, _reason: str) -> None:
    event = rows.event
    if (kind.mode and event.data.get("mode") != kind.mode) or rows.has_started(kind):
        return
    live = rows.live(kind)
    if live and not kind.starts_anew:
        return
    for promise in live:
        rows.end(promise, State.CANCELLED)
    promise = _new(event, kind)
    reckon(promise)
    rows.start(promise)


def _new(event: Event, kind: PromiseKind) -> Promise:
    told = _moment(event, kind.told)
    limit = PolicyValue(kind.limit, 0) if told else value(kind.limit, at=event.at, scope=_scope(event, kind))
    return Promise(
        kind=kind.code,
        subject_kind=event.subject_kind,
        subject_id=event.subject_id,
        case=event.chain,
        label=event.data.get("number", ""),
        outlet_id=event.data.get("outlet_id"),
        owner_role=kind.owner_role,
        started_at=event.at,
        not_before=_not_before(event, kind),
        limit_amount=limit.whole,
        limit_unit=TOLD if told else kind.unit,
        due_at=told,
        warn_at=told and event.at + (told - event.at) * float(kind.warn),
        start_event_id=event.pk,
        policy_version_id=limit.version_id,
    )


def _scope(event: Event, kind: PromiseKind) -> dict[str, str]:
    """What the firm may have limited a value to, by its codes (RQ-INT-17); asked only where it has."""
    if not is_scoped(kind.limit):
        return {}
    found: dict[str, str] = {}
    if outlet := event.data.get("outlet_id"):
        found["outlet"] = read_row(Outlet, outlet).code
    if family := event.data.get("family_id"):
        found["family"] = read_row(Family, family).code
    return found


def _moment(event: Event, name: str) -> datetime | None:
    text = event.data.get(name, "") if name else ""
    return datetime.fromisoformat(text) if text else None


def _not_before(event: Event, kind: PromiseKind) -> datetime | None:
    if not kind.lower_limit:
        return None
    days = timedelta(days=value(kind.lower_limit, at=event.at).whole)
    return _moment(event, kind.lower_told) or clock.start_of_day(clock.legal_date(event.at) + days)


def _keep(rows: _Rows, kind: PromiseKind, _reason: str) -> None:
    for promise in rows.live(kind):
        rows.end(promise, State.KEPT if _in_time(promise, rows.event.at) else State.BROKEN)


def _renew(rows: _Rows, kind: PromiseKind, reason: str) -> None:
    """One that runs is kept, and runs anew from now on; where none runs nothing starts."""
    if rows.live(kind):
        _keep(rows, kind, reason)
        _start(rows, kind, reason)


def _in_time(promise: Promise, at: datetime) -> bool:
    """Not too late, and not too early either (T20)."""
    early = promise.not_before is not None and at < promise.not_before
    return not early and (promise.due_at is None or at < promise.due_at)


def _extend(rows: _Rows, kind: PromiseKind, _reason: str) -> None:
    """From now on the approved moment is the deadline; who was late is no longer (RQ-ADD-04, RQ-ASM-01)."""
    at, told = rows.event.at, _moment(rows.event, "due_at")
    for promise in rows.stored(kind):
        if told is None or (promise.limit_unit, promise.due_at) == (TOLD, told):
            continue
        promise.limit_unit, promise.due_at, promise.provisional = TOLD, told, False
        promise.warn_at, promise.warned = at + (told - at) * float(kind.warn), False
        promise.save(update_fields=["limit_unit", "warned"])
        _reckon_at(promise, at)


def _cancel(rows: _Rows, kind: PromiseKind, _reason: str) -> None:
    for promise in rows.live(kind):
        overdue = promise.due_at is not None and rows.event.at >= promise.due_at
        rows.end(promise, State.BROKEN if overdue else State.CANCELLED)


def _pause(rows: _Rows, kind: PromiseKind, reason: str) -> None:
    at = rows.event.at
    for promise in rows.stored(kind):
        known = promise.pauses.filter(starts_at=at) | promise.pauses.filter(ends_at=None)
        if not known.exists():
            Pause.objects.create(promise=promise, starts_at=at, reason=reason)
            _reckon_at(promise, at)


def _resume(rows: _Rows, kind: PromiseKind, reason: str) -> None:
    at = rows.event.at
    for promise in rows.stored(kind):
        if promise.pauses.filter(ends_at=None, reason=reason).update(ends_at=at):
            _reckon_at(promise, at)


def _reckon_at(promise: Promise, at: datetime) -> None:
    """Count anew; a promise that the sweep found late too early (the fact came in late) runs again."""
    reckon(promise)
    if promise.state == State.LATE and (promise.due_at is None or at < promise.due_at):
        promise.state, promise.escalation = State.RUNNING, 0
        reckon(promise)
    promise.save(update_fields=MOMENTS)


_APPLY: dict[str, Callable[[_Rows, PromiseKind, str], Any]] = {
    "start": _start,
    "keep": _keep,
    "cancel": _cancel,
    "extend": _extend,
    "pause": _pause,
    "renew": _renew,
    "resume": _resume,
}
