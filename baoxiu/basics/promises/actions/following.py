"""What a fact does to deadlines: starts, keeps, cancels, pauses, resumes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from baoxiu.basics.promises.declarations import EFFECTS, PromiseKind
from baoxiu.basics.promises.models import Pause, Promise, PromiseRows
from baoxiu.basics.promises.reckoning import LIVE, MOMENTS, TOLD, reckon
from baoxiu.core import clock
from baoxiu.core.events.models import Event
from baoxiu.core.policy.queries import PolicyValue, value

State = Promise.State


def follow(event: Event) -> None:
    """Apply a fact to the deadlines it concerns; a fact that concerns none costs one dictionary lookup.

    Idempotent, and counted from the fact's own time (``event.at``), however late it is heard of.
    """
    effects = EFFECTS.get(event.kind)
    if not effects:
        return
    with transaction.atomic():
        for effect in effects:
            if not effect.field or event.data.get(effect.field):
                _APPLY[effect.verb](event, effect.kind, effect.reason)


def _start(event: Event, kind: PromiseKind, _reason: str) -> None:
    if kind.mode and event.data.get("mode") != kind.mode:
        return
    if Promise.objects.filter(kind=kind.code, start_event_id=event.pk).exists():
        return
    live = _live(event, kind)
    if live and not kind.starts_anew:
        return
    for promise in live:
        _end(promise, event.at, State.CANCELLED)
    promise = _new(event, kind)
    reckon(promise)
    promise.save(force_insert=True)


def _new(event: Event, kind: PromiseKind) -> Promise:
    told = _moment(event, kind.told)
    limit = PolicyValue(kind.limit, 0) if told else value(kind.limit, at=event.at, scope=_scope(event))
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


def _scope(event: Event) -> dict[str, str]:
    given = {"outlet": event.data.get("outlet_id"), "family": event.data.get("family_id")}
    return {name: str(item) for name, item in given.items() if item}


def _moment(event: Event, name: str) -> datetime | None:
    text = event.data.get(name, "") if name else ""
    return datetime.fromisoformat(text) if text else None


def _not_before(event: Event, kind: PromiseKind) -> datetime | None:
    if not kind.lower_limit:
        return None
    days = timedelta(days=value(kind.lower_limit, at=event.at).whole)
    return _moment(event, kind.lower_told) or clock.start_of_day(clock.legal_date(event.at) + days)


def _live(event: Event, kind: PromiseKind) -> list[Promise]:
    """The promises of this kind that the fact concerns, locked."""
    rows: PromiseRows = Promise.objects.select_for_update().filter(kind=kind.code, state__in=LIVE)
    if not event.chain:
        return list(rows.filter(subject_kind=event.subject_kind, subject_id=event.subject_id))
    rows = rows.filter(case=event.chain)
    number = event.data.get("number", "")
    if kind.scope == "number" and number:
        rows = rows.filter(label__in=["", number])
    return list(rows.order_by("pk"))


def _keep(event: Event, kind: PromiseKind, _reason: str) -> None:
    for promise in _live(event, kind):
        _end(promise, event.at, State.KEPT if _in_time(promise, event.at) else State.BROKEN)


def _in_time(promise: Promise, at: datetime) -> bool:
    """Not too late, and not too early either (T20)."""
    early = promise.not_before is not None and at < promise.not_before
    return not early and (promise.due_at is None or at < promise.due_at)


def _cancel(event: Event, kind: PromiseKind, _reason: str) -> None:
    for promise in _live(event, kind):
        overdue = promise.due_at is not None and event.at >= promise.due_at
        _end(promise, event.at, State.BROKEN if overdue else State.CANCELLED)


def _end(promise: Promise, at: datetime, state: Any) -> None:
    promise.state, promise.ended_at, promise.next_look_at = state, at, None
    promise.save(update_fields=["state", "ended_at", "next_look_at"])
    promise.pauses.filter(ends_at=None).update(ends_at=at)


def _pause(event: Event, kind: PromiseKind, reason: str) -> None:
    for promise in _live(event, kind):
        known = promise.pauses.filter(starts_at=event.at) | promise.pauses.filter(ends_at=None)
        if not known.exists():
            Pause.objects.create(promise=promise, starts_at=event.at, reason=reason)
            _reckon_at(promise, event.at)


def _resume(event: Event, kind: PromiseKind, reason: str) -> None:
    for promise in _live(event, kind):
        if promise.pauses.filter(ends_at=None, reason=reason).update(ends_at=event.at):
            _reckon_at(promise, event.at)


def _reckon_at(promise: Promise, at: datetime) -> None:
    """Count anew; a promise that the sweep found late too early (the fact came in late) runs again."""
    reckon(promise)
    if promise.state == State.LATE and (promise.due_at is None or at < promise.due_at):
        promise.state, promise.escalation = State.RUNNING, 0
        reckon(promise)
    promise.save(update_fields=MOMENTS)


_APPLY: dict[str, Callable[[Event, PromiseKind, str], Any]] = {
    "start": _start,
    "keep": _keep,
    "cancel": _cancel,
    "pause": _pause,
    "resume": _resume,
}
