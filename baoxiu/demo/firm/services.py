"""What customers want besides repairs: an installation, a maintenance, an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from baoxiu.demo.firm.afterwards import listen
from baoxiu.demo.firm.jobs import END, finish, go_there, work
from baoxiu.demo.firm.journeys import Case, keep_file, report, take_the_job
from baoxiu.demo.firm.world import Journey
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.services import ANSWERED, CONSULTATION, INSTALLATION, MAINTENANCE, REPAIR
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.visits import actions as visits
from baoxiu.flow.visits.queries import open_visit

SERVICES = (INSTALLATION, MAINTENANCE, CONSULTATION, INSTALLATION, MAINTENANCE)
WISHES: Mapping[str, str] = {
    INSTALLATION: "新机已送到，请预约上门安装。",
    MAINTENANCE: "换季前请上门清洗保养。",
    CONSULTATION: "请问滤网多久清洗一次，可以用洗洁精吗？",
}
PASSED: Mapping[str, tuple[str, ...]] = {
    INSTALLATION: ("unpacked", "place", "standard", "wall", "drain", "electric", "test_run"),
    MAINTENANCE: ("cleaned", "fastened", "leaks", "electric", "test_run"),
}
SAID: Mapping[str, tuple[str, ...]] = {INSTALLATION: ("training", "questions"), MAINTENANCE: ("training",)}


def served(case: Case) -> Journey:
    """A customer's whole way, without a fault."""
    yield from report(case)
    agent = case.world.staff("agent", "agent2")
    if case.service in ANSWERED:
        case.do(intake.settle_remotely, case.asked, by=agent, customer_agreed=True,
                advice="建议每两周清洗一次，用清水或中性洗涤剂，晾干后装回。")  # fmt: skip
        yield case.world.now + timedelta(hours=3)
        keep_file(case)
        return
    case.do(intake.accept, case.asked, by=agent, severity=1)
    yield case.world.soon(2, 90)
    yield from take_the_job(case)
    yield from go_there(case)
    yield from _work(case)
    yield from finish(case)
    yield from _repair_what_was_found(case)
    if case.order().stage == "closed":
        yield from listen(case)


def _repair_what_was_found(case: Case) -> Journey:
    """What a maintenance brought to light is a request of its own, and goes a repair's way."""
    world = case.world
    for row in RepairRequest.objects.filter(came_from=case.asked, stage="submitted"):
        further = replace(case, request=row, service=REPAIR, wish="", order_id=0)
        yield world.after(0.5, 6)
        further.do(intake.accept, row, by=world.staff("agent", "agent2"), severity=2)
        yield world.soon(2, 60)
        yield from take_the_job(further)
        yield from work(further)


def _work(case: Case) -> Journey:
    """The place agreed, the work, now and then a finding, the sheet."""
    world, technician, name = case.world, case.technician(), case.home.customer.name
    place = "客厅靠阳台一侧，符合物业外机位要求" if case.service == INSTALLATION else ""
    case.do(repairs.confirm_site, case.order(), by=technician, agreed_with=name, place=place)
    yield world.soon(3, 10)
    case.do(repairs.start, case.order(), by=technician)
    yield world.soon(30, 80)
    if case.service == MAINTENANCE:
        found = "保养检查时发现一处部件老化，建议维修。"
        case.do(repairs.report_finding, case.order(), by=technician, fault_text=found)
    answers = dict.fromkeys(PASSED[case.service], "pass") | dict.fromkeys(SAID[case.service], "yes")
    cards = {kind: f"{mark}{world.random.randrange(10**6):06d}" for kind, mark in _CARDS.items()}
    handover = repairs.Handover(**cards, trained=name)
    case.do(repairs.finish_work, case.order(), by=technician, answers=answers, handover=handover)
    case.do(visits.fill_checklist, open_visit(case.order()), by=technician, form="visit_end", answers=END)
    yield world.soon(5, 15)


_CARDS = {"installation_card": "AZ", "warranty_card": "BX", "contact_card": "FW"}
