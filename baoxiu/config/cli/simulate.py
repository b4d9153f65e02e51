"""`baoxiu simulate`: weeks of a service region under several policies of dispatch, on a simulated clock."""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click

from baoxiu.config.cli.columns import columns
from baoxiu.config.cli.progress import shown_progress
from baoxiu.config.simulating import compare, own_server
from baoxiu.config.words import _
from baoxiu.simulation.figures import Estimate, Figure, figures
from baoxiu.simulation.measures import Measures
from baoxiu.simulation.plan import Plan, Policy, read_plan
from baoxiu.simulation.reading import WrongPlan

SENTENCES = {
    "unreadable": _("the file cannot be read ({why})"),
    "no_toml": _("this is no TOML ({why})"),
    "table": _("a table is expected"),
    "tables": _("one or more tables are expected"),
    "unknown": _("there is no such field; known are {known}"),
    "missing": _("this field is needed"),
    "whole": _("{value} is not a whole number from {least} to {most}"),
    "number": _("{value} is not a number from {least:g} to {most:g}"),
    "text": _("words are expected"),
    "choice": _("{value} is not among {choices}"),
    "date": _("{value} is not a date like 2026-03-02"),
    "hours": _("{value} is not a span of hours like 08:00-18:00"),
    "list": _("a list is expected"),
    "length": _("a list of {exactly} numbers is expected"),
    "twice": _("the name “{value}” stands twice"),
    "no_hour": _("at least one hour needs a weight"),
    "no_share": _("at least one kind of job needs a share"),
    "district": _("there is no district {value}"),
    "setting": _("the setting does not take {value} ({why})"),
}
MEASURES = {
    "orders": (_("Orders"), "{:.0f}"),
    "open": (_("not done at the end"), "{:.1f}"),
    "promises_kept": (_("Agreed windows kept, %"), "{:.1f}"),
    "first_day": (_("Done on the day of the report, %"), "{:.1f}"),
    "hours_to_done": (_("From report to done, hours"), "{:.1f}"),
    "travel_minutes": (_("On the road per visit, minutes"), "{:.1f}"),
    "travel_km": (_("Way per visit, km"), "{:.1f}"),
    "overtime": (_("Overtime per technician and day, minutes"), "{:.1f}"),
    "hours_mean": (_("Work and way per technician, hours"), "{:.1f}"),
    "hours_sd": (_("their standard deviation, hours"), "{:.2f}"),
    "hours_gini": (_("their Gini coefficient"), "{:.3f}"),
}
NAMES = {
    "territories": _("Territories"),
    "nearest": _("Nearest first"),
    "score": _("Score"),
    "engine": _("Running plan"),
}


@click.command(
    help=_(
        "Let weeks of a service region go by on a simulated clock, under several policies of dispatch, and compare them. "
        "FILE (TOML) describes region, demand and policies; without it an example runs. The firm's database is not touched."
    )
)
@click.argument("file", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--days", type=click.IntRange(1, 92), help=_("So many days, instead of the file's."))
@click.option(
    "--replications", type=click.IntRange(1, 200), help=_("So many repetitions, instead of the file's.")
)
@click.option("--seed", type=click.IntRange(0, 2**31), help=_("Another seed of chance than the file's."))
@click.option("--out", type=click.Path(path_type=Path), help=_("Write everything as JSON, too."))
@click.option("--processes", type=click.IntRange(1, 64), default=os.cpu_count() or 1, show_default=True,
              help=_("So many replications at the same time."))  # fmt: skip
@click.option("--database", default="", metavar="URL",
              help=_("Use this empty PostgreSQL database's server instead of a private one."))  # fmt: skip
def command(
    file: Path | None, days: int | None, replications: int | None, seed: int | None,
    out: Path | None, processes: int, database: str,
) -> None:  # fmt: skip
    """Read, run, show."""
    try:
        read = _plan(file)
        plan = replace(
            read, days=days or read.days, replications=replications or read.replications,
            seed=read.seed if seed is None else seed,
        )  # fmt: skip
        with shown_progress() as progress, own_server(database) as url:
            runs = compare(
                plan, url, processes=processes, tell=lambda done, of: progress("simulate", done, of)
            )
    except WrongPlan as wrong:
        click.echo(_sentence(wrong), err=True)
        sys.exit(2)
    click.echo(table(plan, runs))
    if out is not None:
        out.write_text(json.dumps(as_json(plan, runs), ensure_ascii=False, indent=1, default=str) + "\n")


def _plan(file: Path | None) -> Plan:
    if file is not None:
        return read_plan(file)
    plan = Plan()
    return replace(plan, policy=tuple(Policy(NAMES.get(one.name, one.name), one.by) for one in plan.policy))


def _sentence(wrong: WrongPlan) -> str:
    return f"{wrong.place}: {SENTENCES[wrong.code].format(**wrong.params)}"


def table(plan: Plan, runs: Mapping[str, Sequence[Measures]]) -> str:
    """Measures by policy: mean ± half of the 95 % interval; in brackets the paired difference, * where it is clear."""
    found = figures({name: [one.plain() for one in of] for name, of in runs.items()})
    rows = [["", *runs]]
    for measure, (label, form) in MEASURES.items():
        rows.append([label, *(_cell(found[measure][name], form) for name in runs)])
    return "\n".join([*columns(rows), "", _note(plan, next(iter(runs)))])


def _note(plan: Plan, first: str) -> str:
    text = _(
        "{days} days, {technicians} technicians, {replications} replications, seed {seed}. ±: 95 % confidence. In brackets: "
        "difference from “{first}” under the same chance; * where it is clear."
    )
    return text.format(
        days=plan.days,
        technicians=plan.region.technicians,
        replications=plan.replications,
        seed=plan.seed,
        first=first,
    )


def _cell(figure: Figure, form: str) -> str:
    if figure.value is None:
        return "–"
    if figure.difference is None:
        return _estimate(figure.value, form)
    star = "*" if figure.difference.is_clear else ""
    signed = form.replace("{:", "{:+")
    return f"{_estimate(figure.value, form)} ({_estimate(figure.difference, signed, form)}{star})"


def _estimate(one: Estimate, form: str, half_form: str = "") -> str:
    mean = form.format(one.mean)
    return mean if one.half is None else f"{mean} ± {(half_form or form).format(one.half)}"


def as_json(plan: Plan, runs: Mapping[str, Sequence[Measures]]) -> dict[str, Any]:
    """The plan, each replication's measures, and the figures of the table."""
    plain = {name: [one.plain() for one in of] for name, of in runs.items()}
    found = figures(plain)
    return {
        "plan": asdict(plan),
        "runs": plain,
        "figures": {
            measure: {name: asdict(figure) for name, figure in of.items()} for measure, of in found.items()
        },
    }
