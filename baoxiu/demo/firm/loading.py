"""Loading the demo firm into an empty installation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import models

from baoxiu.basics.accounts.models import User
from baoxiu.basics.notifications.actions import mark_all_read
from baoxiu.basics.promises.actions import sweep
from baoxiu.basics.technicians.models import Technician
from baoxiu.core.actors import SYSTEM
from baoxiu.core.clock import legal_date, start_of_day
from baoxiu.core.policy.actions import choose
from baoxiu.core.savepoints import without_savepoints
from baoxiu.demo.firm import plan
from baoxiu.demo.firm.ground import Firm, build
from baoxiu.demo.firm.listening import listen_to_customers
from baoxiu.demo.firm.office import keep_office
from baoxiu.demo.firm.parts import plan_reports, play_parts, shared_out
from baoxiu.demo.firm.vans import load_vans, note_needs
from baoxiu.demo.firm.workshop import fill_workshop, open_workshop
from baoxiu.demo.in_bulk import in_bulk
from baoxiu.flow.forms import load_forms
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.planning.actions import optimise
from baoxiu.flow.planning.policies import ENGINE
from baoxiu.flow.visits.jobs import learn_times
from baoxiu.flow.work_orders.lifecycle import ORDER

type Progress = Callable[[int, int], None]
BUSIEST = ""
"""Stands for the technician with most to do today."""
ROLES = (
    ("客服 · Agent", "agent"), ("调度 · Dispatcher", "dispatcher"), ("维修 · Technician", BUSIEST),
    ("质检 · Inspector", "inspector"), ("回访 · Follow-up", "followup"), ("财务 · Finance", "finance"),
    ("网点 · Outlet manager", "kaifeng"), ("服务经理 · Service manager", "manager"),
    ("总经理 · General manager", "boss"), ("审计 · Auditor", "auditor"), ("系统管理 · Administrator", "admin"),
)  # fmt: skip


def may_load() -> bool:
    """Only where nobody has an account and nobody has reported anything."""
    return not User.objects.exists() and not RepairRequest.objects.exists()


def is_loaded() -> bool:
    """Whether this is the demo firm's installation."""
    return User.objects.filter(username="boss", email="boss@songyue.example").exists()


def sign_ins() -> list[tuple[str, str, str]]:
    """Role, user name and password: one per role."""
    return [(role, username or _busiest(), plan.PASSWORD) for role, username in ROLES]


def _busiest() -> str:
    open_orders = models.Count("orders", filter=models.Q(orders__stage__in=ORDER.codes("open", "waiting")))
    rows = Technician.objects.annotate(open_orders=open_orders).order_by("-open_orders", "pk")
    return str(rows.values_list("user__username", flat=True)[0])


def load_demo(*, at: datetime, progress: Progress | None = None, processes: int = 1) -> None:
    """Eight weeks of the firm's work up to ``at``, from the fixed seed, through the same actions as everybody's.

    ``progress`` gets what is done and the whole (units and cases). Outlets share no technician, so several processes can
    each play the work of some.
    """
    today = start_of_day(legal_date(at))
    begin = today - timedelta(weeks=plan.WEEKS)
    load_forms(at=begin)
    counter = _Counter(progress, plan.UNITS)
    with in_bulk(), without_savepoints():
        firm = build(at=begin, today=today, tick=counter.units)
        load_vans(firm, begin)
    reports = plan_reports(firm, begin, at)
    counter.whole += len(reports)
    for done in play_parts(shared_out(firm, reports, begin, at, processes)):
        counter.cases(done)
    listen_to_customers(firm, at)
    open_workshop(firm, at - timedelta(hours=5))
    keep_office(firm, at)
    fill_workshop(firm, at - timedelta(minutes=20))
    with in_bulk(), without_savepoints():
        _settle_down(firm, at)
    counter.finish()


class _Counter:
    """Adds up the two halves of the work for one progress bar."""

    def __init__(self, progress: Progress | None, whole: int) -> None:
        self.progress, self.whole = progress, whole

    def units(self, done: int) -> None:
        """So many units are registered."""
        if self.progress and done:
            self.progress(done, self.whole)

    def cases(self, done: int) -> None:
        """So many cases are over."""
        if self.progress:
            self.progress(plan.UNITS + done, self.whole)

    def finish(self) -> None:
        """All done; cases that are still open are as far as they are."""
        if self.progress:
            self.progress(self.whole, self.whole)


ROUNDS = 200
"""Of the search for each outlet's running plan: its open orders are few."""


def _settle_down(firm: Firm, at: datetime) -> None:
    """What lies back was dispatched by points and has been learned from, what is to come stands in a plan; what is late is marked so."""
    sweep(at=at)
    learn_times(at=at)
    note_needs(at)
    choose(ENGINE, value="plan", valid_from=at, by=SYSTEM, at=at)
    for outlet in firm.outlets.values():
        optimise(outlet, rounds=ROUNDS, by=SYSTEM, at=at)
    for actor in [*firm.staff.values(), *firm.technicians.values()]:
        mark_all_read(by=actor, at=at - timedelta(hours=20))
