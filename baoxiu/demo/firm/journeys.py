"""What customers live through: from the report to the follow-up call, with everything that can come between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from baoxiu.basics.products.models import FaultKind, Unit
from baoxiu.core.actors import Actor
from baoxiu.core.rows import read_row
from baoxiu.demo.firm import names, pictures
from baoxiu.demo.firm.ground import Home
from baoxiu.demo.firm.world import Journey, World, act
from baoxiu.flow.dispatch import actions as dispatch
from baoxiu.flow.dispatch.queries import live_assignment
from baoxiu.flow.followups import actions as followups
from baoxiu.flow.followups.files import file_of
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.links import customer_actor
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.services import REPAIR
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.queries import of_request

CHANNELS = ("portal", "phone", "wechat", "counter", "partner")
CHANNEL_WEIGHTS = (42, 38, 10, 7, 3)


@dataclass(slots=True)
class Case:
    """One customer's case on its way."""

    world: World
    home: Home
    unit: Unit
    fault: FaultKind
    mode: str
    service: str = REPAIR
    wish: str = ""
    request: RepairRequest | None = None
    order_id: int = 0

    @property
    def customer(self) -> Actor:
        """The customer on the own page."""
        return customer_actor(self.asked)

    @property
    def asked(self) -> RepairRequest:
        """The request, once there is one."""
        if self.request is None:
            raise LookupError("not reported yet")
        return self.request

    def order(self) -> WorkOrder:
        """The order as it is now."""
        if not self.order_id:
            self.order_id = of_request(self.asked.pk).values_list("pk", flat=True)[0]
        return read_row(WorkOrder, self.order_id)

    def stage(self) -> str:
        """The order's stage; empty before there is one."""
        row = of_request(self.request.pk).values_list("stage").first() if self.request else None
        return str(row[0]) if row else ""

    def technician(self) -> Actor:
        """Who has the job now."""
        return self.world.firm.technicians[self.order().technician_id]

    def do(self, verb: Any, thing: Any, *, by: Actor, **said: Any) -> Any:
        """One act of this case at the present moment."""
        at = self.world.now
        return act(lambda _done: self.asked.chain, lambda: verb(thing, by=by, at=at, **said))


def report(case: Case) -> Journey:
    """The customer reports, by the web page or through an agent; some with photos."""
    world = case.world
    channel = world.random.choices(CHANNELS, CHANNEL_WEIGHTS)[0]
    known = case.unit.proof in ("invoice", "card")
    data = intake.RequestInput(
        channel=channel, family=case.unit.family, fault=None if case.wish else case.fault, mode=case.mode,
        service=case.service, fault_text=case.wish or case.fault.name + world.random.choice(names.DETAILS),
        fault_since=world.random.choice(names.SINCE),
        contact_name=case.home.customer.name, phone=case.home.phone, division_code=case.home.district,
        address=case.home.address, lat=case.home.lat, lng=case.home.lng, serial=case.unit.serial,
        model_text=str(case.unit.model), brand="嵩岳", purchased_on=case.unit.sold_on,
        voucher_number=case.unit.voucher_number if known else "", wish=world.random.choice(names.WISHES),
        acknowledged=True, customer=case.home.customer, unit=case.unit,
        client_key=UUID(int=world.random.getrandbits(128), version=4),
    )  # fmt: skip
    by = world.staff("agent", "agent2") if channel != "portal" else _visitor(case.home)
    case.request = act(lambda made: made.chain, lambda: intake.submit(data, by=by, at=world.now))
    if world.chance(0.3):
        picture = pictures.fault(case.fault.family.code if case.fault.family else "", world.random)
        intake.attach(case.request, picture, "故障照片.jpg", by=case.customer, at=world.now)
    yield world.after(0.2, 9)
    keep_file(case)


def keep_file(case: Case) -> None:
    """The clerk makes the customer's file where one is wanted, and plans the next contact."""
    file = file_of(case.home.customer)
    if file and file.stage == "wanted":
        case.do(followups.make_file, file, by=case.world.staff("followup"), topic="了解使用情况，提醒换季保养",
                planned_at=case.world.now + timedelta(days=90))  # fmt: skip


def _visitor(home: Home) -> Actor:
    return Actor(
        kind="customer",
        id="",
        name=home.customer.name,
        rights=frozenset({"intake.register"}),
        outlet_ids=None,
    )


def review(case: Case) -> Journey:
    """Accepted, or asked for more first; a few are refused or solved by advice. Returns without order then."""
    world, agent = case.world, case.world.staff("agent", "agent2")
    if world.chance(0.05):
        case.do(intake.refuse, case.asked, by=agent, reason_code="not_ours",
                text="经核对不是本公司产品，保修条款不适用。", option="如需维修，可按价目表付费维修，请致电服务热线。")  # fmt: skip
        return
    if world.chance(0.05):
        case.do(intake.settle_remotely, case.asked, by=agent, customer_agreed=True,
                advice="电话指导清洗过滤网并断电重启，客户确认恢复正常，同意结案。")  # fmt: skip
        return
    if world.chance(0.08):
        yield from _ask_for_more(case, agent)
    case.do(intake.accept, case.asked, by=agent, severity=world.random.choice((1, 2, 2, 2, 3)))
    yield world.soon(2, 90)


def _ask_for_more(case: Case, agent: Actor) -> Journey:
    world = case.world
    case.do(intake.ask_for_more, case.asked, by=agent, missing=["voucher_number"],
            text="请补充发票号码或保修卡照片，以便判定保修。")  # fmt: skip
    yield world.after(2, 30)
    case.do(intake.supplement, case.asked, by=case.customer, text="发票找到了，号码已填。",
            changes={"voucher_number": f"0412{world.random.randrange(10**8):08d}"})  # fmt: skip
    yield world.after(0.3, 5)


def take_the_job(case: Case) -> Journey:
    """The technician accepts; now and then somebody gives the job back and the next one gets it."""
    world = case.world
    if case.order().stage == "created":
        yield from _dispatch_by_hand(case)
    if world.chance(0.06):
        offer = live_assignment(case.order())
        case.do(dispatch.decline, offer, by=case.technician(), reason="当天已排满，赶不过去")
        yield world.soon(5, 40)
        if case.order().stage == "created":
            yield from _dispatch_by_hand(case)
    case.do(dispatch.accept, live_assignment(case.order()), by=case.technician())
    yield world.soon(5, 100)


def _dispatch_by_hand(case: Case) -> Journey:
    """Nobody fitted at first: the dispatcher tries again until somebody does."""
    while case.order().stage == "created":
        yield case.world.after(2, 20)
        case.do(dispatch.assign_by_rule, case.order(), by=case.world.staff("dispatcher"))
    yield case.world.soon(3, 30)


def first_moment(random: Random, day: datetime) -> datetime:
    """When on a day somebody reports: mostly in the morning and after work."""
    hours, weights = (8, 9, 10, 11, 13, 15, 17, 19, 20, 21), (9, 13, 13, 9, 7, 10, 10, 11, 10, 8)
    return day + timedelta(hours=random.choices(hours, weights)[0], minutes=random.randrange(60))
