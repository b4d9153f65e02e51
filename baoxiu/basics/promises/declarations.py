"""Every deadline of the house, as data: one row per timed rule (requirements appendix (c)).

``limit`` names the policy that holds the number; ``told`` names the field of the starting event in which the
stage wrote a moment that was told to the customer: where it stands, that moment is the deadline. A fact
written as ``kind?field`` counts only where that field of the event is true. ``extends_on``: more time, to ``due_at``.
``renews_on``: what keeps it while it runs and lets it run anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext_lazy as _

from baoxiu.basics.promises.rules import Unit

type Scope = Literal["case", "number", "subject"]


@dataclass(frozen=True, slots=True)
class Step:
    """Whom an overdue matter goes to, and how many hours after the deadline (RQ-NOT-04)."""

    role: str
    after_hours: int


@dataclass(frozen=True, slots=True)
class PauseRule:
    """From one fact to the next the clock stands, for a reason (notes to appendix (c))."""

    on: tuple[str, ...]
    until: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class PromiseKind:
    """One timed rule. ``scope``: facts of the whole case concern it, or only those with the same number, or only
    those about the same thing."""

    code: str
    label: object
    rule: str
    starts_on: tuple[str, ...]
    keeps_on: tuple[str, ...]
    limit: str
    unit: Unit
    owner_role: str
    cancels_on: tuple[str, ...] = ()
    extends_on: tuple[str, ...] = ()
    pauses: tuple[PauseRule, ...] = ()
    escalation: tuple[Step, ...] = ()
    warn: Decimal = Decimal("0.75")
    scope: Scope = "number"
    renews_on: tuple[str, ...] = ()
    told: str = ""
    lower_limit: str = ""
    lower_told: str = ""
    mode: str = ""
    starts_anew: bool = False

    @property
    def counts_working_days(self) -> bool:
        """Whether the working calendar decides."""
        return self.unit in (Unit.WORKING_DAYS, Unit.WORKING_HOURS)


INFORMATION_MISSING = PauseRule(("intake.asked",), ("intake.supplemented",), "information_missing")
CONSENT_AWAITED = PauseRule(
    on=("repairs.quoted",),
    until=("repairs.agreed", "repairs.refused", "repairs.lapsed"),
    reason="consent_awaited",
)
PAUSE_REASONS = {
    "information_missing": _("Information from the customer is missing"),
    "consent_awaited": _("Waiting for the customer's consent"),
}
ENDED_IN_REVIEW = ("intake.refused", "intake.advised", "intake.withdrawn", "intake.merged")
ENDED_ORDER = ("order.cancelled", "order.handed_back", "order.closed")
GIVEN_UP = ("followups.no_answer?given_up", "followups.call_back?given_up")

_ROWS = (
    PromiseKind(
        code="reply",
        label=_("Answer at the promised time"),
        rule="T03",
        starts_on=("intake.submitted",),
        keeps_on=("intake.accepted", "intake.asked", "intake.refused", "intake.advised"),
        cancels_on=("intake.withdrawn", "intake.merged"),
        limit="intake.review_hours",
        told="promised_reply_at",
        unit=Unit.HOURS,
        owner_role="agent",
        escalation=(Step("service_manager", 4), Step("general_manager", 24)),
        scope="case",
    ),
    PromiseKind(
        code="first_review",
        label=_("First review"),
        rule="T04",
        starts_on=("intake.submitted",),
        keeps_on=("intake.accepted", "intake.refused", "intake.advised"),
        cancels_on=("intake.withdrawn", "intake.merged"),
        pauses=(INFORMATION_MISSING,),
        limit="intake.review_hours",
        unit=Unit.HOURS,
        owner_role="agent",
        escalation=(Step("service_manager", 4), Step("general_manager", 24)),
        scope="case",
    ),
    PromiseKind(
        code="assessment",
        label=_("Technical assessment"),
        rule="T05",
        starts_on=("intake.submitted",),
        keeps_on=("repairs.assessed",),
        cancels_on=("order.created?by_sheet", *ENDED_IN_REVIEW, *ENDED_ORDER),
        extends_on=("repairs.extended?of_assessment",),
        pauses=(INFORMATION_MISSING,),
        limit="promises.assessment_hours",
        unit=Unit.HOURS,
        owner_role="technician",
        escalation=(Step("team_leader", 4), Step("service_manager", 24)),
        scope="case",
    ),
    PromiseKind(
        code="visit",
        label=_("Visit at the customer's"),
        rule="T08",
        starts_on=("order.created",),
        keeps_on=("visits.arrived",),
        cancels_on=ENDED_ORDER,
        limit="promises.visit_days",
        unit=Unit.WORKING_DAYS,
        owner_role="technician",
        escalation=(Step("team_leader", 4), Step("service_manager", 24)),
        warn=Decimal("0.67"),
        mode="on_site",
    ),
    PromiseKind(
        code="contact",
        label=_("Technician calls the customer"),
        rule="T10",
        starts_on=("dispatch.accepted",),
        keeps_on=("visits.contacted", "visits.booked"),
        cancels_on=("dispatch.assigned", "repairs.assessed", "repairs.site_confirmed", *ENDED_ORDER),
        limit="promises.contact_hours",
        unit=Unit.HOURS,
        owner_role="technician",
        escalation=(Step("dispatcher", 2), Step("team_leader", 24)),
    ),
    PromiseKind(
        code="repair",
        label=_("Repair finished"),
        rule="T13",
        starts_on=("order.created", "acceptance.refused", "inspection.rework_found"),
        keeps_on=("inspection.passed", "repairs.work_finished"),
        cancels_on=ENDED_ORDER,
        extends_on=("repairs.extended?of_repair",),
        pauses=(CONSENT_AWAITED,),
        limit="promises.repair_days",
        unit=Unit.DAYS,
        owner_role="technician",
        escalation=(Step("team_leader", 1), Step("service_manager", 24), Step("general_manager", 96)),
    ),
    PromiseKind(
        code="news",
        label=_("News for the customer while the repair lasts"),
        rule="RQ-EXE-08",
        starts_on=("repairs.started", "acceptance.refused"),
        keeps_on=("inspection.passed", "repairs.work_finished"),
        renews_on=("visits.contacted", "intake.contacted?reached", "repairs.quoted", "repairs.extended"),
        cancels_on=ENDED_ORDER,
        limit="promises.news_days",
        unit=Unit.WORKING_DAYS,
        owner_role="agent",
        escalation=(Step("service_manager", 24),),
        scope="case",
    ),
    PromiseKind(
        code="batch",
        label=_("Devices of a delivery finished"),
        rule="T12",
        starts_on=("intake.batched",),
        keeps_on=("inspection.passed",),
        cancels_on=ENDED_IN_REVIEW + ENDED_ORDER,
        pauses=(INFORMATION_MISSING, CONSENT_AWAITED),
        limit="intake.batch_days",
        told="due_at",
        unit=Unit.DAYS,
        owner_role="team_leader",
        escalation=(Step("service_manager", 24),),
        scope="case",
    ),
    PromiseKind(
        code="quote",
        label=_("Customer's answer to a quote"),
        rule="e4",
        starts_on=("repairs.quoted",),
        keeps_on=("repairs.agreed", "repairs.refused"),
        cancels_on=("repairs.lapsed", *ENDED_ORDER),
        limit="repairs.quote_valid_days",
        told="valid_until",
        unit=Unit.DAYS,
        owner_role="agent",
        starts_anew=True,
    ),
    PromiseKind(
        code="followup",
        label=_("Follow-up call"),
        rule="T20",
        starts_on=("followups.planned",),
        keeps_on=("followups.answered",),
        cancels_on=GIVEN_UP,
        limit="followups.last_day",
        told="until",
        lower_limit="followups.first_day",
        lower_told="not_before",
        unit=Unit.DAYS,
        owner_role="followup_clerk",
        escalation=(Step("service_manager", 48),),
        starts_anew=True,
    ),
    PromiseKind(
        code="second_followup",
        label=_("Second follow-up call"),
        rule="T21",
        starts_on=("followups.second_planned",),
        keeps_on=("followups.answered",),
        cancels_on=GIVEN_UP,
        limit="followups.second_last_day",
        told="until",
        lower_limit="followups.second_first_day",
        lower_told="not_before",
        unit=Unit.DAYS,
        owner_role="followup_clerk",
        escalation=(Step("service_manager", 48),),
        starts_anew=True,
    ),
    PromiseKind(
        code="regular_followup",
        label=_("Regular call"),
        rule="T51",
        starts_on=("followups.regular_planned",),
        keeps_on=("followups.answered",),
        cancels_on=GIVEN_UP,
        limit="followups.regular_days",
        told="until",
        unit=Unit.DAYS,
        owner_role="followup_clerk",
        starts_anew=True,
    ),
    PromiseKind(
        code="question",
        label=_("Decision on what a call could not solve"),
        rule="T23",
        starts_on=("followups.question_raised",),
        keeps_on=("followups.question_decided",),
        limit="followups.question_days",
        unit=Unit.DAYS,
        owner_role="service_manager",
        escalation=(Step("general_manager", 24),),
    ),
    PromiseKind(
        code="answer",
        label=_("Answer told to the customer"),
        rule="T24",
        starts_on=("followups.question_decided",),
        keeps_on=("followups.answer_told",),
        cancels_on=("followups.question_raised",),
        limit="followups.answer_days",
        told="answer_due",
        unit=Unit.DAYS,
        owner_role="followup_clerk",
        escalation=(Step("service_manager", 2),),
        starts_anew=True,
    ),
    PromiseKind(
        "re_repair", _("Re-repair taken up"), "T14", starts_on=("order.created?repeat_of",),
        keeps_on=("dispatch.accepted",), cancels_on=ENDED_ORDER, limit="promises.re_repair_hours",
        unit=Unit.HOURS, owner_role="dispatcher", escalation=(Step("service_manager", 1),),
    ),
    PromiseKind(
        "solved_followup", _("Call after a complaint"), "RQ-REV-17",
        starts_on=("followups.solved_planned",), keeps_on=("followups.answered",), cancels_on=GIVEN_UP,
        limit="followups.complaint_days", told="until", unit=Unit.DAYS, owner_role="followup_clerk",
        escalation=(Step("service_manager", 24),), starts_anew=True,
    ),
    PromiseKind(
        "customer_file", _("Customer's file"), "T25",
        starts_on=("followups.file_wanted",), keeps_on=("followups.file_made",), scope="subject",
        limit="followups.file_days", unit=Unit.DAYS, owner_role="followup_clerk",
        escalation=(Step("service_manager", 24),),
    ),
    PromiseKind(
        code="assistance",
        label=_("Helper's answer"),
        rule="RQ-TRI-09",
        starts_on=("assistance.asked", "assistance.passed_on"),
        keeps_on=("assistance.answered",),
        cancels_on=("assistance.handed_back", "assistance.withdrawn"),
        limit="assistance.hours",
        told="due_at",
        unit=Unit.HOURS,
        owner_role="agent",
        escalation=(Step("service_manager", 0), Step("general_manager", 24)),
        scope="subject",
        starts_anew=True,
    ),
)  # fmt: skip
PROMISES: dict[str, PromiseKind] = {row.code: row for row in _ROWS}
