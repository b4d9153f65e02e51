"""The decision behind an assignment: who else could have come at what cost, who could not and why, and the same made again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from baoxiu.core.decisions.models import Decision
from baoxiu.core.reasons import Reason
from baoxiu.flow.dispatch.queries import sentences, stored_sentences
from baoxiu.flow.planning.queries import replay
from baoxiu.flow.planning.queries.found import assignments, technician_names
from baoxiu.web.desk.board.words import said_terms
from baoxiu.web.shared.doors import staff

CODES: Mapping[str, object] = {
    "no_skill": _("lacks the skill"),
    "level_too_low": _("skill level too low"),
    "no_certificate": _("lacks a certificate"),
    "certificate_lapsed": _("certificate no longer valid"),
    "outside_region": _("outside the service area"),
    "excluded": _("has declined or handed back the order"),
    "pinned": _("reserved for somebody else"),
    "locked": _("fixed with somebody else"),
    "part_missing": _("part not on the van"),
    "no_shift": _("not working"),
    "plan_dearer": _("no time left, or dearer"),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could have come."""

    name: str
    figures: str
    sentences: tuple[str, ...]
    chosen: bool


@staff("dispatch.see")
@require_safe
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """The stored decision; with ``?replay=1`` it is made again from what it knew (RQ-DSP-05)."""
    assignment = get_object_or_404(assignments(request.actor), pk=pk, decision__isnull=False)
    kept = assignment.decision
    page = {
        "assignment": assignment,
        "kept": kept,
        "why": stored_sentences(kept),
        "candidates": list(_candidates(kept)),
        "rejected": list(_rejected(kept)),
        "weights": {key: row[0] for key, row in kept.policies.items()},
        "can_replay": bool(kept.outputs.get("part")),
        "again": _again(kept) if request.GET.get("replay") else None,
    }
    return render(request, "desk/board/decision.html", page)


def _candidates(kept: Decision) -> Iterable[Candidate]:
    rows = kept.outputs.get("eligible", [])
    names = technician_names(row["technician_id"] for row in rows)
    for row in rows:
        who = row["technician_id"]
        yield Candidate(
            names.get(who, row.get("name", "")),
            _figures(row),
            _said(row),
            str(who) == kept.result,
        )


def _figures(row: Mapping[str, Any]) -> str:
    """The cost of a plan's offer, or the points of a score."""
    if "minutes" in row:
        return str(_("{minutes} min, {yuan} yuan")).format(minutes=row["minutes"], yuan=row["yuan"])
    return str(row.get("total", ""))


def _said(row: Mapping[str, Any]) -> tuple[str, ...]:
    parts = row.get("parts")
    terms = tuple(said_terms(parts)) if isinstance(parts, dict) else ()
    return (*sentences(Reason(one["code"], one["params"]) for one in row.get("reasons", ())), *terms)


def _rejected(kept: Decision) -> Iterable[tuple[str, list[str]]]:
    rows = kept.outputs.get("rejected", [])
    names = technician_names(row["technician_id"] for row in rows)
    for row in rows:
        told = [str(CODES.get(code, code)) for code in row.get("codes", ())]
        told += sentences(Reason(one["code"], one["params"]) for one in row.get("reasons", ()))
        yield names.get(row["technician_id"], row.get("name", "")), told


def _again(kept: Decision) -> dict[str, Any] | None:
    """Each technician then and now, in minutes."""
    found = replay(kept)
    if found is None:
        return None
    names = technician_names({*found.then, *found.now})
    rows = [
        (names.get(who, str(who)), _minutes(found.then.get(who)), _minutes(found.now.get(who)))
        for who in dict.fromkeys((*found.then, *found.now))
    ]
    return {"same": found.same, "rows": rows}


def _minutes(seconds: int | None) -> str:
    return "" if seconds is None else f"{seconds / 60:.1f}"
