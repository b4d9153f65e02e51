"""What the desk, the technician's app and later stages ask about the dispatch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.places.queries import full_names
from baoxiu.basics.products.models import Family
from baoxiu.basics.technicians.models import Certificate, Technician
from baoxiu.core.actors import Actor, shown_name
from baoxiu.core.decisions.models import Decision
from baoxiu.core.policy.queries import PolicyValue, value
from baoxiu.core.reasons import Reason, say
from baoxiu.flow.dispatch import plan_reasons
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.dispatch.people import candidate, need_of, technicians_for
from baoxiu.flow.dispatch.policies import VAN, WEIGHTS
from baoxiu.flow.dispatch.reasons import SENTENCES
from baoxiu.flow.dispatch.rules import OrderNeed, Ranking, Rejected, Scored, rank
from baoxiu.flow.work_orders.models import WorkOrder

LOADED = ("request__fault", "family", "outlet", "repeat_of")


@dataclass(frozen=True, slots=True)
class Survey:
    """A ranking with what it was made from."""

    need: OrderNeed
    ranking: Ranking
    technicians: dict[int, Technician]
    emphasis: PolicyValue


@dataclass(frozen=True, slots=True)
class Shown:
    """One technician as the desk shows him: may take the order or not, points, and the sentences."""

    technician: Technician
    eligible: bool
    total: Decimal | None
    sentences: tuple[str, ...]


def candidates(order: WorkOrder, *, at: datetime) -> Ranking:
    """Who may take the order, best first, and who may not, with reasons (RQ-DSP-01, RQ-DSP-03, RQ-DSP-05)."""
    return survey(order, at=at).ranking


def van_limits(outlet: Outlet | None, at: datetime) -> bool:
    """Whether a part that was noted for a job keeps away whoever lacks it; only vans that are kept say so."""
    return value(VAN, at=at, scope={"outlet": outlet.code if outlet else ""}).value == "limit"


def survey(order: WorkOrder, *, at: datetime) -> Survey:
    """The same with need and technicians: seven queries when the order came with ``LOADED``."""
    need = need_of(order, at=at)
    people: list[Any] = technicians_for(order, need, by_van=van_limits(order.outlet, at))
    need = replace(
        need,
        excluded=frozenset(one.pk for one in people if one.has_declined),
        knows_customer=frozenset(one.pk for one in people if one.knows_customer),
    )
    scope = {"family": order.family.code, "outlet": order.outlet.code if order.outlet else ""}
    emphasis = value("dispatch.emphasis", at=at, scope=scope)
    ranking = rank(need, [candidate(one, need) for one in people], WEIGHTS[emphasis.value])
    return Survey(need, ranking, {one.pk: one for one in people}, emphasis)


def shown(order: WorkOrder, *, at: datetime) -> list[Shown]:
    """The candidates for the desk: those who may first, with the sentences for and against."""
    found = survey(order, at=at)
    entries: tuple[Scored | Rejected, ...] = (*found.ranking.eligible, *found.ranking.rejected)
    names = _names(reason for entry in entries for reason in entry.reasons)
    return [
        Shown(
            technician=found.technicians[entry.technician_id],
            eligible=isinstance(entry, Scored),
            total=entry.total if isinstance(entry, Scored) else None,
            sentences=tuple(_say(reason, names) for reason in entry.reasons),
        )
        for entry in entries
    ]


def sentences(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """Reasons in the reader's language, with names in the place of codes."""
    listed = tuple(reasons)
    names = _names(listed)
    return tuple(_say(reason, names) for reason in listed)


def stored_sentences(decision: Decision) -> tuple[str, ...]:
    """Why the technician of a stored decision was chosen."""
    return sentences(Reason(row["code"], row["params"]) for row in decision.reasons)


def live_assignment(order: WorkOrder) -> Assignment | None:
    """The assignment that holds now, if any."""
    rows = Assignment.objects.filter(order=order, state__in=Assignment.LIVE)
    return rows.select_related("technician", "decision").first()


def offers(actor: Actor) -> models.QuerySet[Assignment]:
    """What waits for this technician's answer, the oldest first (RQ-DSP-07)."""
    rows = Assignment.objects.filter(technician_id=actor.technician_id or 0, state=Assignment.State.OFFERED)
    return (
        rows.filter(order__stage="assigned").select_related("order__request", "order__family").order_by("at")
    )


def waiting(actor: Actor) -> models.QuerySet[WorkOrder]:
    """What is not dispatched or not answered yet, urgent and old ones first (RQ-DSP-02)."""
    rows = WorkOrder.objects.for_actor(actor).filter(stage__in=("created", "assigned"))
    return rows.select_related("request", "family", "outlet", "technician").order_by("priority", "created_at")


def _names(reasons: Iterable[Reason]) -> dict[str, str]:
    """What the codes in the reasons are called."""
    params = [reason.params for reason in reasons]
    skills = {row["skill"] for row in params if "skill" in row}
    areas = {row["area"] for row in params if "area" in row}
    names = {family.code: str(family) for family in Family.objects.filter(code__in=skills)} if skills else {}
    names |= {code: str(label) for code, label in Certificate.Kind.choices}
    return names | {code: name for code, name in (full_names(areas) if areas else {}).items() if name}


def _say(reason: Reason, names: dict[str, str]) -> str:
    named = {key: names.get(text, text) if key in NAMED else text for key, text in reason.params.items()}
    return say(Reason(reason.code, named), SENTENCES | plan_reasons.SENTENCES)


NAMED = frozenset({"skill", "area", "certificate"})


def who_was_first(order: WorkOrder) -> object:
    """The sentence for whoever comes second: who gave the order to whom, and when."""
    last = Assignment.objects.filter(order=order).select_related("technician").order_by("-pk").first()
    if last is None:
        return ""
    return _("{name} has given this order to {technician} already ({time}).").format(
        name=shown_name(last.by_name),
        technician=last.technician.name,
        time=date_format(last.at.astimezone(), "SHORT_DATETIME_FORMAT"),
    )
