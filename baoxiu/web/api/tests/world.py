"""What is there when requests come from all sides: cases at several stages, and values that fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from baoxiu.basics.accounts.actions import grant_role, issue_token
from baoxiu.basics.accounts.models import Role
from baoxiu.basics.accounts.queries import rights_held
from baoxiu.basics.customers.models import Contact, KeyEntry, Problem
from baoxiu.basics.promises.models import Promise
from baoxiu.basics.tasks.models import Task
from baoxiu.basics.technicians.models import Technician
from baoxiu.core import clock
from baoxiu.core.actors import SYSTEM
from baoxiu.core.events import outbox
from baoxiu.core.files.queries import of_case
from baoxiu.core.files.tests.videos import mp4
from baoxiu.core.policy.actions import choose
from baoxiu.flow import next_steps
from baoxiu.flow.acceptance.models import Claim
from baoxiu.flow.campaigns.models import CampaignContact
from baoxiu.flow.followups.models import Followup
from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.inspection.models import SpotCheck
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.repairs.models import ChangeRequest, Quote, QuoteLine, WorkStep
from baoxiu.flow.satisfaction.models import Measure, SurveyAsk
from baoxiu.flow.settlement import actions as settlement
from baoxiu.flow.visits.models import Damage, Visit
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.api.policies import PER_MINUTE
from baoxiu.web.api.tests.conftest import Program
from tests.cast import Cast
from tests.journey import Journey

STAGES = (
    ("carry_in", "in_repair"), ("on_site", "arrived"), ("carry_in", "accepted"), ("carry_in", "assessed"),
    ("carry_in", "quoted"), ("carry_in", "self_checked"), ("carry_in", "inspected"), ("carry_in", "presented"),
)  # fmt: skip


@dataclass
class World:
    """A token that may everything, and what it may name."""

    cast: Cast
    token: str
    things: dict[str, list[Any]] = field(default_factory=dict)
    below: dict[str, list[tuple[Any, Any]]] = field(default_factory=dict)
    words: dict[str, list[Any]] = field(default_factory=dict)


def whole_world(cast: Cast, journey: Journey) -> World:
    """Cases at every stage and something of everything; takes some seconds."""
    settlement.settle(journey.prepared(), by=SYSTEM, at=journey.tick())
    Technician.objects.filter(pk=cast.bo.pk).update(daily_cap=50)
    for mode, stage in STAGES:
        _reach(Journey(cast, cast.at, mode=mode), stage)
    made = empty_world(cast)
    _fill(Program(made.token), cast, journey)
    _name(made)
    return made


def small_world(cast: Cast, journey: Journey) -> World:
    """An order in repair."""
    journey.in_repair()
    made = empty_world(cast)
    _name(made)
    return made


def empty_world(cast: Cast) -> World:
    """Nothing has happened yet, but some values fit; Bo has every role."""
    made = World(cast, _token(cast))
    made.words = {
        "family": [cast.family.code], "fault": [cast.fault.code], "phone": ["13800138000"],
        "division_code": ["410105", ""], "customer": [cast.alice.number], "outlet": [cast.outlet.code, ""],
        "technician": [cast.ben.number, cast.bo.number, ""], "serial": [cast.unit.serial, ""],
        "department": ["agent"], "role": ["expert", ""], "helper": ["mo", ""], "clerk": [""], "email": ["a@b.cn", ""],
        "price_line": [cast.price_list.lines.first().pk, None], "url": ["https://8.8.8.8/hook"],
        "kinds": [[], ["order.*"]],
    }  # fmt: skip
    return made


def _token(cast: Cast) -> str:
    user = cast.user("bo")
    for role in Role.objects.filter(everywhere=True):
        grant_role(user, role.code, by=SYSTEM, at=cast.at)
    choose(PER_MINUTE, value=0, valid_from=cast.at, by=SYSTEM, at=cast.at)
    return issue_token(user, "test", rights_held(user), by=SYSTEM, at=clock.now())[1]


def _reach(journey: Journey, stage: str) -> None:
    if stage in ("arrived", "assessed", "quoted"):
        journey.accepted()
    if stage == "quoted":
        journey.assessed(cause_class="misuse")
        journey.quoted(journey.paid_line())
    else:
        getattr(journey, stage)()


def _fill(program: Program, cast: Cast, closed: Journey) -> None:
    """Something of everything, through the door."""
    year = clock.legal_date(clock.now()).year
    repaired = WorkOrder.objects.get(stage="in_repair", mode="carry_in").number
    visit = Visit.objects.filter(arrived_at__isnull=False).first()
    assert visit is not None
    for path, body in (
        (f"/orders/{repaired}/changes", {"kind": "item", "text": "异响", "reason": "拆机发现"}),
        (f"/orders/{repaired}/steps", {"text": "更换电容"}),
        (f"/orders/{repaired}/assistance", {"question": "能修吗？", "role": "expert"}),
        (
            f"/orders/{closed.order.number}/claims",
            {"wish": "repair", "text": "又坏了", "claimed_by": "Alice"},
        ),
        (f"/visits/{visit.pk}/damages", {"what": "花瓶", "apologised": True}),
        ("/webhooks", {"name": "库存", "url": "https://8.8.8.8/hook"}),
        ("/key-lists", {"year": year}),
        ("/incoming-letters", _letter()),
        (
            f"/customers/{cast.alice.number}/planned-contacts",
            {"topic": "延保", "planned_at": "2199-01-01T09:00:00+08:00"},
        ),
        (f"/orders/{repaired}/complaints", {"text": "来晚了"}),
        ("/teams", {"name": "报修一组", "members": ["mo"]}),
        (
            "/review-routes",
            {"name": "评审", "steps": [{"role": "expert", "question": "?"}], "from_severity": 4},
        ),
        (
            f"/technicians/{cast.ben.number}/absences",
            {"start": "2199-01-01T09:00:00Z", "end": "2199-01-02T09:00:00Z"},
        ),
        ("/remarks", {"kind": "praise", "form": "oral", "source": "前台", "text": "好"}),
        ("/campaigns", {"title": "清洗", "kind": "free", "text": "免费", "starts_on": "2199-01-01"}),
        ("/satisfaction-rounds", {"title": "三月", "first": "2026-03-01", "last": "2026-03-31", "most": 9}),
        (f"/customers/{cast.alice.number}/problems", {"text": "过热"}),
        *(("/requests", _report(cast, fault)) for fault in ("不制冷", "漏水")),
    ):
        program.done(path, body)
    listed = program.get("/key-lists").json()["items"][0]["id"]
    entry = {"customer": cast.alice.number, "basis": "potential", "reason": "连锁"}
    program.done(f"/key-lists/{listed}/entries", entry)
    running = program.get("/satisfaction-rounds").json()["items"][0]["number"]
    measure = {"weak_point": "慢", "text": "增人", "department": "agent", "due_on": "2199-01-01"}
    program.done(f"/satisfaction-rounds/{running}/measures", measure)
    for found in program.get("/requests", stage="submitted").json()["items"][:1]:
        program.done(f"/requests/{found['number']}/review-route", {"severity": 4})
        program.upload(f"/requests/{found['number']}/files", _video())
    inspection.spot_check(closed.order, finding="x", demand="y", by=cast.actor("mo"), at=clock.now())
    outbox.drain(next_steps.follow)


def _report(cast: Cast, fault: str) -> dict[str, Any]:
    return {
        "family": cast.family.code, "fault_text": fault, "contact_name": "Alice", "phone": "13800138000",
        "division_code": "410105", "address": "花园路88号", "mode": "carry_in",
    }  # fmt: skip


def _letter() -> dict[str, Any]:
    return {
        "topic": "return", "received_on": "2026-03-01", "customer_name": "王芳", "address": "花园路88号", "contact": "x",
        "product": "挂机", "grade": "一等品", "purchased_on": "2026-01-05", "problem": "三次维修仍不制冷",
    }  # fmt: skip


def _video() -> BytesIO:
    file = BytesIO(mp4())
    file.name = "x.mp4"
    return file


def _name(world: World) -> None:
    program, cast = Program(world.token), world.cast
    for path, key in (
        ("requests", "number"), ("orders", "number"), ("campaigns", "number"), ("remarks", "number"),
        ("satisfaction-rounds", "number"), ("webhooks", "id"), ("key-lists", "id"), ("assistance", "id"),
        ("opinions", "id"), ("teams", "id"), ("review-routes", "id"), ("planned-contacts", "id"),
        ("incoming-letters", "number"), ("complaints", "number"),
    ):  # fmt: skip
        world.things[f"/{path}/"] = [one[key] for one in program.get(f"/{path}").json()["items"]]
    world.things |= {
        "/visits/": _keys(Visit), "/followups/": _keys(Followup), "/deadlines/": _keys(Promise), "/tasks/": _keys(Task),
        "/satisfaction-asks/": _keys(SurveyAsk), "/customers/": [cast.alice.number], "/units/": [cast.unit.serial],
        "/technicians/": [cast.ben.number, cast.bo.number],
        "/forms/": ["followup", "self_check", "satisfaction"],
    }  # fmt: skip
    world.below = {
        "change_id": list(_of_orders(ChangeRequest)), "step_id": list(_of_orders(WorkStep)),
        "check_id": list(_of_orders(SpotCheck)), "claim_id": list(_of_orders(Claim)),
        "version": [(one.order.number, one.version) for one in Quote.objects.select_related("order")],
        "damage_id": [(one.visit_id, one.pk) for one in Damage.objects.all()],
        "measure_id": [(one.round.number, one.pk) for one in Measure.objects.select_related("round")],
        "entry_id": [(one.key_list_id, one.pk) for one in KeyEntry.objects.all()],
        "problem_id": [(one.customer.number, one.pk) for one in Problem.objects.select_related("customer")],
        "contact_id": [
            *((one.campaign.number, one.pk) for one in CampaignContact.objects.select_related("campaign")),
            *((one.customer.number, one.pk) for one in Contact.objects.select_related("customer")),
        ],
        "absence_id": [(cast.ben.number, one.pk) for one in cast.ben.absences.all()],
        "file_id": [*_files()],
        "code": [(number, "settlement_sheet") for number in world.things["/orders/"]],
    }  # fmt: skip
    world.words |= {
        "agent": ["mo", ""], "team": [*world.things["/teams/"], None], "members": [["mo"], []],
        "into": world.things["/requests/"], "order": [*world.things["/orders/"], ""], "quote_line": _keys(QuoteLine),
    }  # fmt: skip


def _files() -> Iterator[tuple[str, str]]:
    """By request; the files of a case are those of its orders too."""
    for request in RepairRequest.objects.all():
        yield from ((request.number, str(one.pk)) for one in of_case(request.chain))


def _keys(model: Any) -> list[int]:
    return list(model.objects.order_by("pk").values_list("pk", flat=True)[:9])


def _of_orders(model: Any) -> Iterator[tuple[str, int]]:
    return ((one.order.number, one.pk) for one in model.objects.select_related("order"))
