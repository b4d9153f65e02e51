"""Tables as they stand in `benchmarks/dispatch.md`, and the means in them."""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

HEADING = "## "


@dataclass
class Table:
    """A part's section: what was measured how, the figures row by row, and what comes out of them."""

    title: str
    about: str
    columns: Sequence[str]
    rows: list[Sequence[object]] = field(default_factory=list)
    results: list[str] = field(default_factory=list)

    def add(self, *row: object) -> None:
        """One more row, told at once to whoever waits."""
        self.rows.append(row)
        print(_row(map(_shown, row)), file=sys.stderr, flush=True)

    def markdown(self) -> str:
        """The section. Figures stand to the right, names to the left."""
        lines = [f"{HEADING}{self.title}", "", self.about, "", _row(self.columns)]
        lines.append("|---" + "|---:" * (len(self.columns) - 1) + "|")
        lines += [_row([_shown(value) for value in row]) for row in self.rows]
        if self.results:
            lines += ["", *(f"- {result}" for result in self.results)]
        return "\n".join([*lines, ""])


def _row(values: Iterable[object]) -> str:
    return f"| {' | '.join(map(str, values))} |"


def _shown(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def kept_in(page: Path, title: str, text: str) -> None:
    """The page with this section anew: in the place of the one of the same title, else at its end."""
    before, *sections = ("\n" + page.read_text("utf-8")).split(f"\n{HEADING}")
    titles = [section.partition("\n")[0] for section in sections]
    new = text.removeprefix(HEADING).rstrip() + "\n"
    if title in titles:
        sections[titles.index(title)] = new
    else:
        sections.append(new)
    whole = f"\n\n{HEADING}".join(part.strip() for part in [before, *sections])
    page.write_text(whole + "\n", "utf-8")


def geometric_mean(values: Sequence[float]) -> float:
    """Of ratios."""
    return math.exp(sum(map(math.log, values)) / len(values)) if values else math.nan


def goal(name: str, value: float, most: float) -> str:
    """A result beside what was asked for."""
    return f"{name}: **{value:.3f}** (goal ≤ {most:g}: {'met' if value <= most else 'missed'})"


def load() -> str:
    """How busy the machine is, for whoever reads the figures later."""
    return f"load {os.getloadavg()[0]:.1f}"
