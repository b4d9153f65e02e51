"""Asking the office, checks of steps and of work, claims and damage (RQ-ADD, RQ-QC-09, RQ-QC-13, RQ-ACC-02, RQ-VIS-07)."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Router

from baoxiu.flow.acceptance import actions as acceptance
from baoxiu.flow.inspection import actions as inspection
from baoxiu.flow.repairs import actions as repairs
from baoxiu.flow.visits import actions as visits
from baoxiu.web.api.answers import execution as answers
from baoxiu.web.api.asked import execution as asked
from baoxiu.web.api.entrance import needs_right
from baoxiu.web.api.found import one_of, order_of, visit_of
from baoxiu.web.api.kinds import RowId

router = Router(tags=["execution"])


@router.post(
    "/orders/{number}/changes", response={201: answers.ChangeAnswer}, summary=_("Ask the office for a change")
)
@needs_right("repairs.repair")
def ask_change(request: HttpRequest, number: str, given: asked.Change) -> answers.ChangeAnswer:
    """Another fault, another method, more time; nothing is changed by asking."""
    order = order_of(request.actor, number)
    made = repairs.ask_change(order, **given.model_dump(), by=request.actor, at=request.at)
    return answers.change(made)


@router.post(
    "/orders/{number}/changes/{change_id}/decision",
    response=answers.ChangeAnswer,
    summary=_("Decide what a technician asked"),
)
@needs_right("repairs.supervise")
def decide_change(
    request: HttpRequest, number: str, change_id: RowId, given: asked.ChangeDecision
) -> answers.ChangeAnswer:
    """A yes is carried out at once; the customer is told of more time."""
    change = one_of(order_of(request.actor, number).change_requests, pk=change_id)
    done = repairs.decide_change(change, **given.model_dump(), by=request.actor, at=request.at)
    return answers.change(done)


@router.post(
    "/orders/{number}/steps/{step_id}/check",
    response=answers.StepAnswer,
    summary=_("Check a step of the repair"),
)
@needs_right("repairs.supervise", "inspection.inspect")
def check_step(
    request: HttpRequest, number: str, step_id: RowId, given: asked.StepCheck
) -> answers.StepAnswer:
    """Never the own work; each step once."""
    step = one_of(order_of(request.actor, number).steps, pk=step_id)
    step.check_made = repairs.check_step(step, **given.model_dump(), by=request.actor, at=request.at)
    return answers.step(step)


@router.post(
    "/orders/{number}/joint-reviews",
    response={201: answers.JointReviewAnswer},
    summary=_("Keep a joint review"),
)
@needs_right("repairs.supervise")
def review_jointly(request: HttpRequest, number: str, given: asked.JointReview) -> answers.JointReviewAnswer:
    """Who met, what was said, and the plan for the technician (RQ-ASM-06)."""
    order = order_of(request.actor, number)
    made = repairs.review_jointly(order, **given.model_dump(), by=request.actor, at=request.at)
    return answers.joint_review(made)


@router.post(
    "/orders/{number}/spot-checks", response={201: answers.SpotCheckAnswer}, summary=_("Note a spot check")
)
@needs_right("repairs.supervise")
def spot_check(request: HttpRequest, number: str, given: asked.SpotCheck) -> answers.SpotCheckAnswer:
    """Of somebody else's work; a demand is followed until it is closed."""
    order = order_of(request.actor, number)
    made = inspection.spot_check(order, **given.model_dump(), by=request.actor, at=request.at)
    return answers.spot_check(made)


@router.post(
    "/orders/{number}/spot-checks/{check_id}/answer",
    response=answers.SpotCheckAnswer,
    summary=_("Say what was put right"),
)
@needs_right("repairs.repair")
def answer_demand(
    request: HttpRequest, number: str, check_id: RowId, given: asked.DemandAnswer
) -> answers.SpotCheckAnswer:
    """The technician's answer to a demand."""
    check = one_of(order_of(request.actor, number).spot_checks, pk=check_id)
    done = inspection.answer_demand(check, answer=given.answer, by=request.actor, at=request.at)
    return answers.spot_check(done)


@router.post(
    "/orders/{number}/spot-checks/{check_id}/close",
    response=answers.SpotCheckAnswer,
    summary=_("Close a demand, or demand it again"),
)
@needs_right("repairs.supervise")
def close_demand(
    request: HttpRequest, number: str, check_id: RowId, given: asked.DemandClosing
) -> answers.SpotCheckAnswer:
    """When it was answered."""
    check = one_of(order_of(request.actor, number).spot_checks, pk=check_id)
    done = inspection.close_demand(check, **given.model_dump(), by=request.actor, at=request.at)
    return answers.spot_check(done)


@router.post(
    "/orders/{number}/claims", response={201: answers.ClaimAnswer}, summary=_("Note a claim after acceptance")
)
@needs_right("complaints.note")
def note_claim(request: HttpRequest, number: str, given: asked.Claim) -> answers.ClaimAnswer:
    """The customer asks for another repair, a return or an exchange."""
    order = order_of(request.actor, number)
    return answers.claim(acceptance.claim(order, **given.model_dump(), by=request.actor, at=request.at))


@router.post(
    "/orders/{number}/claims/{claim_id}/decision",
    response=answers.ClaimAnswer,
    summary=_("Decide a claim"),
)
@needs_right("acceptance.decide")
def decide_claim(
    request: HttpRequest, number: str, claim_id: RowId, given: asked.ClaimDecision
) -> answers.ClaimAnswer:
    """A granted repair becomes an order of its own."""
    claim = one_of(order_of(request.actor, number).claims, pk=claim_id)
    done = acceptance.decide_claim(claim, **given.model_dump(), by=request.actor, at=request.at)
    return answers.claim(done)


@router.post(
    "/visits/{visit_id}/damages",
    response={201: answers.DamageAnswer},
    summary=_("Note damage at the customer's"),
)
@needs_right("visits.go")
def note_damage(request: HttpRequest, visit_id: RowId, given: asked.Damage) -> answers.DamageAnswer:
    """The apology comes first."""
    visit = visit_of(request.actor, visit_id)
    return answers.damage(visits.note_damage(visit, **given.model_dump(), by=request.actor, at=request.at))


@router.post(
    "/visits/{visit_id}/damages/{damage_id}/compensate",
    response=answers.DamageAnswer,
    summary=_("Note what was paid for damage"),
)
@needs_right("repairs.supervise")
def compensate(
    request: HttpRequest, visit_id: RowId, damage_id: RowId, given: asked.Compensation
) -> answers.DamageAnswer:
    """The value and to whom, once."""
    damage = one_of(visit_of(request.actor, visit_id).damages, pk=damage_id)
    return answers.damage(visits.compensate(damage, **given.model_dump(), by=request.actor, at=request.at))
