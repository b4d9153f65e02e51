"""Everything known of a work order, each part read when a page first asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from baoxiu.basics.places.queries import full_name
from baoxiu.basics.promises.declarations import PROMISES
from baoxiu.core.actors import Actor
from baoxiu.core.events.models import Event
from baoxiu.core.files.models import StoredFile
from baoxiu.core.statements import Question
from baoxiu.flow import order_record
from baoxiu.flow.acceptance.models import AcceptanceSheet, Claim
from baoxiu.flow.followups.models import Followup
from baoxiu.flow.inspection.models import SpotCheck
from baoxiu.flow.repairs.models import Assessment, ChangeRequest, Quote
from baoxiu.flow.repairs.queries import IN_FORCE
from baoxiu.flow.settlement.models import Settlement
from baoxiu.flow.visits.models import Visit
from baoxiu.flow.visits.queries import OPEN, checklists_of
from baoxiu.flow.warranty.models import Verdict
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.web.desk.orders.verdicts import VerdictView, view_of
from baoxiu.web.shared.shapes import Entry, Picture
from baoxiu.web.shared.slots import choosable
from baoxiu.web.shared.story.telling import pictures, tell


class OrderFile:
    """One order as one person looks at it now."""

    def __init__(self, order: WorkOrder, actor: Actor, now: datetime) -> None:
        self.order = order
        self.actor = actor
        self.now = now
        self.request = order.request

    def _own(self, question: Question[Any]) -> list[Any]:
        """The order's rows of one kind; each knows this order."""
        rows = question(order=self.order.pk)
        for row in rows:
            row.order = self.order
        return rows

    @cached_property
    def place(self) -> str:
        """The district in words."""
        return full_name(self.request.division_code)

    @property
    def offers_times(self) -> bool:
        """Whether the plan has free times to choose from (RQ-APT-01)."""
        return choosable(self.order, self.actor, at=self.now)

    @cached_property
    def verdicts(self) -> list[VerdictView]:
        """Warranty verdicts, newest first."""
        return [view_of(row) for row in self._own(order_record.VERDICTS)]

    @property
    def verdict(self) -> VerdictView | None:
        """The one that holds."""
        return self.verdicts[0] if self.verdicts else None

    @property
    def is_undecided(self) -> bool:
        """Whether nobody has said yet who pays."""
        if self.order.path.by_sheet:
            return False
        return self.verdict is None or self.verdict.row.result == Verdict.Result.UNDECIDED

    @cached_property
    def assessments(self) -> list[Assessment]:
        """Assessments, newest first."""
        return self._own(order_record.ASSESSMENTS)

    @cached_property
    def quotes(self) -> list[Quote]:
        """Versions of plan and price, newest first, with lines and the customer's answer."""
        return self._own(order_record.QUOTES)

    @property
    def open_quote(self) -> Quote | None:
        """The version that waits for the customer."""
        return next((quote for quote in self.quotes if quote.stage == "sent"), None)

    @property
    def quote_in_force(self) -> Quote | None:
        """The version by which the work is done."""
        return next((quote for quote in self.quotes if quote.stage in IN_FORCE), None)

    @cached_property
    def visits(self) -> list[Visit]:
        """Visits, newest first, each with its filled checklists."""
        visits = self._own(order_record.VISITS)
        filled = checklists_of(visits)
        for visit in visits:
            visit.filled = filled.get(visit.pk, [])
        return visits

    @property
    def open_visit(self) -> Visit | None:
        """The visit that is not over."""
        return next((visit for visit in self.visits if visit.stage in OPEN), None)

    @property
    def been_there(self) -> bool:
        """Whether somebody has been at the product."""
        return any(visit.arrived_at and visit.stage != "no_access" for visit in self.visits)

    @cached_property
    def contacts(self) -> list[Any]:
        """Calls to the customer, newest first."""
        return self._own(order_record.CONTACTS)

    @cached_property
    def assignments(self) -> list[Any]:
        """Who had the job, newest first."""
        return self._own(order_record.ASSIGNMENTS)

    @property
    def assignment(self) -> Any:
        """The one that holds."""
        live = ("offered", "accepted")
        return next((row for row in self.assignments if row.state in live), None)

    @cached_property
    def parts(self) -> list[Any]:
        """Parts built in."""
        return self._own(order_record.PARTS)

    @cached_property
    def work_steps(self) -> list[Any]:
        """The repair record."""
        return self._own(order_record.WORK_STEPS)

    @cached_property
    def measurements(self) -> list[Any]:
        """Worn parts held against their limits, oldest first."""
        return self._own(order_record.MEASUREMENTS)

    @cached_property
    def looks(self) -> list[Any]:
        """What was found about the looks at the acceptance."""
        return self._own(order_record.LOOKS)

    @cached_property
    def copies(self) -> list[Any]:
        """Copies of the repair record that were given, with their handover slips."""
        return self._own(order_record.COPIES)

    @cached_property
    def items(self) -> list[Any]:
        """Lines of the dispatch sheet."""
        return self._own(order_record.ITEMS)

    @cached_property
    def inspections(self) -> list[Any]:
        """Self-checks and inspections with their checklists, newest first."""
        return self._own(order_record.INSPECTIONS)

    @property
    def waits_for_sample(self) -> bool:
        """Whether the order was drawn and not inspected since."""
        sample = getattr(self.order, "sample", None)
        return sample is not None and sample.inspection_id is None

    @cached_property
    def reworks(self) -> list[Any]:
        """Rework before the handover, oldest first."""
        return self._own(order_record.REWORKS)

    @cached_property
    def re_repairs(self) -> list[WorkOrder]:
        """The orders by which the product came back, oldest first."""
        return list(
            self.order.repeats.select_related("re_repair__technician", "technician").order_by("created_at")
        )

    @cached_property
    def sheets(self) -> list[AcceptanceSheet]:
        """Acceptance sheets, newest first, with the answer."""
        return self._own(order_record.SHEETS)

    @property
    def sheet(self) -> AcceptanceSheet | None:
        """The newest sheet."""
        return self.sheets[0] if self.sheets else None

    @cached_property
    def changes(self) -> list[ChangeRequest]:
        """What the technician asked for during the work, oldest first."""
        return self._own(order_record.CHANGES)

    @property
    def open_changes(self) -> list[ChangeRequest]:
        """What nobody has decided."""
        return [row for row in self.changes if row.state == ChangeRequest.State.OPEN]

    @cached_property
    def answered_demands(self) -> list[SpotCheck]:
        """What was put right after a spot check and is to be looked at, oldest first."""
        return [row for row in self._own(order_record.DEMANDS) if row.state == SpotCheck.State.ANSWERED]

    @cached_property
    def claims(self) -> list[Claim]:
        """What the customer claimed after the acceptance, oldest first."""
        return self._own(order_record.CLAIMS)

    @cached_property
    def settlement(self) -> Settlement | None:
        """The settlement sheet."""
        found: Settlement | None = getattr(self.order, "settlement", None)
        return found

    @cached_property
    def payments(self) -> list[Any]:
        """What was paid."""
        return list(self.settlement.payments.order_by("at")) if self.settlement else []

    @property
    def owed(self) -> Any:
        """What the customer still owes, in yuan."""
        if self.settlement is None:
            return 0
        return self.settlement.total_customer - sum(row.amount for row in self.payments)

    @cached_property
    def followups(self) -> list[Followup]:
        """Planned and made calls."""
        return self._own(order_record.FOLLOWUPS)

    @cached_property
    def complaints(self) -> list[Any]:
        """Complaint entries."""
        return self._own(order_record.COMPLAINTS)

    @cached_property
    def files(self) -> list[StoredFile]:
        """Photos and papers of the case."""
        return order_record.FILES(case=self.order.chain)

    @property
    def pictures(self) -> list[Picture]:
        """Those that can be seen."""
        return pictures(self.files)

    @property
    def papers(self) -> list[StoredFile]:
        """Those that are opened."""
        return [row for row in self.files if not row.is_seen]

    @cached_property
    def promises(self) -> list[Any]:
        """Deadlines that run, the most pressing first; each with its label."""
        rows = order_record.PROMISES(case=self.order.chain)
        own = [row for row in rows if row.label in ("", self.order.number, self.request.number)]
        for row in own:
            row.shown = PROMISES[row.kind].label if row.kind in PROMISES else row.kind
            row.pause = next((pause for pause in row.pauses.all() if pause.ends_at is None), None)
        return own

    @cached_property
    def events(self) -> Sequence[Event]:
        """The case's events, oldest first."""
        return order_record.EVENTS(case=self.order.chain)

    @cached_property
    def story(self) -> list[Entry]:
        """The timeline."""
        return tell(self.events)

    @cached_property
    def same_case(self) -> list[WorkOrder]:
        """Other orders of the same request."""
        rows = WorkOrder.objects.for_actor(self.actor).filter(request_id=self.order.request_id)
        return list(rows.exclude(pk=self.order.pk).select_related("family").order_by("line"))

    @cached_property
    def related(self) -> list[WorkOrder]:
        """Other orders of the same product or customer, newest first."""
        rows = WorkOrder.objects.for_actor(self.actor).filter(customer_id=self.order.customer_id)
        if self.order.unit_id:
            rows = rows | WorkOrder.objects.for_actor(self.actor).filter(unit_id=self.order.unit_id)
        others = rows.exclude(request_id=self.order.request_id).select_related("family")
        return list(others.order_by("-created_at")[:8])
