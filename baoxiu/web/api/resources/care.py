"""Looking after customers: the file made, contacts planned and held, sales visits (RQ-CUS-02, RQ-REV-05, RQ-REV-18)."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router

from baoxiu.core.actors import Actor
from baoxiu.core.refusals import NotFound
from baoxiu.flow.followups import actions as followups
from baoxiu.flow.followups.files import file_of
from baoxiu.flow.followups.models import CustomerFile, SalesVisit
from baoxiu.web.api.answers import care as answers
from baoxiu.web.api.answers.shared import Page
from baoxiu.web.api.asked import care as asked
from baoxiu.web.api.entrance import needs_right
from baoxiu.web.api.found import customer_of, planned_contact_of, planned_contacts
from baoxiu.web.api.kinds import RowId
from baoxiu.web.api.paging import narrowed, page
from baoxiu.web.api.verbs import Things

router = Router(tags=["customers"])


@router.get(
    "/customers/{number}/file",
    response=answers.FileState,
    summary=_("Show whether a customer's file is made"),
)
@needs_right("customers.see")
def show_file(request: HttpRequest, number: str) -> answers.FileState:
    """And what is still missing."""
    return answers.file_state(_file(request.actor, number), request.at)


@router.get("/planned-contacts", response=Page[answers.PlannedAnswer], summary=_("List planned contacts"))
@needs_right("followups.see")
def list_planned(request: HttpRequest, filters: Query[asked.PlannedFilters]) -> Page[answers.PlannedAnswer]:
    """The newest first, those held too."""
    rows = narrowed(
        planned_contacts(request.actor),
        filters,
        stage="stage",
        customer="customer__number",
        since="planned_at__gte",
        until="planned_at__lt",
    )
    return page(rows, filters, lambda row: answers.planned(row, request.actor))


@router.get(
    "/planned-contacts/{planned_id}", response=answers.PlannedAnswer, summary=_("Show a planned contact")
)
@needs_right("followups.see")
def show_planned(request: HttpRequest, planned_id: RowId) -> answers.PlannedAnswer:
    """With what came of it."""
    return answers.planned(planned_contact_of(request.actor, planned_id), request.actor)


@router.get("/sales-visits", response=Page[answers.SalesVisitAnswer], summary=_("List sales visits"))
@needs_right("followups.see")
def list_sales_visits(
    request: HttpRequest, filters: Query[asked.SalesVisitFilters]
) -> Page[answers.SalesVisitAnswer]:
    """The customer service register, the newest first."""
    rows = narrowed(
        SalesVisit.objects.for_actor(request.actor).select_related("customer"),
        filters,
        customer="customer__number",
        quality="quality",
        since="visited_on__gte",
        until="visited_on__lte",
    )
    return page(rows, filters, answers.sales_visit)


def _file(actor: Actor, number: str) -> CustomerFile:
    found = file_of(customer_of(actor, number))
    if found is None:
        raise NotFound()
    return found


customer = Things(router, __name__, "/customers/{number}", customer_of)
file = Things(router, __name__, "/customers/{number}", _file)
planned_contact = Things(router, __name__, "/planned-contacts/{planned_id}", planned_contact_of)

# fmt: off
file.does(
    "file", asked.NextContact, followups.make_file, answers.file_made,
    _("Make a customer's file"), "followups.call",
)
customer.does(
    "planned-contacts", asked.NextContact, followups.plan_contact, answers.planned,
    _("Plan the next contact"), "followups.call", new=True,
)
planned_contact.does(
    "hold", asked.TalkHeld, followups.hold_contact, answers.planned,
    _("Enter a talk that was planned"), "followups.call",
)
customer.does(
    "sales-visits", asked.NewSalesVisit, followups.note_visit, answers.sales_visit,
    _("Enter a sales visit"), "followups.call", new=True,
)
# fmt: on
