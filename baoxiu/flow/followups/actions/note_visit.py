"""A sales visit stands in the customer service register (RQ-REV-18)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.customers.models import Customer
from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.followups.models import SalesVisit
from baoxiu.flow.followups.permissions import may_care


class VisitAhead(InvalidInput):
    """Only what was heard can be entered."""

    message = _("The visit cannot lie in the future.")


@transaction.atomic
def note_visit(
    customer: Customer,
    *,
    visited_on: date,
    product: str,
    quality: str,
    opinion: str,
    by: Actor,
    at: datetime,
    finding: str = "",
) -> SalesVisit:
    """What sales saw of the product and heard from the customer. Raises ``NotAllowed``, ``VisitAhead``,
    ``InvalidInput`` (RQ-REV-18)."""
    may_care(customer, by).or_refuse()
    if visited_on > legal_date(at):
        raise VisitAhead(field="visited_on")
    if quality not in SalesVisit.Quality.values:
        raise InvalidInput(_("Please choose one of the listed values."), field="quality")
    row = SalesVisit.objects.create(
        customer=customer, visited_on=visited_on, quality=quality,
        product=texts.one_line(product, field="product", most=120),
        finding=texts.paragraph(finding, field="finding"),
        opinion=texts.paragraph(opinion, field="opinion", required=True),
        by_name=by.name, at=at,
    )  # fmt: skip
    told = {"customer": customer.number, "product": row.product, "visit_quality": quality}
    record("followups.visit_noted", customer, by=by, at=at, **told, text=row.opinion)
    return row
