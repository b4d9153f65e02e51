"""Everything a technician needs to know of one order, each part read when a page first asks for it."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Any

from baoxiu.basics.places.queries import full_name
from baoxiu.basics.promises.declarations import PAUSE_REASONS, PROMISES
from baoxiu.basics.promises.queries import running
from baoxiu.core.actors import Actor
from baoxiu.core.events.queries import timeline
from baoxiu.core.files.models import StoredFile
from baoxiu.core.files.queries import of_case
from baoxiu.core.money import ZERO
from baoxiu.flow.acceptance.models import AcceptanceSheet
from baoxiu.flow.acceptance.queries import newest_sheet
from baoxiu.flow.assistance.models import Assistance
from baoxiu.flow.assistance.queries import of_case as asked_about
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.dispatch.queries import live_assignment
from baoxiu.flow.inspection.models import Inspection
from baoxiu.flow.inspection.queries import of_order as checks_of
from baoxiu.flow.repairs import queries as repairs
from baoxiu.flow.repairs.answers import in_time
from baoxiu.flow.repairs.models import Assessment, Quote, QuoteLine
from baoxiu.flow.repairs.preparation import Preparation, preparation
from baoxiu.flow.settlement import queries as money
from baoxiu.flow.settlement.models import Settlement
from baoxiu.flow.visits import queries as visits
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.warranty.queries import current
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.packing import Packed, packed
from baoxiu.flow.work_orders.queries import history_of_unit, open_items
from baoxiu.web.field.verdicts import Plain, plain
from baoxiu.web.shared.shapes import Entry, Picture
from baoxiu.web.shared.story.telling import pictures, tell


class Job:
    """One order as its technician looks at it now."""

    def __init__(self, order: WorkOrder, actor: Actor, now: datetime) -> None:
        self.order = order
        self.actor = actor
        self.now = now
        self.request = order.request

    @cached_property
    def address(self) -> str:
        """District and house in one line."""
        return f"{full_name(self.request.division_code)}{self.request.address}"

    @property
    def is_on_site(self) -> bool:
        """Whether the work is done at the customer's."""
        return bool(self.order.mode == "on_site")

    @cached_property
    def assignment(self) -> Assignment | None:
        """The assignment that holds."""
        return live_assignment(self.order)

    @cached_property
    def visit(self) -> Visit | None:
        """The visit that is not over."""
        return visits.open_visit(self.order)

    @property
    def visit_stage(self) -> str:
        """Where the open visit stands; empty without one."""
        return self.visit.stage if self.visit else ""

    @cached_property
    def has_been_there(self) -> bool:
        """Whether somebody has been at the product."""
        return visits.arrived_visit(self.order) is not None

    @property
    def is_at_the_product(self) -> bool:
        """Whether the technician stands at the product now: in the workshop always."""
        return not self.is_on_site or self.visit_stage == "arrived"

    @cached_property
    def lacks_readiness(self) -> bool:
        """Whether the list for setting out is still to be checked (RQ-APT-03)."""
        visit = self.visit
        return (
            visit is not None
            and visit.stage == "booked"
            and visits.lacks_readiness(visit, self.order, self.now)
        )

    @cached_property
    def lacks_safety(self) -> bool:
        """Whether the safety of work at height is still to be confirmed (RQ-VIS-05)."""
        return self.visit is not None and visits.lacks_safety(self.visit)

    @cached_property
    def costed_visit(self) -> Visit | None:
        """The newest visit for which somebody was on the way (RQ-VIS-14)."""
        rows = self.order.visits.filter(set_out_at__isnull=False) | self.order.visits.filter(
            arrived_at__isnull=False
        )
        return rows.select_related("cost").order_by("-window_start").first()

    @cached_property
    def packed(self) -> list[Packed]:
        """The parts that this job is expected to need, against the own van (RQ-APT-07)."""
        return packed(self.order.technician_id or 0, [self.order])

    @cached_property
    def preparation(self) -> Preparation:
        """What to pack (RQ-EXE-01)."""
        return preparation(self.order, self.now)

    def lacks(self, checklist: str) -> bool:
        """Whether this checklist of the open visit is still to be filled."""
        if self.visit_stage != "arrived" or self.visit is None:
            return False
        return checklist not in self._filled

    @cached_property
    def _filled(self) -> set[str]:
        return {filled.form.code for filled in visits.checklists(self.visit)} if self.visit else set()

    @cached_property
    def past_visits(self) -> list[Visit]:
        """Visits that are over, newest first."""
        rows = self.order.visits.filter(stage__in=("finished", "no_access", "cancelled"))
        return list(rows.select_related("no_access").order_by("-window_start"))

    @cached_property
    def verdict(self) -> Plain | None:
        """The warranty verdict that holds."""
        found = current(self.order)
        return plain(found) if found else None

    @property
    def is_undecided(self) -> bool:
        """Whether nobody has said yet who pays."""
        if self.order.path.by_sheet:
            return False
        return self.verdict is None or self.verdict.undecided

    @cached_property
    def assessment(self) -> Assessment | None:
        """What was found."""
        return repairs.assessment(self.order)

    @cached_property
    def quotes(self) -> list[Quote]:
        """Versions of plan and price, newest first."""
        return list(
            self.order.quotes.select_related("consent").prefetch_related("lines").order_by("-version")
        )

    @property
    def open_quote(self) -> Quote | None:
        """The version that waits for the customer and still holds."""
        return next((row for row in self.quotes if row.stage == "sent" and in_time(row, self.now)), None)

    @property
    def quote_in_force(self) -> Quote | None:
        """The version by which the work is done."""
        return next((row for row in self.quotes if row.stage in repairs.IN_FORCE), None)

    @cached_property
    def agreed_parts(self) -> list[QuoteLine]:
        """Quoted parts of which some are not built in yet; ``left`` says how many."""
        quote = self.quote_in_force
        lines = [line for line in quote.lines.all() if line.kind == "part"] if quote else []
        for line in lines:
            line.left = line.quantity - repairs.built_in(line)
        return [line for line in lines if line.left > 0]

    @cached_property
    def parts(self) -> list[Any]:
        """Parts built in."""
        return list(self.order.parts_used.order_by("at"))

    @cached_property
    def work(self) -> list[Any]:
        """The repair record."""
        return list(self.order.steps.all())

    @cached_property
    def measurements(self) -> list[Any]:
        """Worn parts held against their limits."""
        return list(self.order.measurements.select_related("filled__form"))

    @cached_property
    def questions(self) -> list[Assistance]:
        """What this person asked a helper about the order, the open ones first."""
        rows = asked_about(self.request).filter(order_id=self.order.pk, asked_by_id=self.actor.user_id or 0)
        return list(rows)

    @property
    def replies(self) -> list[Assistance]:
        """Those that a helper answered or handed back."""
        return [one for one in self.questions if one.stage in ("answered", "handed_back")]

    @cached_property
    def items(self) -> list[Any]:
        """What of the dispatch sheet is still to be done, besides the fault itself."""
        return [item for item in open_items(self.order) if item.text != self.request.fault_text]

    @cached_property
    def failed_check(self) -> Inspection | None:
        """The check that sent the work back, if it was the last."""
        last = checks_of(self.order).last() if self.order.stage == "in_repair" else None
        return last if last and not last.passed else None

    @cached_property
    def sheet(self) -> AcceptanceSheet | None:
        """The newest acceptance sheet."""
        return newest_sheet(self.order)

    @property
    def objection(self) -> str:
        """What the customer did not accept, while it is being mended."""
        answer = getattr(self.sheet, "answer", None) if self.order.stage == "in_repair" else None
        return answer.objection if answer and not answer.accepted else ""

    @cached_property
    def settlement(self) -> Settlement | None:
        """The settlement sheet."""
        return money.of_order(self.order)

    @cached_property
    def owed(self) -> Any:
        """What the customer still owes, in yuan."""
        return money.open_sum(self.settlement) if self.settlement else ZERO

    @cached_property
    def payments(self) -> list[Any]:
        """What was paid."""
        return list(money.payments(self.settlement)) if self.settlement else []

    @cached_property
    def files(self) -> list[StoredFile]:
        """Photos of the case."""
        return list(of_case(self.order.chain))

    @property
    def customers_pictures(self) -> list[Picture]:
        """Photos of the fault."""
        return pictures(row for row in self.files if row.purpose in ("fault_photo", "proof"))

    @property
    def own_pictures(self) -> list[Picture]:
        """Photos of visit and repair."""
        return pictures(row for row in self.files if row.purpose in ("visit_photo", "repair_photo"))

    @cached_property
    def clocks(self) -> list[Any]:
        """Deadlines that run for this order, the most pressing first, each with its label and pause."""
        if self.order.closed_at:
            return []
        numbers = ("", self.order.number, self.request.number)
        rows = [row for row in running(self.order.chain).prefetch_related("pauses") if row.label in numbers]
        for row in rows:
            row.shown = PROMISES[row.kind].label if row.kind in PROMISES else row.kind
            pause = next((one for one in row.pauses.all() if one.ends_at is None), None)
            row.waits_for = PAUSE_REASONS.get(pause.reason, pause.reason) if pause else ""
        return rows

    @cached_property
    def story(self) -> list[Entry]:
        """What happened, newest first."""
        return tell(timeline(self.order.chain))

    @cached_property
    def earlier(self) -> list[WorkOrder]:
        """Earlier repairs of the same product (RQ-WO-10)."""
        return list(history_of_unit(self.order).select_related("request", "technician")[:5])
