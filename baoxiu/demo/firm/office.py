"""The desk beside the repairs: teams, a review route, letters, visits of sales, help, spot checks, samples, a delivery."""

from __future__ import annotations

from datetime import datetime, timedelta

from baoxiu.basics.accounts.models import User
from baoxiu.core.clock import SHANGHAI, legal_date, start_of_day
from baoxiu.core.events.outbox import drain_case
from baoxiu.core.policy.actions import choose
from baoxiu.demo.firm.ground import Firm
from baoxiu.flow.assistance import actions as assistance
from baoxiu.flow.followups import actions as followups
from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.inspection.models import Sample, SamplingDraw
from baoxiu.flow.inspection.policies import SAMPLE_SHARE
from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.delivery import Delivery, Device
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.services import CONSULTATION, INSTALLATION, MAINTENANCE, REPAIR
from baoxiu.flow.next_steps import follow
from baoxiu.flow.work_orders.models import WorkOrder

TEAMS = (
    ("报修受理组", (REPAIR,), ("agent", "agent2")),
    ("安装保养与咨询组", (INSTALLATION, MAINTENANCE, CONSULTATION), ("agent2",)),
)
LETTERS = (
    (
        "complaint",
        "电视机",
        "第二次上门仍未修好，请尽快答复。",
        "已安排骨干师傅本周内免费上门，服务经理当面致歉。",
    ),
    (
        "exchange",
        "洗衣机",
        "购买两个月内同一故障修过两次，要求更换同型号产品。",
        "符合换货条件，请网点核对凭证后办理。",
    ),
    ("return", "电饭煲", "收到时内胆有划痕，要求退货。", ""),
)
"""Topic, product, problem, and what was decided; empty where it waits."""
VISITS = (
    ("good", "空调", "制冷快，噪声小。", "师傅穿鞋套、铺垫布，印象很好。", 3),
    ("fair", "洗衣机", "脱水时略有振动。", "希望保养提醒再早几天。", 6),
    ("poor", "净水器", "滤芯更换提示不准。", "希望滤芯价格公示在网上。", 9),
)
"""What sales found: quality, product, finding, opinion, days ago."""
PASSED = dict.fromkeys(("function", "safety", "workmanship", "parts", "record"), "pass")
DEVICES = (
    ("rice_cooker", "不加热"), ("rice_cooker", "煮饭夹生"), ("microwave_oven", "不转"),
    ("microwave_oven", "通电无反应"), ("vacuum_cleaner", "吸力小"), ("vacuum_cleaner", "充不进电"),
    ("rice_cooker", "按键失灵"), ("microwave_oven", "加热时异响"), ("vacuum_cleaner", "开机就停"),
    ("rice_cooker", "漏电跳闸"), ("microwave_oven", "门关不严"), ("rice_cooker", "内胆变形"),
)  # fmt: skip
SAMPLED_DAYS = 3
UNDER_WAY = ("in_repair", "inspecting", "awaiting_acceptance", "closed")


def keep_office(firm: Firm, at: datetime) -> None:
    """What the desk did in the last days, up to this moment (RQ-INT-15, RQ-TRI-05, RQ-REG-05, RQ-REV-18, RQ-QC-10)."""
    _letters(firm, at)
    _care(firm, at)
    _draw_samples(firm, at)
    _check_on_the_spot(firm, at - timedelta(hours=5))
    _take_delivery(firm, at - timedelta(hours=4))
    _ask_for_help(firm, at - timedelta(hours=3))
    _form_teams(firm, at - timedelta(hours=2))


def _form_teams(firm: Firm, at: datetime) -> None:
    """From today requests go into queues, and a dangerous fault is judged by two departments first."""
    admin = firm.staff["admin"]
    for name, services, members in TEAMS:
        people = User.objects.filter(username__in=members)
        intake.put_team(intake.TeamInput(name=name, members=people, services=services), by=admin, at=at)
    steps = (
        ("supervisor", "现场有无安全隐患，需要什么专用工具？"),
        ("service_manager", "是否先派两人到场、是否通知厂家？"),
    )
    route = intake.RouteInput(name="危及人身安全的故障会审", service=REPAIR, from_severity=4, steps=steps)
    intake.put_route(route, by=admin, at=at)


def _letters(firm: Firm, at: datetime) -> None:
    """Each lies a day longer than the one after it; the newest still waits for the manager."""
    for place, (topic, product, problem, decision) in enumerate(LETTERS):
        came = at - timedelta(days=len(LETTERS) - place)
        customer = firm.homes[place].customer
        letter = followups.LetterInput(
            topic=topic, customer_name=customer.name, address="随信所附地址", contact="见来信", product=product,
            grade="合格品", purchased_on=legal_date(came) - timedelta(days=70), problem=problem,
            received_on=legal_date(came),
        )  # fmt: skip
        row = followups.register_incoming(letter, by=firm.staff["followup"], at=came)
        if decision:
            manager = firm.staff["manager"]
            followups.decide_letter(row, decision=decision, by=manager, at=came + timedelta(hours=5))


def _care(firm: Firm, at: datetime) -> None:
    """What sales heard, and what is to be talked about tomorrow."""
    clerk = firm.staff["followup"]
    for place, (quality, product, finding, opinion, days) in enumerate(VISITS):
        day = at - timedelta(days=days)
        followups.note_visit(
            firm.homes[-1 - place].customer, visited_on=legal_date(day), product=product, quality=quality,
            finding=finding, opinion=opinion, by=clerk, at=day,
        )  # fmt: skip
    tomorrow = start_of_day(legal_date(at) + timedelta(days=1)) + timedelta(hours=10)
    customer = firm.homes[-1].customer
    topic = "续签年度保养，确认机房空调数量"
    followups.plan_contact(customer, topic=topic, planned_at=tomorrow, by=clerk, at=at - timedelta(hours=1))


def _draw_samples(firm: Firm, at: datetime) -> None:
    """Every day's share is drawn the next morning; the last day's are still to be inspected."""
    first = start_of_day(legal_date(at) - timedelta(days=SAMPLED_DAYS))
    inspector, eve = firm.staff["inspector"], first - timedelta(hours=6)
    choose(SAMPLE_SHARE, value="0.2", valid_from=eve, by=firm.staff["admin"], at=eve)
    for number in range(SAMPLED_DAYS):
        day = legal_date(first + timedelta(days=number))
        morning = start_of_day(day + timedelta(days=1)) + timedelta(hours=8)
        if morning > at:
            return
        made = inspection.fix_seed(
            day, seed=f"demo-{day}", by=inspector, at=start_of_day(day) - timedelta(hours=1)
        )
        inspection.draw(made, by=inspector, at=morning)
        if number < SAMPLED_DAYS - 1:
            _inspect(firm, made, morning + timedelta(hours=1))


def _inspect(firm: Firm, draw: SamplingDraw, at: datetime) -> None:
    for sample in Sample.objects.filter(draw=draw).select_related("order"):
        if sample.order.stage in ("awaiting_acceptance", "settling", "settled", "closed"):
            inspection.inspect_sample(sample, answers=PASSED, by=firm.staff["inspector2"], at=at)


def _check_on_the_spot(firm: Firm, at: datetime) -> None:
    """The supervisor looks in where somebody is or was at work; one finding asks for more."""
    orders = WorkOrder.objects.filter(stage__in=UNDER_WAY, outlet=firm.outlets["ZZ01"]).order_by("-pk")[:2]
    demands = ("", "工具箱内绝缘手套已过期，三天内更换并报照片")
    for order, demand in zip(orders, demands, strict=False):
        finding = "着装、鞋套、安全措施到位，操作规范。" if not demand else "操作规范，劳保用品需更换。"
        inspection.spot_check(order, finding=finding, demand=demand, by=firm.staff["supervisor"], at=at)


def _take_delivery(firm: Firm, at: datetime) -> None:
    """A dealer brings a dozen small appliances at once (RQ-INT-20)."""
    devices = tuple(
        Device(
            serial=f"SYD{at.astimezone(SHANGHAI):%y%m}{number:04d}",
            family=firm.families[code],
            fault_text=text,
        )
        for number, (code, text) in enumerate(DEVICES, start=1)
    )
    delivery = Delivery(
        contact_name="豫中电器经销部", phone="0371-66887700", arrived_at=at, outlet=firm.outlets["ZZ01"],
        devices=devices, brought_by="司机小张", note="售出一年内的返修品，随附销售清单",
    )  # fmt: skip
    batch = intake.receive_batch(delivery, by=firm.staff["agent"], at=at + timedelta(minutes=15))
    for request in batch.requests.all():
        drain_case(request.chain, follow)


def _ask_for_help(firm: Firm, at: datetime) -> None:
    """An agent asks the workshop about what nobody at the desk can answer, and gets it."""
    seen = RepairRequest.objects.for_actor(firm.staff["supervisor"])
    request = seen.filter(stage="submitted", batch=None).order_by("pk").first()
    if request is None:
        return
    question = "客户描述的故障代码手册里没有，属于哪一类故障？"
    row = assistance.ask(request, question=question, role="supervisor", by=firm.staff["agent"], at=at)
    text = "新批次主控板的通信代码，按主控板故障受理，请师傅带备用板。"
    assistance.answer(row, text=text, by=firm.staff["supervisor"], at=at + timedelta(minutes=40))
    drain_case(request.chain, follow)
