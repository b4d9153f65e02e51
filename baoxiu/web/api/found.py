"""Finding what a caller names, within the actor's scope: what is foreign does not exist."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from baoxiu.basics.accounts.models import User
from baoxiu.basics.customers.models import Customer
from baoxiu.basics.customers.queries import visible
from baoxiu.basics.outlets.models import Outlet
from baoxiu.basics.products.models import Family, FaultKind, Model, Unit
from baoxiu.basics.products.queries import (
    all_models,
    family_served,
    fault_with,
    unit_by_serial,
    visible_units,
)
from baoxiu.basics.technicians.models import Technician
from baoxiu.basics.webhooks.models import Webhook
from baoxiu.core.actors import Actor
from baoxiu.core.refusals import InvalidInput, NotFound
from baoxiu.flow.assistance.models import Assistance
from baoxiu.flow.assistance.queries import SHOWN, named_helper
from baoxiu.flow.complaints.models import ComplaintEntry
from baoxiu.flow.complaints.queries import recent
from baoxiu.flow.followups.models import (
    Followup,
    FollowupRows,
    IncomingLetter,
    PlannedContact,
    PlannedRows,
    Question,
)
from baoxiu.flow.followups.queries import incoming_letters
from baoxiu.flow.intake.actions import Part
from baoxiu.flow.intake.models import (
    Opinion,
    OpinionRows,
    RepairRequest,
    RequestRows,
    ReviewRoute,
    ServiceTeam,
)
from baoxiu.flow.intake.queries import request_with
from baoxiu.flow.intake.request_input import RequestInput
from baoxiu.flow.intake.routes import routes
from baoxiu.flow.intake.teams import active_teams, agents, teams
from baoxiu.flow.visits.models import Visit, VisitRows
from baoxiu.flow.work_orders.models import OrderRows, WorkOrder
from baoxiu.web.api.asked.requests import Report, Splitting

KNOWN_BY_CODE = frozenset({"family", "fault", "customer", "outlet"})


def requests(actor: Actor) -> RequestRows:
    """The requests the actor may see."""
    rows: RequestRows = RepairRequest.objects.for_actor(actor)
    return rows


def request_of(actor: Actor, number: str, *shown: str) -> RepairRequest:
    """The request with this number; raises ``NotFound``."""
    if not shown and actor.outlet_ids is None:
        return _found(request_with(number))
    found: RepairRequest = one_of(requests(actor).select_related("customer", *shown), number=number)
    return found


def opinions(actor: Actor) -> OpinionRows:
    """The steps of departments' reviews the actor may see."""
    rows: OpinionRows = Opinion.objects.for_actor(actor).select_related("request__family")
    return rows


def opinion_of(actor: Actor, opinion_id: int) -> Opinion:
    """A department's step; raises ``NotFound``."""
    found: Opinion = one_of(opinions(actor), pk=opinion_id)
    return found


def team_of(_actor: Actor, team_id: int) -> ServiceTeam:
    """A team of agents, no longer used ones too; raises ``NotFound``."""
    found: ServiceTeam = one_of(teams(), pk=team_id)
    return found


def named_team(team_id: int) -> ServiceTeam:
    """The team in use whose id comes in a body; raises ``InvalidInput``."""
    return _known(active_teams().filter(pk=team_id).first(), "team", _("There is no such team."))


def agent_of(username: str) -> User:
    """The person who reviews requests, by a user name in a body; raises ``InvalidInput``."""
    found = agents().filter(username=username).first()
    return _known(found, "agent", _("Nobody of this name reviews requests."))


def agents_of(usernames: Sequence[str]) -> list[User]:
    """Those people; raises ``InvalidInput`` when one of the names is not known."""
    found = {user.username: user for user in agents().filter(username__in=usernames)}
    return [
        _known(found.get(name), "members", _("Nobody of this name reviews requests.")) for name in usernames
    ]


def review_route_of(_actor: Actor, route_id: int) -> ReviewRoute:
    """A review route, no longer used ones too; raises ``NotFound``."""
    found: ReviewRoute = one_of(routes(), pk=route_id)
    return found


def orders(actor: Actor) -> OrderRows:
    """The orders the actor may see."""
    rows: OrderRows = WorkOrder.objects.for_actor(actor)
    return rows


def order_of(actor: Actor, number: str, *shown: str) -> WorkOrder:
    """The order with this number; raises ``NotFound``."""
    found: WorkOrder = one_of(orders(actor).select_related("request", *shown), number=number)
    return found


def named_order(actor: Actor, number: str) -> WorkOrder:
    """The order whose number comes in a body; raises ``InvalidInput``."""
    found = orders(actor).filter(number=number).first()
    return _known(found, "order", _("There is no order with this number."))


def visits(actor: Actor) -> VisitRows:
    """The visits the actor may see."""
    rows: VisitRows = Visit.objects.for_actor(actor).select_related("order__request", "technician", "cost")
    return rows


def visit_of(actor: Actor, visit_id: int) -> Visit:
    """The visit; raises ``NotFound``."""
    found: Visit = one_of(visits(actor), pk=visit_id)
    return found


def followups(actor: Actor) -> FollowupRows:
    """The follow-up calls the actor may see."""
    rows: FollowupRows = Followup.objects.for_actor(actor).select_related("order__request", "form")
    return rows


def question_of(row: Followup) -> Question:
    """What a call's order still leaves open."""
    found: Question = one_of(row.order.questions.exclude(stage="told"))
    return found


def followup_of(actor: Actor, followup_id: int) -> Followup:
    """The follow-up call; raises ``NotFound``."""
    found: Followup = one_of(followups(actor), pk=followup_id)
    return found


def complaint_of(actor: Actor, number: str) -> ComplaintEntry:
    """The complaint with this number; raises ``NotFound``."""
    found: ComplaintEntry = one_of(recent(actor), number=number)
    return found


def incoming_letter_of(actor: Actor, number: str) -> IncomingLetter:
    """The customer's letter with this number; raises ``NotFound``."""
    found: IncomingLetter = one_of(incoming_letters(actor), number=number)
    return found


def planned_contacts(actor: Actor) -> PlannedRows:
    """The planned contacts with customers whom the actor's outlets serve, those held too."""
    rows: PlannedRows = PlannedContact.objects.for_actor(actor).select_related("customer")
    return rows


def planned_contact_of(actor: Actor, planned_id: int) -> PlannedContact:
    """The planned contact; raises ``NotFound``."""
    found: PlannedContact = one_of(planned_contacts(actor), pk=planned_id)
    return found


def assistance_of(actor: Actor, assistance_id: int) -> Assistance:
    """The question to a helper; raises ``NotFound``."""
    rows = Assistance.objects.for_actor(actor).select_related(*SHOWN)
    found: Assistance = one_of(rows, pk=assistance_id)
    return found


def helper_of(username: str) -> User | None:
    """The person who can be asked, none for no name; raises ``InvalidInput``. The action checks the outlet."""
    if not username:
        return None
    return _known(named_helper(username), "helper", _("There is no such helper."))


def webhook_of(actor: Actor, webhook_id: int) -> Webhook:
    """The webhook; raises ``NotFound``."""
    found: Webhook = one_of(Webhook.objects.for_actor(actor).select_related("outlet"), pk=webhook_id)
    return found


def technician_of(actor: Actor, number: str) -> Technician:
    """The technician with this number; raises ``InvalidInput``: the number comes in a body."""
    found: Technician | None = Technician.objects.for_actor(actor).filter(number=number).first()
    return _known(found, "technician", _("There is no such technician."))


def technician_at(actor: Actor, number: str) -> Technician:
    """The technician whose number stands in the address; raises ``NotFound``."""
    found: Technician = one_of(Technician.objects.for_actor(actor), number=number)
    return found


def unit_of(actor: Actor, serial: str) -> Unit:
    """The product with this serial number, among those of customers the actor sees; raises ``NotFound``."""
    known = unit_by_serial(serial)
    found: Unit = one_of(visible_units(actor), pk=known.pk if known else None)
    return found


def model_of(code: str) -> Model:
    """The model with this code; raises ``InvalidInput``."""
    return _known(all_models().filter(code=code).first(), "model", _("There is no such model."))


def outlet_of(actor: Actor, code: str) -> Outlet:
    """The outlet with this code in the actor's scope; raises ``InvalidInput``."""
    found: Outlet | None = Outlet.objects.for_actor(actor).filter(code=code).first()
    return _known(found, "outlet", _("There is no such outlet."))


def family_of(code: str) -> Family | None:
    """The family with this code, none for no code; raises ``InvalidInput``."""
    if not code:
        return None
    return _known(family_served(code), "family", _("There is no such product family."))


def customer_of(actor: Actor, number: str) -> Customer:
    """The customer with this number; raises ``NotFound``."""
    found: Customer = one_of(visible(actor), number=number)
    return found


def named_customer(actor: Actor, number: str) -> Customer:
    """The customer whose number comes in a body; raises ``InvalidInput``."""
    return _known(visible(actor).filter(number=number).first(), "customer", _("There is no such customer."))


def report_input(given: Report, actor: Actor) -> RequestInput:
    """What the action takes, with rows in the place of codes; raises ``InvalidInput`` for unknown ones."""
    family = family_of(given.family)
    return RequestInput(
        **given.model_dump(exclude=set(KNOWN_BY_CODE)),
        family=family,
        fault=_fault(given.fault, family),
        customer=named_customer(actor, given.customer) if given.customer else None,
        outlet=outlet_of(actor, given.outlet) if given.outlet else None,
    )


def part_input(given: Splitting) -> Part:
    """What a request is to be about that comes of another; raises ``InvalidInput`` for unknown codes."""
    family = family_of(given.family)
    fault = _fault(given.fault, family)
    return Part(**given.model_dump(exclude={"family", "fault", "reason"}), family=family, fault=fault)


def one_of(rows: Any, **which: object) -> Any:
    """The row of a queryset or relation; raises ``NotFound``."""
    return _found(rows.filter(**which).first())


def _found[T](row: T | None) -> T:
    if row is None:
        raise NotFound()
    return row


def _known[T](found: T | None, field: str, sentence: object) -> T:
    if found is None:
        raise InvalidInput(sentence, field=field)
    return found


def _fault(code: str, family: Family | None) -> FaultKind | None:
    if not code or family is None:
        return None
    return _known(fault_with(code, family), "fault", _("There is no such fault for this product."))
