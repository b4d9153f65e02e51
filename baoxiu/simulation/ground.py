"""The region as a firm in the database, through the same actions as everybody's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from baoxiu.basics.accounts.actions import create_user
from baoxiu.basics.accounts.models import User
from baoxiu.basics.outlets import actions as outlets
from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.places.queries import unknown_codes
from baoxiu.basics.products.models import Family, FaultKind
from baoxiu.basics.technicians import actions as technicians
from baoxiu.basics.technicians.models import Certificate, Technician
from baoxiu.basics.technicians.rules import working_week
from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.core.events.models import OutboxEntry
from baoxiu.core.policy.actions import choose
from baoxiu.core.refusals import InvalidInput
from baoxiu.demo.firm.ground import actor_of
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.simulation.past import teach
from baoxiu.simulation.plan import Plan, Policy
from baoxiu.simulation.reading import WrongPlan
from baoxiu.simulation.scenario import Person, moment, people
from baoxiu.simulation.town import Place

BEFORE = timedelta(days=30)
WEEK = 7
BY_THE_FIRM = ("score", "engine")
"""Here the firm's own next steps dispatch."""

PAPERWORK: dict[str, object] = {
    "visits.ready_required": False,
    "visits.checklist_required": False,
}
"""Lists on paper change no way and no hour: they stay out."""


class NotEmpty(RuntimeError):
    """Somebody works with this database: a simulation never runs there."""


@dataclass(frozen=True, slots=True)
class Worker:
    """A technician with his number in the plan (``place``), his home and hours."""

    place: int
    technician: Technician
    actor: Actor
    home: Place
    days: frozenset[int]


@dataclass(frozen=True, slots=True)
class Ground:
    """Everybody who acts in the region."""

    workers: dict[int, Worker]
    agent: Actor
    dispatcher: Actor
    families: dict[str, Family]
    faults: dict[str, list[FaultKind]]


def refuse_in_use() -> None:
    """Raises ``NotEmpty`` where anybody has reported anything."""
    if RepairRequest.objects.exists() or WorkOrder.objects.exists():
        raise NotEmpty()


def before(plan: Plan) -> datetime:
    """When everything was set up."""
    return moment(plan, 0) - BEFORE


@transaction.atomic
def build(plan: Plan) -> None:
    """Fill a database that holds what every installation has (roles, divisions, product families, forms) with the region.

    Raises ``NotEmpty``, ``WrongPlan``.
    """
    refuse_in_use()
    at = before(plan)
    _check_families(plan)
    _check_districts(plan)
    outlet = _outlet(plan, at)
    for username, role in (("agent", "agent"), ("dispatcher", "dispatcher")):
        create_user(username, username.title(), roles=[(role, None)], by=SYSTEM, at=at)
    staff = [_hire(plan, number, person, outlet, at) for number, person in enumerate(people(plan))]
    teach(plan, staff[0].pk, at=at)
    OutboxEntry.objects.filter(handled_at=None).update(handled_at=at)


def _check_families(plan: Plan) -> None:
    known = set(Family.objects.filter(faults__isnull=False).values_list("code", flat=True))
    for number, job in enumerate(plan.demand.jobs, start=1):
        if job.family not in known:
            raise WrongPlan(
                "choice", f"demand.jobs.{number}.family", value=job.family, choices=", ".join(sorted(known))
            )


def _check_districts(plan: Plan) -> None:
    if unknown := unknown_codes(plan.region.districts):
        raise WrongPlan("district", "region.districts", value=", ".join(sorted(unknown)))


def _outlet(plan: Plan, at: datetime) -> Outlet:
    region = plan.region
    details = outlets.OutletDetails(
        name="Simulation", kind="own", division_code=region.districts[0], lat=region.lat, lng=region.lng,
        address="1", phone="0371-66778899",
    )  # fmt: skip
    return outlets.add_outlet("SIM", details, areas=region.districts, by=SYSTEM, at=at)


def _hire(plan: Plan, number: int, person: Person, outlet: Outlet, at: datetime) -> Technician:
    lat, lng = person.home
    technician = technicians.hire(
        f"tech{number + 1:03d}", f"T{number + 1}", f"1380000{number + 1:04d}", outlet=outlet, lat=lat, lng=lng,
        daily_cap=plan.work.daily_cap, by=SYSTEM, at=at,
    )  # fmt: skip
    technicians.set_areas(technician, plan.region.districts, by=SYSTEM, at=at)
    week = working_week(_working_days(plan, number), *plan.work.shift)
    technicians.set_shifts(technician, week, by=SYSTEM, at=at)
    for code, level in person.skills:
        technicians.set_skill(technician, Family.objects.get(code=code), level, by=SYSTEM, at=at)
    for kind in Certificate.Kind.values:
        technicians.add_certificate(
            technician, kind, f"S{number + 1}", issued_on=at.date(),
            expires_on=date(plan.start.year + 2, 1, 1), by=SYSTEM, at=at,
        )  # fmt: skip
    return technician


def _working_days(plan: Plan, number: int) -> tuple[int, ...]:
    free = {(number + WEEK * turn // max(plan.work.days_off, 1)) % WEEK for turn in range(plan.work.days_off)}
    return tuple(day for day in range(WEEK) if day not in free)


def stand(plan: Plan) -> Ground:
    """The region of this database with its people, as ``build`` left it."""
    rows = Technician.objects.select_related("user").prefetch_related("shifts").order_by("pk")
    families = {family.code: family for family in Family.objects.prefetch_related("faults")}
    office = {name: actor_of(_user(name)) for name in ("agent", "dispatcher")}
    return Ground(
        workers={row.pk: _worker(place, row) for place, row in enumerate(rows[: plan.region.technicians])},
        agent=office["agent"],
        dispatcher=office["dispatcher"],
        families=families,
        faults={
            code: sorted(one.faults.all(), key=lambda fault: fault.code) for code, one in families.items()
        },
    )


def _user(name: str) -> User:
    return User.objects.get(username=name)


def _worker(place: int, row: Technician) -> Worker:
    days = frozenset(shift.weekday for shift in row.shifts.all())
    return Worker(place, row, actor_of(row.user), (row.lat or 0.0, row.lng or 0.0), days)


def prepare(plan: Plan, policy: Policy) -> None:
    """The firm's settings for this policy. Raises ``WrongPlan`` for one that does not exist or does not take the value."""
    at = moment(plan, 0, time(0)) - timedelta(days=1)
    mode: dict[str, object] = {"dispatch.mode": "automatic" if policy.by in BY_THE_FIRM else "manual"}
    mode |= {"dispatch.engine": "plan"} if policy.by == "engine" else {}
    for key, value in (mode | dict(policy.settings) | PAPERWORK).items():
        try:
            choose(key, value=value, valid_from=at, by=SYSTEM, at=at)
        except InvalidInput as refusal:
            raise WrongPlan(
                "setting", f"policy.{policy.name}.settings.{key}", value=value, why=str(refusal)
            ) from refusal
    OutboxEntry.objects.filter(handled_at=None).update(handled_at=at)
