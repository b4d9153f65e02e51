"""Who works on a request, the teams of agents with their queues, and review routes (RQ-INT-15, RQ-TRI-05)."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from baoxiu.flow.intake import actions as intake
from baoxiu.flow.intake.routes import routes
from baoxiu.flow.intake.teams import teams
from baoxiu.web.api.answers.opinions import RouteAnswer, route_answer
from baoxiu.web.api.answers.requests import RequestStage, request_stage
from baoxiu.web.api.answers.shared import Page
from baoxiu.web.api.answers.teams import TeamAnswer, team_answer
from baoxiu.web.api.asked.opinions import Route
from baoxiu.web.api.asked.teams import HandedOver, Team
from baoxiu.web.api.entrance import needs_right
from baoxiu.web.api.found import (
    agent_of,
    agents_of,
    family_of,
    named_team,
    request_of,
    review_route_of,
    team_of,
)
from baoxiu.web.api.kinds import Nothing, RowId
from baoxiu.web.api.paging import Paged, page
from baoxiu.web.api.verbs import Things

router = Router(tags=["requests"])


@router.post("/requests/{number}/hand-over", response=RequestStage, summary=_("Hand a request over"))
@needs_right("intake.review")
def hand_over(request: HttpRequest, number: str, given: HandedOver) -> RequestStage:
    """To a colleague, into a team's queue, or to nobody in particular."""
    found = request_of(request.actor, number)
    agent = agent_of(given.agent) if given.agent else None
    team = named_team(given.team) if given.team else None
    done = intake.hand_over(found, agent=agent, team=team, note=given.note, by=request.actor, at=request.at)
    return request_stage(done, request.actor)


@router.get("/teams", response=Page[TeamAnswer], summary=_("List the teams of agents"))
@needs_right("settings.see", "intake.review")
def list_teams(request: HttpRequest, filters: Query[Paged]) -> Page[TeamAnswer]:  # noqa: ARG001
    """The newest first; those out of use too."""
    return page(teams(), filters, team_answer)


@router.post("/teams", response={201: TeamAnswer}, summary=_("Set up a team of agents"))
@needs_right("settings.change")
def put_team(request: HttpRequest, given: Team) -> TeamAnswer:
    """Requests for its services come to it by themselves from now on."""
    return team_answer(intake.put_team(_team(given), by=request.actor, at=request.at))


@router.get("/teams/{team_id}", response=TeamAnswer, summary=_("Show a team of agents"))
@needs_right("settings.see", "intake.review")
def show_team(request: HttpRequest, team_id: RowId) -> TeamAnswer:
    """With its people."""
    return team_answer(team_of(request.actor, team_id))


@router.get("/review-routes", response=Page[RouteAnswer], summary=_("List review routes"))
@needs_right("settings.see", "intake.review")
def list_routes(request: HttpRequest, filters: Query[Paged]) -> Page[RouteAnswer]:  # noqa: ARG001
    """The newest first; those out of use too."""
    return page(routes(), filters, route_answer)


@router.post("/review-routes", response={201: RouteAnswer}, summary=_("Set up a review route"))
@needs_right("settings.change")
def put_route(request: HttpRequest, given: Route) -> RouteAnswer:
    """Departments are asked in this order before a request is decided on."""
    return route_answer(intake.put_route(_route(given), by=request.actor, at=request.at))


@router.get("/review-routes/{route_id}", response=RouteAnswer, summary=_("Show a review route"))
@needs_right("settings.see", "intake.review")
def show_route(request: HttpRequest, route_id: RowId) -> RouteAnswer:
    """With its steps."""
    return route_answer(review_route_of(request.actor, route_id))


@router.post("/teams/{team_id}/change", response=TeamAnswer, summary=_("Change a team of agents"))
@needs_right("settings.change")
def change_team(request: HttpRequest, team_id: RowId, given: Team) -> TeamAnswer:
    """What is not sent becomes empty."""
    found = team_of(request.actor, team_id)
    return team_answer(intake.put_team(_team(given), team=found, by=request.actor, at=request.at))


@router.post("/review-routes/{route_id}/change", response=RouteAnswer, summary=_("Change a review route"))
@needs_right("settings.change")
def change_route(request: HttpRequest, route_id: RowId, given: Route) -> RouteAnswer:
    """Reviews that run keep the steps they began with."""
    found = review_route_of(request.actor, route_id)
    return route_answer(intake.put_route(_route(given), route=found, by=request.actor, at=request.at))


def _team(given: Team) -> intake.TeamInput:
    return intake.TeamInput(**given.model_dump(exclude={"members"}), members=agents_of(given.members))


def _route(given: Route) -> intake.RouteInput:
    steps = [(step.role, step.question) for step in given.steps]
    plain = given.model_dump(exclude={"steps", "family"})
    return intake.RouteInput(**plain, steps=steps, family=family_of(given.family))


Things(router, __name__, "/requests/{number}", request_of).does(
    "take", Nothing, intake.take, request_stage, _("Take a request"), "intake.review"
)
