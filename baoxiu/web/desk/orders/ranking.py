"""A ranking of technicians as it is read: names, score bars, reasons (RQ-DSP-01, RQ-DSP-03)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from baoxiu.basics.technicians.models import Technician
from baoxiu.core.reasons import say
from baoxiu.flow.dispatch.queries import Survey, sentences
from baoxiu.flow.dispatch.reasons import SENTENCES
from baoxiu.flow.dispatch.rules import Part, Rejected, Scored

MOST_UNFIT = 30
TERMS: Mapping[str, object] = {
    "load": _("Load"),
    "level": _("Skill level"),
    "distance": _("Distance"),
    "fairness": _("Fair share"),
    "same_technician": _("Same technician"),
    "continuity": _("Knows the customer"),
}


@dataclass(frozen=True, slots=True)
class TermView:
    """One term of a score."""

    label: object
    value: Decimal
    weight: int
    sentence: str


@dataclass(frozen=True, slots=True)
class FitView:
    """Somebody who may take the job."""

    technician_id: int
    name: str
    outlet: str
    total: Decimal
    terms: list[TermView]

    @property
    def sentences(self) -> list[str]:
        """What speaks for and against, in one line."""
        return [term.sentence for term in self.terms]


@dataclass(frozen=True, slots=True)
class UnfitView:
    """Somebody who may not, and why."""

    technician_id: int
    name: str
    outlet: str
    sentences: list[str]


@dataclass(frozen=True, slots=True)
class RankingView:
    """Best first, then those who may not."""

    eligible: list[FitView]
    rejected: list[UnfitView]
    people: Mapping[int, Technician]

    def technician(self, pk: int) -> Technician | None:
        """One of the candidates."""
        return self.people.get(pk)


def view_of(found: Survey) -> RankingView:
    """The ranking in words; of those who may not, first those who lack least."""
    unfit = sorted(found.ranking.rejected, key=lambda row: (len(row.reasons), row.technician_id))[:MOST_UNFIT]
    told = iter(sentences(reason for row in unfit for reason in row.reasons))
    return RankingView(
        [_fit(row, found.technicians[row.technician_id]) for row in found.ranking.eligible],
        [_unfit(row, found.technicians[row.technician_id], told) for row in unfit],
        found.technicians,
    )


def _fit(row: Scored, person: Technician) -> FitView:
    return FitView(
        row.technician_id, person.name, person.outlet.name, row.total, [_term(part) for part in row.parts]
    )


def _term(part: Part) -> TermView:
    return TermView(TERMS.get(part.term, part.term), part.value, part.weight, say(part.reason, SENTENCES))


def _unfit(row: Rejected, person: Technician, told: Iterator[str]) -> UnfitView:
    return UnfitView(
        row.technician_id, person.name, person.outlet.name, [next(told) for _reason in row.reasons]
    )
