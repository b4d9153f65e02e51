"""`baoxiu plan PROBLEM --out PLAN`: the planner on a file, without a database."""

import json
import signal
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from baoxiu.config.words import _
from baoxiu.flow.dispatch.planner.bound import lower_bound
from baoxiu.flow.dispatch.planner.checking import check
from baoxiu.flow.dispatch.planner.exact import TooBig, best_plan
from baoxiu.flow.dispatch.planner.fsd import UnreadableProblem, plan_as_json, read_plan, read_problem
from baoxiu.flow.dispatch.planner.mending import published, sound
from baoxiu.flow.dispatch.planner.problem import Plan, Problem, Route
from baoxiu.flow.dispatch.planner.solve import Budget, NotPossible, Progress, State, plan

SMALL, MINUTE = 12, 60
"""Orders up to which the optimum is proven."""
MOVED = 30
"""Minutes of travel that people who know a plan are not to be troubled for."""
INPUT = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command(help=_("Plan the visits of a problem file (fsd-1, JSON or gzipped JSON)."))
@click.argument("path", metavar="PROBLEM", type=INPUT)
@click.option(
    "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help=_("Where the plan goes.")
)
@click.option(
    "--seconds",
    default=30.0,
    type=click.FloatRange(min=0),
    show_default=True,
    help=_("Processor time per core."),
)
@click.option(
    "--rounds",
    default=0,
    type=click.IntRange(min=0),
    help=_("Rounds instead of seconds: the same plan every time."),
)
@click.option("--seed", default=1, show_default=True, help=_("Where chance begins."))
@click.option(
    "--cores",
    default=1,
    type=click.IntRange(1, 64),
    show_default=True,
    help=_("Searches that run side by side."),
)
@click.option(
    "--incumbent",
    type=INPUT,
    help=_("The plan that people know; what is not possible any more is planned anew."),
)
@click.option(
    "--moved",
    default=MOVED,
    type=click.IntRange(min=0),
    show_default=True,
    help=_(
        "Minutes that a visit costs which goes to another technician or day than in that plan; 0: nothing."
    ),
)
def command(
    path: Path,
    out: Path,
    seconds: float,
    rounds: int,
    seed: int,
    cores: int,
    incumbent: Path | None,
    moved: int,
) -> None:
    """Read, plan with progress, write the best plan found; Ctrl-C ends the search early and writes it, too."""
    plain, known = _read(path, incumbent)
    problem = published(plain, known, moved * MINUTE) if known else plain
    routes = sound(plain, known)[0] if known else ()
    budget = Budget(seconds=seconds, rounds=rounds, cores=cores)
    with _until_interrupted() as interrupted, _shown() as show:
        try:
            found = _proven(problem) or plan(
                problem, budget, seed=seed, incumbent=routes, progress=show, stop=interrupted.is_set
            )
        except NotPossible as wrong:
            raise click.ClickException(str(wrong))
    score = check(problem, found.routes) if known else None
    if score:
        found = replace(
            found, cost=score.cost - score.terms.get("moved", 0), proven=found.proven and not moved
        )
    bound = found.cost if found.proven else lower_bound(plain)
    _write(out, found, plain, {"solver": "baoxiu", "seed": seed, "bound": bound})
    _tell(found, plain, bound)
    if score:
        _tell_moved(problem, len(score.moved), known)


def _proven(problem: Problem) -> Plan | None:
    """The best plan that there is, where the problem is small enough to know."""
    try:
        return best_plan(problem) if len(problem.orders) <= SMALL else None
    except TooBig:
        return None


def _tell(found: Plan, problem: Problem, bound: int) -> None:
    text = _("Cost {cost}, {unserved} of {orders} orders unserved, {rounds} rounds.")
    orders, unserved = len(problem.orders), len(found.unserved)
    click.echo(text.format(cost=found.cost, unserved=unserved, orders=orders, rounds=found.iterations))
    if found.proven:
        click.echo(_("No plan is cheaper: that is proven."))
    elif found.cost:
        share = 100 * (found.cost - bound) / found.cost
        text = _("No plan costs less than {bound}: at most {share} % of this cost can be saved.")
        click.echo(text.format(bound=bound, share=f"{share:.1f}"))


def _tell_moved(problem: Problem, moved: int, known: Iterable[Route]) -> None:
    planned = len({stop for route in known for stop in route.stops})
    free = planned - sum(one.published is not None for one in problem.orders)
    text = _("{moved} of {planned} visits moved, besides {free} whose technician is not there.")
    click.echo(text.format(moved=moved, planned=planned, free=free))


def _read(path: Path, incumbent: Path | None) -> tuple[Problem, tuple[Route, ...]]:
    try:
        problem = read_problem(path)
        return problem, read_plan(incumbent, problem) if incumbent else ()
    except (UnreadableProblem, OSError) as wrong:
        raise click.ClickException(
            _("The file cannot be read as a dispatch problem: {why}").format(why=wrong)
        )


def _write(out: Path, found: Plan, problem: Problem, meta: Mapping[str, Any]) -> None:
    """Whole or not at all."""
    part = out.with_name(out.name + ".part")
    part.write_text(json.dumps(plan_as_json(found, problem, meta)))
    part.replace(out)


@contextmanager
def _until_interrupted() -> Iterator[threading.Event]:
    """Set by Ctrl-C, or by the polite signal of whoever stops processes."""
    asked = threading.Event()
    before = {one: signal.signal(one, lambda *_args: asked.set()) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


@contextmanager
def _shown() -> Iterator[Progress]:
    """A line on the terminal that is redrawn; nothing where nobody looks."""
    live = sys.stderr.isatty()
    text = _("Rounds {rounds}, cost {cost}, unserved {unserved}")

    def show(state: State) -> None:
        if live:
            line = text.format(rounds=state.rounds, cost=state.cost, unserved=state.unserved)
            click.echo(f"\r{line}", err=True, nl=False)

    yield show
    if live:
        click.echo(err=True)
