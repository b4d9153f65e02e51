"""What a new value would change, before it is chosen: the rule, the running deadlines, the open cases (RQ-INT-17)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from baoxiu.basics.promises.declarations import PROMISES
from baoxiu.basics.promises.models import Promise
from baoxiu.basics.promises.queries import limited_by
from baoxiu.basics.promises.reckoning import TOLD, would_end
from baoxiu.core.actors import Actor
from baoxiu.core.policy.models import PolicyVersion
from baoxiu.core.policy.queries import NotChosen, standing, value
from baoxiu.flow.intake.queries import cases_in, undecided_in
from baoxiu.flow.work_orders.queries import open_in
from baoxiu.web.desk.setup.policy_forms import ChooseForm
from baoxiu.web.desk.setup.policy_words import said, scope_words

SHOWN = 8
type Names = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Running:
    """A deadline that runs: it keeps its end; ``other`` is the end that the new value would have given."""

    promise: Promise
    label: object
    other: datetime | None
    told: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What holds now and what would hold; what stays special; what runs and what is open."""

    since: datetime
    scope: list[str]
    old: str
    new: str
    special: list[tuple[PolicyVersion, str, list[str]]]
    coming: list[tuple[PolicyVersion, str]]
    running: list[Running]
    running_count: int
    requests: int
    orders: int

    @property
    def same(self) -> bool:
        """Whether nothing would change."""
        return self.old == self.new


def previewed(actor: Actor, form: ChooseForm, now: datetime, names: Names) -> Preview | None:
    """The consequences of a valid form; ``None`` while it is not."""
    if not form.is_valid():
        return None
    policy, scope = form.thing, form.scope
    since = form.cleaned_data["valid_from"] or now
    deadlines = limited_by(policy.key, actor, cases=cases_in(scope, actor) if scope else None)
    others = [row for row in standing(policy.key, at=since) if row.scope != scope]
    later = [row for row in standing(policy.key, at=now) if row.scope == scope and row.valid_from > since]
    return Preview(
        since=since,
        scope=scope_words(scope, names),
        old=_held(form, since),
        new=said(policy, form.chosen),
        special=[
            (row, said(policy, row.value), scope_words(row.scope, names))
            for row in others
            if row.scope.items() > scope.items()
        ],
        coming=[(row, said(policy, row.value)) for row in later],
        running=[_running(row, policy.key, form.chosen) for row in deadlines[:SHOWN]],
        running_count=deadlines.count(),
        requests=undecided_in(scope, actor).count(),
        orders=open_in(scope, actor).count(),
    )


def _held(form: ChooseForm, since: datetime) -> str:
    try:
        found = value(form.thing.key, at=since, scope=form.scope).value
    except NotChosen:
        return ""
    return said(form.thing, found)


def _running(promise: Promise, policy: str, amount: int) -> Running:
    kind = PROMISES[promise.kind]
    counted = kind.limit == policy
    return Running(
        promise=promise,
        label=kind.label,
        other=would_end(promise, amount) if counted else None,
        told=promise.limit_unit == TOLD,
    )
