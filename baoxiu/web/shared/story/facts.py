"""The facts of an event as words: codes become labels, moments and sums are written as people write them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from baoxiu.basics.tasks.declarations import TASKS
from baoxiu.core.clock import SHANGHAI
from baoxiu.core.policy.declarations import POLICIES
from baoxiu.web.shared import words
from baoxiu.web.shared.story.labels import LABELS, label_of, labels_of

type Teller = Callable[[Mapping[str, Any], datetime], str]
SUMS = frozenset({"total_customer", "total_company", "amount", "price"})
MOMENTS = frozenset({"promised_reply_at", "valid_until", "not_before", "until", "due_at", "start", "end"})


class Facts(Mapping[str, str]):
    """What a sentence may name in ``%(…)s``; a fact that is not there reads as a dash."""

    def __init__(self, data: Mapping[str, Any], now: datetime, names: Mapping[int, str]) -> None:
        self.data = data
        self.now = now
        self.names = names

    def __getitem__(self, key: str) -> str:
        if key == "technician":
            who = self.data.get("technician_id") or self.data.get("old_technician_id") or 0
            return self.names.get(who) or _("The technician")
        if key in DERIVED:
            return DERIVED[key](self.data, self.now)
        return self._shown(key, self.data.get(key)) or "—"

    def __iter__(self) -> Iterator[str]:
        return iter(self.data)

    def __len__(self) -> int:
        return len(self.data)

    def _shown(self, key: str, value: Any) -> str:
        if value in (None, "", []):
            return ""
        if key in SUMS:
            return _sum(value)
        if key == "quantity":
            return words.quantity(Decimal(str(value)))
        if key in MOMENTS:
            return _moment(value, self.now)
        if isinstance(value, list):
            return labels_of(key, value)
        return label_of(key, value) if key in LABELS else str(value)


def _sum(value: Any) -> str:
    try:
        return words.yuan(Decimal(str(value)))
    except InvalidOperation:
        return str(value)


def _moment(value: Any, now: datetime) -> str:
    when = parse_datetime(str(value))
    return words.moment(when, now) if when else str(value)


def window(start: datetime, end: datetime, now: datetime) -> str:
    """A visit's window: 今天 14:00—16:00."""
    return f"{words.moment(start, now)}—{end.astimezone(SHANGHAI):%H:%M}"


def _window(begin: str, end: str) -> Teller:
    def told(data: Mapping[str, Any], now: datetime) -> str:
        first, last = parse_datetime(str(data.get(begin))), parse_datetime(str(data.get(end)))
        return window(first, last, now) if first and last else "—"

    return told


def _serials(data: Mapping[str, Any], _now: datetime) -> str:
    pairs = ((_("Old part's serial number"), "old_serial"), (_("New part's serial number"), "new_serial"))
    return "\n".join(f"{name} {data[key]}" for name, key in pairs if data.get(key))


def _outcome(data: Mapping[str, Any], _now: datetime) -> str:
    count = len(data.get("failed") or ())
    return _("%(count)d items failed") % {"count": count} if count else _("all passed")


def _task(data: Mapping[str, Any], _now: datetime) -> str:
    kind = TASKS.get(str(data.get("task")))
    return str(kind.label) if kind else str(data.get("task", ""))


def _policy(data: Mapping[str, Any], _now: datetime) -> str:
    known = POLICIES.get(str(data.get("key")))
    return str(known.label) if known else str(data.get("key", ""))


DERIVED: dict[str, Teller] = {
    "window": _window("window_start", "window_end"),
    "old_window": _window("old_start", "old_end"),
    "serials": _serials,
    "outcome": _outcome,
    "task": _task,
    "policy": _policy,
    "finding": lambda data, _now: label_of("finding", data.get("result", "")),
    "door": lambda data, _now: label_of("door", data.get("reason", "")),
    "settlement": lambda data, _now: str(data.get("settlement_number") or data.get("number") or ""),
    "reach": lambda data, _now: _("reached") if data.get("reached") else _("not reached"),
    "helper": lambda data, _now: str(data.get("helper") or label_of("role", data.get("role", ""))),
    "complaint": lambda data, _now: str(data.get("complaint_number") or data.get("number") or ""),
}
