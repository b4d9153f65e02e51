"""Scores with their response rate, and what they say. Pure: no Django, no clock, no I/O."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

TENTH, HUNDREDTH = Decimal("0.1"), Decimal("0.01")
CONTENT_FROM, DISSATISFIED_TO = 4, 2


@dataclass(frozen=True, slots=True)
class Voice:
    """One customer who was asked. ``marks`` by question, 1 (bad) to 5 (good); ``None``: did not answer."""

    customer_class: str
    outlet: str
    family: str
    marks: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """What a group of customers said, never without how many of those asked said it (RQ-SAT-04)."""

    asked: int = 0
    answered: int = 0
    content: int = 0
    averages: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def response_rate(self) -> Decimal | None:
        """Answers in percent of those asked; ``None`` where nobody was asked."""
        return _percent(self.answered, self.asked)

    @property
    def content_share(self) -> Decimal | None:
        """Customers whose every mark is 4 or 5, in percent of those who answered."""
        return _percent(self.content, self.answered)

    @property
    def score(self) -> Decimal | None:
        """The average of all questions, of 5; ``None`` without any answer."""
        return _average(self.averages.values())


def figures(voices: Iterable[Voice]) -> Figures:
    """Counts and averages by question."""
    rows = list(voices)
    given = [row.marks for row in rows if row.marks]
    by_question: dict[str, list[int]] = defaultdict(list)
    for marks in given:
        for key, mark in marks.items():
            by_question[key].append(mark)
    averages = {key: _average(marks) or Decimal(0) for key, marks in by_question.items()}
    content = sum(min(marks.values()) >= CONTENT_FROM for marks in given)
    return Figures(len(rows), sum(row.marks is not None for row in rows), content, averages)


def by_group(voices: Iterable[Voice], group: Callable[[Voice], str]) -> dict[str, Figures]:
    """The figures of each group apart: class, outlet or family (RQ-SAT-06)."""
    found: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        found[group(voice)].append(voice)
    return {name: figures(rows) for name, rows in sorted(found.items())}


def weak_points(found: Figures, *, below: Decimal) -> tuple[str, ...]:
    """The questions whose average is too low, the worst first (RQ-SAT-04)."""
    weak = [(average, key) for key, average in found.averages.items() if average < below]
    return tuple(key for _average_mark, key in sorted(weak))


def is_dissatisfied(marks: Mapping[str, int]) -> bool:
    """The worst mark decides: 2 or less is dissatisfaction, as everywhere in the house (RQ-CMP-01)."""
    return any(mark <= DISSATISFIED_TO for mark in marks.values())


def _average(marks: Iterable[Decimal | int]) -> Decimal | None:
    rows = [Decimal(mark) for mark in marks]
    return (sum(rows, Decimal(0)) / len(rows)).quantize(HUNDREDTH, ROUND_HALF_UP) if rows else None


def _percent(part: int, whole: int) -> Decimal | None:
    return (Decimal(100 * part) / whole).quantize(TENTH, ROUND_HALF_UP) if whole else None
