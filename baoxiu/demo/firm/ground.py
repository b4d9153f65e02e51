"""Setting the firm up: outlets, people, products, prices, customers and their units, all through the actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import transaction

from baoxiu.basics import builtin
from baoxiu.basics.accounts.actions import create_user
from baoxiu.basics.accounts.models import User
from baoxiu.basics.accounts.queries import actor_for
from baoxiu.basics.customers import actions as customers
from baoxiu.basics.customers.inputs import AddressInput
from baoxiu.basics.customers.models import Customer
from baoxiu.basics.outlets import actions as outlets
from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.prices import actions as prices
from baoxiu.basics.prices.inputs import LineInput
from baoxiu.basics.prices.models import PriceLine, PriceList
from baoxiu.basics.products import actions as products
from baoxiu.basics.products.models import Family, FaultKind, Model, Unit
from baoxiu.basics.technicians import actions as technicians
from baoxiu.basics.technicians.models import Technician
from baoxiu.basics.technicians.rules import working_week
from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.core.clock import legal_date
from baoxiu.core.policy.actions import choose
from baoxiu.demo.firm import names, plan

type Tick = Callable[[int], None]
CERTIFICATES = ("electrician", "refrigeration", "height", "gas")


@dataclass(slots=True)
class Home:
    """A customer with the units at home."""

    customer: Customer
    outlet: plan.OutletPlan
    phone: str
    district: str
    address: str
    lat: float
    lng: float
    units: list[Unit] = field(default_factory=list)


@dataclass(slots=True)
class Firm:
    """Everybody and everything that the weeks of work need."""

    random: Random
    staff: dict[str, Actor] = field(default_factory=dict)
    outlets: dict[str, Outlet] = field(default_factory=dict)
    technicians: dict[int, Actor] = field(default_factory=dict)
    families: dict[str, Family] = field(default_factory=dict)
    faults: dict[str, list[FaultKind]] = field(default_factory=dict)
    models: dict[str, list[Model]] = field(default_factory=dict)
    labour: dict[str, PriceLine] = field(default_factory=dict)
    parts: dict[str, list[PriceLine]] = field(default_factory=dict)
    travel: PriceLine | None = None
    homes: list[Home] = field(default_factory=list)
    phones: set[str] = field(default_factory=set)


def build(*, at: datetime, today: datetime, tick: Tick) -> Firm:
    """The firm as it stood when the weeks of work began (``at``)."""
    firm = Firm(Random(plan.SEED))
    builtin.load(at=at, families=True)
    with transaction.atomic():
        _describe(at)
        _open_outlets(firm, at)
        _hire_staff(firm, at)
        _hire_technicians(firm, at, today)
        _give_passwords()
    with transaction.atomic():
        _products(firm, at)
        _prices(firm, at)
    for done, home in enumerate(_homes(firm, at, legal_date(today)), start=1):
        firm.homes.append(home)
        tick(sum(len(one.units) for one in firm.homes) if done % 50 == 0 else 0)
    return firm


def _describe(at: datetime) -> None:
    for key, text in (
        ("firm.name", plan.FIRM), ("firm.hotline", plan.HOTLINE), ("firm.hotline_hours", plan.HOURS),
        ("firm.address", "河南省郑州市高新区科学大道100号"), ("dispatch.engine", "score"),
    ):  # fmt: skip
        choose(key, value=text, valid_from=at, by=SYSTEM, at=at)


def _open_outlets(firm: Firm, at: datetime) -> None:
    for one in plan.OUTLETS:
        details = outlets.OutletDetails(
            name=one.name, kind=one.kind, division_code=one.districts[0], lat=one.lat, lng=one.lng,
            address=f"{one.city}{firm.random.choice(names.STREETS)}{firm.random.randrange(1, 200)}号",
            phone=names.phone(firm.random, firm.phones),
        )  # fmt: skip
        firm.outlets[one.code] = outlets.add_outlet(one.code, details, areas=one.districts, by=SYSTEM, at=at)


def _hire_staff(firm: Firm, at: datetime) -> None:
    for username, role, name, outlet in plan.STAFF:
        user = create_user(
            username, name, roles=[(role, firm.outlets.get(outlet))], by=SYSTEM, at=at,
            phone=names.phone(firm.random, firm.phones), email=f"{username}@songyue.example",
        )  # fmt: skip
        firm.staff[username] = actor_of(user)


def _give_passwords() -> None:
    """One hash for everybody: each takes a third of a second."""
    User.objects.update(password=make_password(plan.PASSWORD))


def actor_of(user: User) -> Actor:
    """The actor of an account that is known to be active."""
    actor = actor_for(user)
    if actor is None:
        raise LookupError(user.username)
    return actor


def _hire_technicians(firm: Firm, at: datetime, today: datetime) -> None:
    number = 0
    for one in plan.OUTLETS:
        for _seat in range(one.technicians):
            number += 1
            technician = _hire(firm, one, f"tech{number:02d}", at)
            _qualify(firm, technician, number, legal_date(today), at)
            firm.technicians[technician.pk] = actor_of(technician.user)


def _hire(firm: Firm, one: plan.OutletPlan, username: str, at: datetime) -> Technician:
    technician = technicians.hire(
        username, names.person(firm.random), names.phone(firm.random, firm.phones), outlet=firm.outlets[one.code],
        lat=one.lat + firm.random.uniform(-0.08, 0.08), lng=one.lng + firm.random.uniform(-0.08, 0.08),
        daily_cap=8, by=SYSTEM, at=at,
    )  # fmt: skip
    technicians.set_areas(technician, one.districts, by=SYSTEM, at=at)
    days = range(7) if firm.random.random() < 0.6 else range(6)
    week = working_week(days, time(8), time(19))
    return technicians.set_shifts(technician, week, by=SYSTEM, at=at)


def _qualify(firm: Firm, technician: Technician, number: int, today: date, at: datetime) -> None:
    """Skills and certificates; every fifth knows and may do everything, so that each outlet has somebody for each job.

    A few certificates of the others have run out, which the dispatch has to notice.
    """
    expert = number % 5 == 1
    families = list(Family.objects.filter(code__in=plan.FAMILIES))
    for family in families:
        if expert or firm.random.random() < 0.62:
            level = 5 if expert else firm.random.choice((2, 3, 3, 4, 4, 5))
            technicians.set_skill(technician, family, level, by=SYSTEM, at=at)
    for kind in CERTIFICATES:
        if expert or kind == "electrician" or firm.random.random() < 0.75:
            expired = not expert and firm.random.random() < 0.04
            left = -20 if expired else firm.random.randrange(40, 900)
            technicians.add_certificate(
                technician, kind, f"T{4101000000 + number * 10 + CERTIFICATES.index(kind)}",
                issued_on=today - timedelta(days=1_200), expires_on=today + timedelta(days=left), by=SYSTEM, at=at,
            )  # fmt: skip


def _products(firm: Firm, at: datetime) -> None:
    firm.families = {family.code: family for family in Family.objects.filter(code__in=plan.FAMILIES)}
    for code, family in firm.families.items():
        firm.faults[code] = list(family.faults.order_by("code"))
        firm.models[code] = [
            products.add_model(
                family, f"SY-{model}", f"{plan.BRAND} {model}", brand=plan.BRAND, by=SYSTEM, at=at
            )
            for model in plan.MODELS[code]
        ]


def _prices(firm: Firm, at: datetime) -> None:
    table = prices.draft_list("家电维修价目表", valid_from=at, by=SYSTEM, at=at)
    firm.travel = _line(table, "travel", "travel", "上门费", "Visit", 30, None, at)
    for code, (_price, labour, parts) in plan.PRICES.items():
        family = firm.families[code]
        _line(
            table,
            f"{code}-check",
            "inspection",
            f"{family.name}检测费",
            f"{family.name_en}: diagnosis",
            30,
            family,
            at,
        )
        firm.labour[code] = _line(
            table,
            f"{code}-labour",
            "labour",
            f"{family.name}维修工时费",
            f"{family.name_en}: labour",
            labour,
            family,
            at,
        )
        firm.parts[code] = [
            _line(
                table,
                f"{code}-p{place}",
                "part",
                f"{family.name}{name}",
                f"{family.name_en}: {name_en}",
                price,
                family,
                at,
                is_main,
            )
            for place, (name, name_en, price, is_main) in enumerate(parts, start=1)
        ]
    prices.publish(table, by=SYSTEM, at=at)


def _line(
    table: PriceList, code: str, kind: str, name: str, name_en: str, price: int, family: Family | None,
    at: datetime, is_main: bool = False,
) -> PriceLine:  # fmt: skip
    data = LineInput(
        code=code, kind=kind, name=name, name_en=name_en, price=Decimal(price), family=family,
        is_main_part=is_main, unit="件" if kind == "part" else "次",
    )  # fmt: skip
    return prices.add_line(table, data, by=SYSTEM, at=at)


def _homes(firm: Firm, at: datetime, today: date) -> Iterator[Home]:
    made = 0
    while made < plan.UNITS:
        with transaction.atomic():
            for _one in range(25):
                home = _home(firm, at)
                for _unit in range(min(firm.random.choice((1, 1, 2, 2, 3)), plan.UNITS - made)):
                    made += 1
                    home.units.append(_unit_of(firm, home, made, at, today))
                if home.units:
                    yield home


def _home(firm: Firm, at: datetime) -> Home:
    random = firm.random
    outlet = random.choices(plan.OUTLETS, [one.share for one in plan.OUTLETS])[0]
    company = random.random() < 0.04
    name = random.choice(names.FIRMS) if company else names.person(random)
    home = Home(
        customer=None,  # type: ignore[arg-type]
        outlet=outlet, phone=names.phone(random, firm.phones), district=random.choice(outlet.districts),
        address=names.address(random), lat=outlet.lat + random.uniform(-0.1, 0.1), lng=outlet.lng + random.uniform(-0.1, 0.1),
    )  # fmt: skip
    place = AddressInput(home.district, home.address, home.lat, home.lng)
    home.customer = customers.register(
        name, home.phone, kind="company" if company else "person", address=place, by=SYSTEM, at=at
    )
    return home


def _unit_of(firm: Firm, home: Home, number: int, at: datetime, today: date) -> Unit:
    random = firm.random
    code = random.choices(plan.FAMILIES, plan.WEIGHTS)[0]
    sold = today - timedelta(days=random.choice((random.randrange(20, 360), random.randrange(20, 1_900))))
    proof = random.choices(("invoice", "card", "register", "none"), (60, 20, 12, 8))[0]
    purchase = products.Purchase(
        sold_on=min(sold, legal_date(at)), delivered_on=min(sold + timedelta(days=2), legal_date(at)),
        price=Decimal(plan.PRICES[code][0]), proof=proof,
        voucher_number=f"0412{random.randrange(10**8):08d}" if proof == "invoice" else "",
    )  # fmt: skip
    model = random.choice(firm.models[code])
    serial = f"SY{sold:%y%m}{number:06d}"
    return products.register_unit(
        serial, firm.families[code], model=model, customer=home.customer, purchase=purchase, by=SYSTEM, at=at
    )
