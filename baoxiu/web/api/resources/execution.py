"""Asking the office, checks of steps and of work, claims and damage (RQ-ADD, RQ-QC-09, RQ-QC-13, RQ-ACC-02, RQ-VIS-07)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from ninja import Router

from baoxiu.core.actors import Actor
from baoxiu.flow.acceptance import actions as acceptance
from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.repairs.models import WorkStep
from baoxiu.flow.visits import actions as visits
from baoxiu.web.api.answers import execution as answers
from baoxiu.web.api.asked import execution as asked
from baoxiu.web.api.found import order_of, visit_of
from baoxiu.web.api.verbs import Things

router = Router(tags=["execution"])
order = Things(router, __name__, "/orders/{number}", order_of)
change = order.below("changes/{change_id}", lambda row: row.change_requests)
step = order.below("steps/{step_id}", lambda row: row.steps)
check = order.below("spot-checks/{check_id}", lambda row: row.spot_checks)
claim = order.below("claims/{claim_id}", lambda row: row.claims)
visit = Things(router, __name__, "/visits/{visit_id}", visit_of)
damage = visit.below("damages/{damage_id}", lambda row: row.damages)


def check_step(row: WorkStep, *, by: Actor, at: datetime, **said: Any) -> WorkStep:
    """The step with the check that was made of it; never of the own work, and of each step once."""
    row.check_made = repairs.check_step(row, **said, by=by, at=at)
    return row


# fmt: off
order.does(
    "changes", asked.Change, repairs.ask_change, answers.change,
    _("Ask the office for a change"), "repairs.repair", new=True,
)
change.does(
    "decision", asked.ChangeDecision, repairs.decide_change, answers.change,
    _("Decide what a technician asked"), "repairs.supervise",
)
step.does(
    "check", asked.StepCheck, check_step, answers.step,
    _("Check a step of the repair"), "repairs.supervise", "inspection.inspect",
)
order.does(
    "joint-reviews", asked.JointReview, repairs.review_jointly, answers.joint_review,
    _("Keep a joint review"), "repairs.supervise", new=True,
)
order.does(
    "spot-checks", asked.SpotCheck, inspection.spot_check, answers.spot_check,
    _("Note a spot check"), "repairs.supervise", new=True,
)
check.does(
    "answer", asked.DemandAnswer, inspection.answer_demand, answers.spot_check,
    _("Say what was put right"), "repairs.repair",
)
check.does(
    "close", asked.DemandClosing, inspection.close_demand, answers.spot_check,
    _("Close a demand, or demand it again"), "repairs.supervise",
)
order.does(
    "claims", asked.Claim, acceptance.claim, answers.claim,
    _("Note a claim after acceptance"), "complaints.note", new=True, name="note_claim",
)
claim.does(
    "decision", asked.ClaimDecision, acceptance.decide_claim, answers.claim,
    _("Decide a claim"), "acceptance.decide",
)
visit.does(
    "damages", asked.Damage, visits.note_damage, answers.damage,
    _("Note damage at the customer's"), "visits.go", new=True,
)
damage.does(
    "compensate", asked.Compensation, visits.compensate, answers.damage,
    _("Note what was paid for damage"), "repairs.supervise",
)
# fmt: on
