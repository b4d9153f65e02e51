"""The examples in docs/rules are read from the pages and must come true."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from itertools import cycle, dropwhile, islice, takewhile
from math import exp, log
from pathlib import Path
from typing import Any

import pytest

from baoxiu.basics.promises.rules import (
    SHANGHAI,
    Calendar,
    DayKind,
    Limit,
    Pause,
    Unit,
    Window,
    due,
    warn_at,
)
from baoxiu.basics.travel.rules.learning import Work, durations, minutes_at
from baoxiu.basics.travel.rules.speed import DETOUR, drive_seconds
from baoxiu.flow.dispatch.rules import Candidate, OrderNeed, rank, reasons_against
from baoxiu.flow.followups.rules import first_window, second_window
from baoxiu.flow.inspection.rules import ProbeKind, draw, due_for_rework, next_attempts, sample_size
from baoxiu.flow.intake.rules import batch_turnaround_days
from baoxiu.flow.warranty.rules import (
    BrandTerms,
    Cause,
    JobLine,
    LineKind,
    Proof,
    WarrantyInputs,
    end_of_term,
    judge,
)

PAGES = Path(__file__).resolve().parents[1] / "docs" / "rules"

type Row = Mapping[str, str]


def table(page: str, heading: str) -> list[dict[str, str]]:
    """The rows of the first table below a heading."""
    lines = iter((PAGES / page).read_text("utf-8").splitlines())
    below = dropwhile(lambda line: line.strip("# ") != heading, lines)
    rows = takewhile(
        lambda line: line.startswith("|"), dropwhile(lambda line: not line.startswith("|"), below)
    )
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in rows]
    assert len(cells) > 2, f"{page} has no table below {heading!r}"
    return [dict(zip(cells[0], values, strict=True)) for values in cells[2:]]


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def day(text: str) -> date:
    return date.fromisoformat(text)


def named(row: Row) -> str:
    return " ".join(value for value in row.values() if value)


HOUSE = Calendar(
    windows=(Window.of("08:30", "12:00"), Window.of("13:30", "18:00")),
    days={date(2026, 10, number): DayKind.HOLIDAY for number in range(1, 8)}
    | {date(2026, 9, 27): DayKind.MAKEUP, date(2026, 10, 10): DayKind.MAKEUP},
)


@pytest.mark.parametrize("row", table("promises.md", "When it is due"), ids=named)
def test_due(row: Row) -> None:
    pauses = []
    if row["pauses"]:
        since, until = row["pauses"].split("/")
        pauses = [Pause(moment(since.strip()), moment(until.strip()) if until.strip() else None)]
    found = due(moment(row["start"]), Limit(int(row["limit"]), Unit(row["unit"])), HOUSE, pauses)
    assert found == (None if row["due"] == "none" else moment(row["due"]))


@pytest.mark.parametrize("row", table("promises.md", "When to warn"), ids=named)
def test_warning(row: Row) -> None:
    limit = Limit(int(row["limit"]), Unit(row["unit"]))
    assert warn_at(moment(row["start"]), limit, Decimal(row["share"]), HOUSE) == moment(row["warn"])


@pytest.mark.parametrize("row", table("promises.md", "Follow-up calls"), ids=named)
def test_follow_up_calls(row: Row) -> None:
    first, second = first_window(day(row["handed over"])), second_window(day(row["first call made"]))
    assert (first.opens_on, first.last_on) == (day(row["first call from"]), day(row["first call to"]))
    assert (second.opens_on, second.last_on) == (day(row["second call from"]), day(row["second call to"]))


@pytest.mark.parametrize("row", table("promises.md", "Batches"), ids=named)
def test_batches(row: Row) -> None:
    assert batch_turnaround_days(int(row["devices"])) == int(row["days"])


@pytest.mark.parametrize("row", table("inspection.md", "Attempts"), ids=named)
def test_attempts(row: Row) -> None:
    kinds = {"test": ProbeKind("" if row["kind of test"] == "other" else row["kind of test"])}
    history = [["test"]] * int(row["failures before"])
    told = next_attempts(kinds, history).get("test")
    assert (f"{told.number} of {told.of}" if told else "not counted") == row["attempt"]
    assert ("rework" if due_for_rework(kinds, history, ["test"]) else "repeat") == row["fails now"]


@pytest.mark.parametrize("row", table("inspection.md", "Size of a sample"), ids=named)
def test_sample_sizes(row: Row) -> None:
    assert sample_size(int(row["finished"]), Decimal(row["share"])) == int(row["drawn"])


@pytest.mark.parametrize("row", table("inspection.md", "The draw"), ids=named)
def test_draws(row: Row) -> None:
    assert " ".join(draw(row["candidates"].split(), Decimal(row["share"]), row["seed"])) == row["drawn"]


@pytest.mark.parametrize("row", table("warranty.md", "How a period is counted"), ids=named)
def test_periods(row: Row) -> None:
    repairs = [tuple(map(day, map(str.strip, span.split("/")))) for span in row["repairs"].split(",") if span]
    found = end_of_term(day(row["start"]), int(row["months"]), [(begin, end) for begin, end in repairs])
    assert found == day(row["last day"])


@pytest.mark.parametrize("row", table("warranty.md", "What is judged"), ids=named)
def test_judgements(row: Row) -> None:
    main_part = row["line"] != "labour"
    line = JobLine(
        "line", LineKind.PART if main_part else LineKind.LABOUR, part=row["line"] if main_part else ""
    )
    inputs = WarrantyInputs(
        claimed_on=day(row["claimed"]),
        cause=Cause(row["cause"]),
        lines=(line,),
        statute=row["family"],
        overlays=(row["province"],) if row["province"] else (),
        invoice_on=day(row["bought"]),
        proof=Proof(row["proof"]),
        serial_known=True,
        brand=BrandTerms(whole_months=int(row["brand months"])) if row["brand months"] else None,
    )
    found = judge(inputs).line("line")
    assert (found.verdict, found.payer) == (row["verdict"], row["payer"])
    assert row["reason"] in {reason.code for reason in found.reasons}


@pytest.mark.parametrize("row", table("warranty.md", "Days to return and to exchange"), ids=named)
def test_windows(row: Row) -> None:
    bought = day(row["bought"])
    found = judge(WarrantyInputs(bought, Cause.UNKNOWN, (), row["family"], invoice_on=bought))
    assert (found.return_until, found.exchange_until) == (
        day(row["return until"]),
        day(row["exchange until"]),
    )


def hour(text: str) -> datetime:
    return datetime(2026, 3, 2, int(text), tzinfo=SHANGHAI)


def stretch(text: str) -> tuple[datetime, datetime]:
    begin, end = text.split("-")
    return hour(begin), hour(end)


ORDER = OrderNeed(
    on=date(2026, 3, 2),
    skill="refrigerator",
    min_level=2,
    certificates=frozenset({"refrigeration"}),
    area="410105",
    outlet_id=1,
    window=stretch("9-12"),
    minutes=90,
)
FITTING = Candidate(
    technician_id=1,
    skills={"refrigerator": 2},
    certificates={"refrigeration": None},
    areas=frozenset({"410105"}),
    outlet_id=1,
    shifts=(stretch("8-17"),),
)


def changed(what: str, to: str) -> dict[str, Any]:
    """The example technician's fields after the change of one row."""
    changes: dict[str, Any] = {
        "active": lambda: {"active": to == "yes"},
        "skill": lambda: {"skills": {to: 5}},
        "level": lambda: {"skills": {"refrigerator": int(to)}},
        "certificate": lambda: {"certificates": {} if to == "missing" else {"refrigeration": day(to)}},
        "areas": lambda: {"areas": frozenset({to} if to else ())},
        "outlet": lambda: {"outlet_id": int(to)},
        "shift": lambda: {"shifts": (stretch(to),)},
        "absence": lambda: {"absences": (stretch(to),)},
        "parts missing on the van": lambda: {"missing_parts": (to,)},
        "jobs on the day": lambda: {"jobs_on_day": int(to)},
    }
    fields: dict[str, Any] = changes[what]()
    return fields


@pytest.mark.parametrize("row", table("dispatch-score.md", "Gates"), ids=named)
def test_gates(row: Row) -> None:
    found = reasons_against(ORDER, replace(FITTING, **changed(row["changed"], row["to"])))
    assert [reason.code for reason in found] == ([] if row["reason"] == "fits" else [row["reason"]])


def scored(term: str, figure: str) -> Decimal:
    """The value of one term for the figure in the table."""
    first, *rest = figure.split()
    person, group, order = FITTING, [], ORDER
    if term == "load":
        person = replace(FITTING, open_jobs=int(first), capacity=int(rest[-1]))
    elif term == "level":
        person = replace(FITTING, skills={"refrigerator": 2 + int(first)})
    elif term == "distance" and first != "unknown":
        order, person = replace(ORDER, position=(34.7, 113.6)), replace(FITTING, position=(34.7, 113.6))
    elif term == "fairness":
        jobs, mean = int(first), int(rest[-1])
        person = replace(FITTING, jobs_28d=jobs)
        group = [replace(FITTING, technician_id=2, jobs_28d=2 * mean - jobs)]
    entry = rank(order, [person, *group]).verdict_on(1)
    return next(part.value for part in getattr(entry, "parts", ()) if part.term == term)


@pytest.mark.parametrize("row", table("dispatch-score.md", "Score"), ids=named)
def test_terms(row: Row) -> None:
    assert scored(row["term"], row["figure"]) == Decimal(row["value"])


def test_ten_kilometres_halve_the_distance_term() -> None:
    north = 34.7 + 10 / 111.195
    entry = rank(replace(ORDER, position=(34.7, 113.6)), [replace(FITTING, position=(north, 113.6))]).best
    assert entry is not None
    value = next(part.value for part in entry.parts if part.term == "distance")
    assert value == pytest.approx(Decimal(50), abs=Decimal("0.1"))


@pytest.mark.parametrize("row", table("durations.md", "Ways"), ids=named)
def test_ways(row: Row) -> None:
    km = float(row["straight km"])
    assert f"{km * DETOUR:.1f}" == row["road km"]
    assert f"{drive_seconds(km) / 60:.1f}" == row["minutes"]


def test_few_visits_are_drawn_towards_many() -> None:
    rows = table("durations.md", "Few and many")
    around = (0.8, 0.9, 1.0, 1.1, 1.25)
    works = [
        Work(1, "repair", None, int(row["technician"]), float(row["minutes of a visit"]) * swing, 60)
        for row in rows
        for swing in (islice(cycle(around), int(row["visits"])) if row["visits"] != "1" else (1.0,))
    ]
    found = durations(works)
    assert found is not None
    half = {person: round(60 * exp(one.mean)) for (_job, person), one in found.technicians.items()}
    assert half == {int(row["technician"]): int(row["half done within"]) for row in rows}


@pytest.mark.parametrize("row", table("durations.md", "Planned minutes"), ids=named)
def test_planned_minutes(row: Row) -> None:
    middle, spread = log(float(row["half done within"])), float(row["spread"])
    for share in ("50 %", "70 %", "90 %"):
        assert minutes_at(middle, spread, int(share.split()[0]) / 100) == int(row[share])


def test_whole_ranking() -> None:
    rows = table("dispatch-score.md", "A whole ranking")
    people = [
        replace(
            FITTING,
            technician_id=int(row["technician"]),
            open_jobs=int(row["open jobs"]),
            skills={"refrigerator": int(row["level"])},
            jobs_28d=int(row["jobs in 28 days"]),
        )
        for row in rows
    ]
    found = [(entry.technician_id, entry.total) for entry in rank(ORDER, people).eligible]
    assert found == [(int(row["technician"]), Decimal(row["total"])) for row in rows]
