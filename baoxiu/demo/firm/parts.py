"""The weeks of work as reports that are known beforehand, shared out among processes by outlet."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from multiprocessing import get_context
from random import Random

import django

from baoxiu.basics.products.models import FaultKind, Unit
from baoxiu.core.savepoints import without_savepoints
from baoxiu.demo.firm import plan
from baoxiu.demo.firm.ground import Firm, Home
from baoxiu.demo.firm.jobs import until, whole
from baoxiu.demo.firm.journeys import Case, first_moment
from baoxiu.demo.firm.services import SERVICES, WISHES, served
from baoxiu.demo.firm.world import Journey, World, play, working
from baoxiu.demo.in_bulk import in_bulk
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.services import REPAIR

A_DAY, A_RECENT_DAY, RECENT = 3, 9, timedelta(days=10)
"""Reports a day: enough of the past for history, the last days as busy as a service desk is."""
STOPPING = ("ready", "in_repair", "inspecting", "awaiting_acceptance", "settling")
"""Stages that people pass within minutes: some orders wait there, so that every screen has something to show."""
BROUGHT = ("microwave_oven", "rice_cooker", "vacuum_cleaner")
LOOK_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody will report a fault; ``stage``: where the case stops for want of somebody, none: nowhere."""

    start: datetime
    home: Home
    unit: Unit
    fault: FaultKind
    stage: str = ""
    service: str = REPAIR


@dataclass(frozen=True, slots=True)
class Part:
    """The work of some outlets, with a chance of its own."""

    firm: Firm
    reports: list[Report]
    begin: datetime
    end: datetime


def plan_reports(firm: Firm, begin: datetime, at: datetime) -> list[Report]:
    """Who reports what and when, until the present."""
    reports, day = [], begin
    while day <= at:
        for _one in range(A_RECENT_DAY if day > at - RECENT else A_DAY):
            reports.append(_report(firm, first_moment(firm.random, day)))
        day += timedelta(days=1)
    for place, stage in enumerate(STOPPING * 2):
        reports.append(_report(firm, working(at - timedelta(days=4, hours=-place)), stage))
    for place, service in enumerate(SERVICES * 2):
        wished = _report(firm, working(at - timedelta(days=8, hours=-9 * place)))
        reports.append(replace(wished, service=service))
    return reports


def _report(firm: Firm, start: datetime, stage: str = "") -> Report:
    home = firm.random.choice(firm.homes)
    unit = firm.random.choice(home.units)
    return Report(start, home, unit, firm.random.choice(firm.faults[unit.family.code]), stage)


def shared_out(
    firm: Firm, reports: list[Report], begin: datetime, at: datetime, processes: int
) -> list[Part]:
    """As many parts of about the same size as there are processes."""
    shares: list[list[Report]] = [[] for _part in range(processes)]
    for outlet in plan.OUTLETS:
        min(shares, key=len).extend(report for report in reports if report.home.outlet == outlet)
    return [
        Part(replace(firm, random=Random(plan.SEED + place), homes=[]), share, begin, at)
        for place, share in enumerate(shares)
    ]


def play_parts(parts: list[Part]) -> Iterator[int]:
    """Play all of them; gives now and then how many cases have begun."""
    if len(parts) == 1:
        play_part(parts[0])
        return
    with ProcessPoolExecutor(len(parts), get_context("spawn"), django.setup) as pool:
        running: set[Future[None]] = {pool.submit(play_part, part) for part in parts}
        while running:
            done, running = wait(running, LOOK_SECONDS, FIRST_COMPLETED)
            for future in done:
                future.result()
            yield RepairRequest.objects.count()


def play_part(part: Part) -> None:
    """Let the people of this part live through their weeks."""
    world = World(part.firm, now=part.begin, end=part.end)
    with in_bulk(), without_savepoints():
        play(world, [(report.start, _journey(world, report)) for report in part.reports])


def _journey(world: World, report: Report) -> Journey:
    if report.service != REPAIR:
        wish = WISHES[report.service]
        return served(Case(world, report.home, report.unit, report.fault, "on_site", report.service, wish))
    mode = "carry_in" if report.unit.family.code in BROUGHT else "on_site"
    case = Case(world, report.home, report.unit, report.fault, mode)
    return until(case, report.stage) if report.stage else whole(case)
