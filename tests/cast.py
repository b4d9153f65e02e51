"""The cast of the tests: a small firm in Zhengzhou, built through the same actions as everything else.

Every person is a fixture that gives the actor; `bo_user` and so on give the account. Alice is a customer and
has no account: `alice` is her file, `alice_actor` acts for her outside any case (in one, use its link).
What was recorded on the way counts as handled: the outbox holds only what a test does itself.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from baoxiu.basics.accounts.actions import create_user, load_roles
from baoxiu.basics.accounts.models import User
from baoxiu.basics.accounts.queries import actor_for
from baoxiu.basics.accounts.rights import CUSTOMER_RIGHTS
from baoxiu.basics.builtin.families import load_families
from baoxiu.basics.customers.actions import register
from baoxiu.basics.customers.inputs import AddressInput
from baoxiu.basics.customers.models import Customer
from baoxiu.basics.outlets.actions import OutletDetails, add_outlet
from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.places import actions as places
from baoxiu.basics.places.rules import DivisionRow
from baoxiu.basics.prices.actions import add_line, draft_list, publish
from baoxiu.basics.prices.inputs import LineInput
from baoxiu.basics.prices.models import PriceList
from baoxiu.basics.products.actions import Purchase, add_model, register_unit
from baoxiu.basics.products.models import Family, FaultKind, Model, Unit
from baoxiu.basics.technicians.actions import add_certificate, hire, set_areas, set_shifts, set_skill
from baoxiu.basics.technicians.models import Technician
from baoxiu.basics.technicians.rules import working_week
from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.core.clock import SHANGHAI
from baoxiu.core.events.models import OutboxEntry
from baoxiu.flow.forms import load_forms
from tests import snapshot, stages
from tests.snapshot import Snapshot

AT = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
"""A Monday morning."""

DIVISIONS = (
    DivisionRow("410000", "河南省", "", 1),
    DivisionRow("410100", "郑州市", "410000", 2),
    DivisionRow("410102", "中原区", "410100", 3),
    DivisionRow("410103", "二七区", "410100", 3),
    DivisionRow("410104", "管城回族区", "410100", 3),
    DivisionRow("410105", "金水区", "410100", 3),
    DivisionRow("410108", "惠济区", "410100", 3),
    DivisionRow("410300", "洛阳市", "410000", 2),
    DivisionRow("410302", "老城区", "410300", 3),
    DivisionRow("410303", "西工区", "410300", 3),
    DivisionRow("410311", "洛龙区", "410300", 3),
)
ALICE_PHONE = "+8613800138000"
ALICE_ADDRESS = AddressInput("410105", "花园路88号院3号楼2单元1201室", 34.7905, 113.6765)
STAFF = {
    "ava": ("Ava", "agent"),
    "dana": ("Dana", "dispatcher"),
    "iris": ("Iris", "inspector"),
    "mo": ("Mo", "service_manager"),
    "fin": ("Fin", "finance"),
    "root": ("Root", "admin"),
}
"""Those who see all outlets."""


@dataclass(frozen=True)
class Person:
    """Somebody with an account."""

    user: User
    actor: Actor


@dataclass(frozen=True)
class Cast:
    """Everybody and everything. Bo and Ben repair at Wang's neighbour, the own outlet; Wen at Wang's."""

    at: datetime
    outlet: Outlet
    other_outlet: Outlet
    people: dict[str, Person]
    bo: Technician
    ben: Technician
    wen: Technician
    alice: Customer
    alice_actor: Actor
    family: Family
    other_family: Family
    fault: FaultKind
    model: Model
    unit: Unit
    price_list: PriceList

    def actor(self, name: str) -> Actor:
        """The actor of somebody with an account: ``cast.actor("dana")``."""
        return self.people[name].actor

    def user(self, name: str) -> User:
        """The account: ``cast.user("dana")``."""
        return self.people[name].user


def build_cast(at: datetime = AT) -> Cast:
    """The cast as it stands at a moment; everything was set up 30 days before."""
    before = at - timedelta(days=30)
    load_roles(by=SYSTEM, at=before)
    load_forms(at=before)
    places.load(DIVISIONS, by=SYSTEM, at=before)
    load_families(("air_conditioner", "refrigerator"), by=SYSTEM, at=before)
    family, other = (Family.objects.get(code=code) for code in ("air_conditioner", "refrigerator"))
    outlet, other_outlet = _outlets(before)
    bo, ben, wen = _technicians(outlet, other_outlet, (family, other), before)
    alice = register("Alice", ALICE_PHONE, address=ALICE_ADDRESS, by=SYSTEM, at=before)
    model, unit = _unit(family, alice, before)
    price_list = _price_list(family, before)
    people = _people(other_outlet, (bo, ben, wen), before)
    OutboxEntry.objects.filter(handled_at=None).update(handled_at=before)
    return Cast(
        at=at,
        outlet=outlet,
        other_outlet=other_outlet,
        people=people,
        bo=bo,
        ben=ben,
        wen=wen,
        alice=alice,
        alice_actor=_customer_actor(alice),
        family=family,
        other_family=other,
        fault=FaultKind.objects.get(code="air_conditioner-not_cooling"),
        model=model,
        unit=unit,
        price_list=price_list,
    )


def _outlets(at: datetime) -> tuple[Outlet, Outlet]:
    own = OutletDetails("郑州金水服务中心", "own", "410105", "农业路60号", "0371-66778899", 34.7858, 113.6689)
    outsourced = OutletDetails(
        "洛阳老王维修站", "outsourced", "410303", "王城大道12号", "0379-63901234", 34.6697, 112.4345
    )
    return (
        add_outlet("ZZ01", own, areas=["410100"], by=SYSTEM, at=at),
        add_outlet("LY01", outsourced, areas=["410300"], by=SYSTEM, at=at),
    )


def _technicians(
    outlet: Outlet, other_outlet: Outlet, families: tuple[Family, Family], at: datetime
) -> tuple[Technician, Technician, Technician]:
    """Bo knows more than Ben; both may be sent to Alice. Wen works in Luoyang only."""
    places_of = {"bo": ["410105", "410102"], "ben": ["410100"], "wen": ["410300"]}
    phones = {"bo": "13900139001", "ben": "13900139002", "wen": "13900139003"}
    made = []
    for name, level in (("bo", 4), ("ben", 3), ("wen", 4)):
        place = other_outlet if name == "wen" else outlet
        person = hire(
            name, name.title(), phones[name], outlet=place, lat=place.lat, lng=place.lng, by=SYSTEM, at=at
        )
        for family in families:
            set_skill(person, family, level, by=SYSTEM, at=at)
        _certify(person, at)
        set_areas(person, places_of[name], by=SYSTEM, at=at)
        set_shifts(person, working_week(range(6), time(8), time(18)), by=SYSTEM, at=at)
        made.append(person)
    return made[0], made[1], made[2]


def _certify(person: Technician, at: datetime) -> None:
    for kind in ("electrician", "refrigeration"):
        add_certificate(
            person, kind, f"{kind[:1].upper()}-{person.number}", issued_on=date(2024, 1, 1),
            expires_on=date(2027, 12, 31), by=SYSTEM, at=at,
        )  # fmt: skip


def _people(other_outlet: Outlet, technicians: tuple[Technician, ...], at: datetime) -> dict[str, Person]:
    users = {
        code: create_user(code, name, roles=[(role, None)], by=SYSTEM, at=at)
        for code, (name, role) in STAFF.items()
    }
    users["wang"] = create_user("wang", "Wang", roles=[("outlet_manager", other_outlet)], by=SYSTEM, at=at)
    users["charlie"] = create_user("charlie", "Charlie", by=SYSTEM, at=at)
    users |= {person.user.username: person.user for person in technicians}
    return {code: Person(user, _actor(user)) for code, user in users.items()}


def _actor(user: User) -> Actor:
    actor = actor_for(user)
    assert actor is not None
    return actor


def _customer_actor(customer: Customer) -> Actor:
    return Actor(
        kind="customer",
        id="0",
        name=customer.name,
        rights=CUSTOMER_RIGHTS,
        outlet_ids=None,
        customer_id=customer.pk,
    )


def _unit(family: Family, owner: Customer, at: datetime) -> tuple[Model, Unit]:
    """Sold half a year and more ago with an invoice: in warranty on 2 March 2026."""
    model = add_model(
        family, "KFR-35GW/BX1", "壁挂式空调 1.5匹", name_en="Wall unit", brand="华北", by=SYSTEM, at=at
    )
    sold = Purchase(
        sold_on=date(2025, 6, 18), delivered_on=date(2025, 6, 20), installed_on=date(2025, 6, 20),
        price=Decimal("2899.00"), proof="invoice", voucher_number="04100250618",
    )  # fmt: skip
    unit = register_unit(
        "KF35 2506-000127", family, model=model, customer=owner, purchase=sold, by=SYSTEM, at=at
    )
    return model, unit


def _price_list(family: Family, at: datetime) -> PriceList:
    prices = draft_list("2026 维修价目表", valid_from=at, by=SYSTEM, at=at)
    lines = (
        LineInput("AC-L1", "labour", "空调一般维修", Decimal(120), "Simple repair", family),
        LineInput("AC-L2", "labour", "空调电控维修", Decimal(180), "Electrical repair", family, difficulty=2),
        LineInput(
            "AC-L3", "labour", "空调制冷系统维修", Decimal(300), "Cooling circuit", family, difficulty=3
        ),
        LineInput("AC-P-CAP", "part", "启动电容", Decimal(45), "Start capacitor", family, unit="个"),
        LineInput(
            "AC-P-COMP", "part", "压缩机", Decimal(860), "Compressor", family, is_main_part=True, unit="台"
        ),
        LineInput("TRAVEL", "travel", "上门费", Decimal(30), "Travel"),
        LineInput("DIAG", "inspection", "检测费", Decimal(50), "Diagnosis"),
    )
    for line in lines:
        add_line(prices, line, by=SYSTEM, at=at)
    return publish(prices, by=SYSTEM, at=at)


_KEPT: dict[datetime, tuple[bytes, Snapshot]] = {}
"""Casts made in this process, each with its rows."""

# Fixtures --------------------------------------------------------------------------------------------------


@pytest.fixture
def at() -> datetime:
    """Monday, 2 March 2026, 09:00 in Shanghai."""
    return AT


@pytest.fixture
def cast(db: None, at: datetime) -> Cast:  # noqa: ARG001
    """Everybody and everything."""
    if not snapshot.nothing_there():
        return build_cast(at)
    if at in _KEPT:
        people, rows = _KEPT[at]
        rows.put_back()
        made: Cast = pickle.loads(people)
    else:
        made = build_cast(at)
        _KEPT[at] = pickle.dumps(made), snapshot.take()
    stages.begin(_KEPT[at][1])
    return made


def _staff_fixtures(name: str) -> None:
    """Two fixtures per person: ``dana`` gives the actor, ``dana_user`` the account."""

    def actor(cast: Cast) -> Actor:
        return cast.actor(name)

    def user(cast: Cast) -> User:
        return cast.user(name)

    globals()[name] = pytest.fixture(name=name)(actor)
    globals()[f"{name}_user"] = pytest.fixture(name=f"{name}_user")(user)


for _name in (*STAFF, "wang", "charlie", "bo", "ben", "wen"):
    _staff_fixtures(_name)


@pytest.fixture
def technician(cast: Cast) -> Technician:
    """Bo as technician."""
    return cast.bo


@pytest.fixture
def alice(cast: Cast) -> Customer:
    """Alice's file."""
    return cast.alice


@pytest.fixture
def alice_actor(cast: Cast) -> Actor:
    """Alice, outside any case."""
    return cast.alice_actor


@pytest.fixture
def outlet(cast: Cast) -> Outlet:
    """The own outlet in Zhengzhou."""
    return cast.outlet


@pytest.fixture
def other_outlet(cast: Cast) -> Outlet:
    """Wang's outlet in Luoyang."""
    return cast.other_outlet


@pytest.fixture
def family(cast: Cast) -> Family:
    """空调."""
    return cast.family


@pytest.fixture
def model(cast: Cast) -> Model:
    """A model of 空调."""
    return cast.model


@pytest.fixture
def unit(cast: Cast) -> Unit:
    """Alice's air conditioner, in warranty, with invoice."""
    return cast.unit


@pytest.fixture
def price_list(cast: Cast) -> PriceList:
    """The price list in force."""
    return cast.price_list
