"""The firm listens: one finished satisfaction round, this year's key customers, one campaign."""

from __future__ import annotations

from datetime import datetime, timedelta

from baoxiu.basics.customers import actions as customers
from baoxiu.basics.customers.models import Customer
from baoxiu.core.clock import legal_date
from baoxiu.core.events.outbox import drain_case
from baoxiu.demo.firm import plan
from baoxiu.demo.firm.ground import Firm
from baoxiu.flow.campaigns import actions as campaigns
from baoxiu.flow.followups.queries import calls_welcome
from baoxiu.flow.next_steps import follow
from baoxiu.flow.satisfaction import actions as satisfaction
from baoxiu.flow.satisfaction.models import SurveyAsk, SurveyRound

ASKED, KEY = 24, 3
SUGGESTIONS = ("希望周末也能预约上门", "配件价格最好提前公示", "希望维修后回访时间再灵活一些")
OPINIONS = ("师傅很专业，讲解清楚", "总体满意", "等待配件时间偏长", "")


def listen_to_customers(firm: Firm, at: datetime) -> None:
    """This morning's round and list, and the campaign of next month (RQ-SAT-02, RQ-CUS-07, RQ-REV-15)."""
    _ask(firm, at - timedelta(hours=3))
    _choose(firm, at - timedelta(hours=2))
    _invite(firm, at - timedelta(hours=1))


def _ask(firm: Firm, at: datetime) -> None:
    manager, today = firm.staff["manager"], legal_date(at)
    try:
        made = satisfaction.open_round(
            title="本期客户满意度调查",
            first=today - timedelta(weeks=plan.WEEKS),
            last=today,
            most=ASKED,
            by=manager,
            at=at,
        )
    except satisfaction.NobodyToAsk:
        return
    for ask in made.asks.select_related("order", "round__form"):
        _answer(firm, ask, at + timedelta(minutes=30))
    satisfaction.note_measure(
        made, weak_point="配件等待时间", text="常用配件在各网点设安全库存", department="dispatcher",
        due_on=today + timedelta(days=30), by=manager, at=at + timedelta(minutes=50),
    )  # fmt: skip
    _finish(firm, made, at + timedelta(minutes=55))


def _answer(firm: Firm, ask: SurveyAsk, at: datetime) -> None:
    """Two of three answer on the phone, most of them content."""
    chance = firm.random
    if chance.random() > 0.7 or not calls_welcome(ask.order.customer_id):
        drain_case(ask.chain, follow)
        return
    best = chance.choice((5, 5, 4, 3))
    marks = {
        key: str(max(3, best - chance.choice((0, 0, 1))))
        for key in ("product", "repair", "attitude", "speed")
    }
    said = {"overall": str(best), "opinion": chance.choice(OPINIONS)}
    if chance.random() < 0.2:
        said["suggestion"] = chance.choice(SUGGESTIONS)
    satisfaction.answer(ask, answers=marks | said, by=firm.staff["followup"], at=at)
    drain_case(ask.chain, follow)


def _finish(firm: Firm, made: SurveyRound, at: datetime) -> None:
    finding = "总体满意，等待配件的时间和收费说明有待改进。"
    satisfaction.close_round(made, finding=finding, by=firm.staff["manager"], at=at)


def _choose(firm: Firm, at: datetime) -> None:
    manager = firm.staff["manager"]
    made = customers.begin_key_list(legal_date(at).year, by=manager, at=at)
    for row in Customer.objects.order_by("-kind", "pk")[:KEY]:
        customers.put_entry(
            made, row, basis="potential", reason="符合产品与市场战略，设备数量多，合作稳定", by=manager, at=at
        )
    customers.propose_key_list(made, reason="按上年贡献和发展潜力提出", by=manager, at=at)
    customers.decide_key_list(made, granted=True, by=firm.staff["boss"], at=at + timedelta(minutes=20))


def _invite(firm: Firm, at: datetime) -> None:
    """The key customers hear of it first."""
    made = campaigns.announce(
        title="换季免费清洗", kind="free", text="为老客户免费清洗滤网并做安全检查，可在网点或上门进行。",
        starts_on=legal_date(at) + timedelta(days=30), customer_class="key", by=firm.staff["manager"], at=at,
    )  # fmt: skip
    first = made.contacts.order_by("pk").first()
    if first:
        clerk = firm.staff["followup"]
        campaigns.note_call(
            first,
            result="reach",
            letter=True,
            note="客户愿意参加，需寄邀请函",
            by=clerk,
            at=at + timedelta(minutes=20),
        )
