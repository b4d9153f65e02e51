"""What is known about one order of a case at this moment: gathered once, shown in many places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from baoxiu.basics.technicians.models import Technician
from baoxiu.core.clock import legal_date
from baoxiu.core.money import ZERO
from baoxiu.flow.acceptance import queries as acceptance
from baoxiu.flow.acceptance.models import Acceptance, AcceptanceSheet
from baoxiu.flow.complaints import queries as complaints
from baoxiu.flow.complaints.models import ComplaintEntry
from baoxiu.flow.followups.models import Rating
from baoxiu.flow.followups.queries import rating_of
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.planning.counter import booked_counter, comes_to_counter
from baoxiu.flow.planning.models import CounterTime
from baoxiu.flow.repairs import queries as repairs
from baoxiu.flow.repairs.answers import in_time
from baoxiu.flow.repairs.models import Quote
from baoxiu.flow.satisfaction.models import SurveyAsk
from baoxiu.flow.satisfaction.queries import open_survey
from baoxiu.flow.settlement import queries as settlement
from baoxiu.flow.settlement.models import Settlement
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.visits.queries import open_visit
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.portal import words
from baoxiu.web.shared.words import moment, yuan

SHOWS_TECHNICIAN = frozenset(
    {
        "accepted",
        "assessed",
        "awaiting_consent",
        "ready",
        "in_repair",
        "inspecting",
        "awaiting_acceptance",
        "settling",
    }
)


@dataclass(frozen=True, slots=True)
class Moments:
    """An order (or the request while there is none) with all that hangs on it."""

    case: RepairRequest
    at: datetime
    order: WorkOrder | None = None
    visit: Visit | None = None
    quote: Quote | None = None
    sheet: AcceptanceSheet | None = None
    signed: Acceptance | None = None
    settlement: Settlement | None = None
    open_sum: Decimal = ZERO
    rating: Rating | None = None
    complaints: tuple[ComplaintEntry, ...] = ()
    survey: SurveyAsk | None = None
    counter: CounterTime | None = None
    brings: bool = False
    """Whether a time at the counter can be chosen."""

    @property
    def technician(self) -> Technician | None:
        """Who does the work, once the job was taken."""
        shown = self.order is not None and self.order.stage in SHOWS_TECHNICIAN
        return self.order.technician if self.order and shown else None

    @property
    def may_answer(self) -> bool:
        """Whether the newest quote waits for the customer and still holds."""
        waits = self.quote is not None and self.quote.stage == "sent" and self.order is not None
        return bool(waits and self.quote and in_time(self.quote, self.at))

    @property
    def may_sign(self) -> bool:
        """Whether a sheet waits for the signature."""
        waits = self.order is not None and self.order.stage == "awaiting_acceptance"
        return bool(waits and self.sheet and not hasattr(self.sheet, "answer"))

    @property
    def may_rate(self) -> bool:
        """Whether the work was accepted and not rated yet."""
        return self.signed is not None and self.rating is None

    @property
    def answer_is_late(self) -> bool:
        """Whether the promised time of the answer has passed without one (T03)."""
        due = self.case.promised_reply_at
        return self.case.stage == "submitted" and due is not None and due < self.at

    @property
    def window(self) -> str:
        """The agreed visit in words."""
        if self.counter:
            return words.window(self.counter.start, self.counter.end, self.at)
        return words.window(self.visit.window_start, self.visit.window_end, self.at) if self.visit else ""

    def facts(self) -> dict[str, object]:
        """What the sentences name."""
        known: dict[str, object] = (
            {"reply": moment(self.case.promised_reply_at, self.at)} if self.case.promised_reply_at else {}
        )
        if self.order and self.order.technician:
            known["technician"] = self.order.technician.name
        if self.quote:
            known["total"] = yuan(self.quote.total_customer)
        if self.order and self.order.outlet:
            known["outlet"] = self.order.outlet.name
        return known | {"window": self.window, "open": yuan(self.open_sum)}


def moments_of(case: RepairRequest, order: WorkOrder | None, at: datetime) -> Moments:
    """Everything the page needs of one order."""
    if order is None:
        return Moments(case, at)
    sheet = acceptance.newest_sheet(order)
    bill = settlement.of_order(order)
    return Moments(
        case=case,
        at=at,
        order=order,
        visit=open_visit(order),
        quote=repairs.newest_quote(order),
        sheet=sheet,
        signed=acceptance.accepted(order),
        settlement=bill,
        open_sum=settlement.open_sum(bill) if bill else ZERO,
        rating=rating_of(order),
        complaints=tuple(complaints.of_order(order)),
        counter=booked_counter(order),
        brings=comes_to_counter(order, at),
        survey=open_survey(order, on=legal_date(at)) if order.closed_at or order.handed_over_at else None,
    )
