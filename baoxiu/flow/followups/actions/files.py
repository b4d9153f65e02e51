"""The customer's file within two days, and the next contact planned with it (RQ-CUS-02, RQ-REV-05, T25)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.customers.models import Customer
from baoxiu.basics.promises.queries import due_of
from baoxiu.basics.tasks.actions import close_tasks, open_task
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.permissions import needs
from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock, lock_row
from baoxiu.core.sentences import listed
from baoxiu.flow.followups.files import PARTS, file_gaps
from baoxiu.flow.followups.models import CUSTOMER_FILE, PLANNED_CONTACT, CustomerFile, PlannedContact
from baoxiu.flow.followups.permissions import may_care
from baoxiu.flow.followups.policies import FILE_AFTER
from baoxiu.flow.intake.models import RepairRequest


class FileIncomplete(InvalidInput):
    """A file is made when everything that belongs into it is there."""


class ContactPast(InvalidInput):
    """The next contact lies ahead."""

    message = _("Please choose a time that is still to come.")


@transaction.atomic
def want_file(request_id: int, *, reason: str, by: Actor, at: datetime) -> CustomerFile | None:
    """The clerk is to make the customer's file; a customer who has one, or whose file is wanted, needs no other.

    ``reason`` is ``check_in`` or ``consultation``; what the firm does not count gives none (RQ-CUS-02, T25).
    """
    if reason not in str(value(FILE_AFTER, at=at).value).split():
        return None
    request = lock_row(RepairRequest, request_id)
    if CustomerFile.objects.filter(customer_id=request.customer_id).exists():
        return None
    row = CustomerFile.objects.create(customer_id=request.customer_id, request=request, wanted_at=at)
    record("followups.file_wanted", row, by=by, at=at, **_known(row), reason=reason)
    return row


def ask_for_file(row: CustomerFile, *, by: Actor, at: datetime) -> None:
    """The clerk's task, due when the promise is."""
    needs(by, "followups.call").or_refuse()
    customer = row.customer
    open_task(
        "customer_file", row, role="followup_clerk", key=f"customer_file:{row.pk}", at=at,
        due_at=due_of(row.chain, "customer_file"), label=customer.number, note=customer.name,
    )  # fmt: skip


@transaction.atomic
def make_file(
    row: CustomerFile, *, topic: str, planned_at: datetime, by: Actor, at: datetime
) -> CustomerFile:
    """The file is complete, and the next contact is planned with it.

    Raises ``FileIncomplete`` with what is missing, ``ContactPast``, ``IllegalMove`` (RQ-CUS-02, RQ-REV-05).
    """
    row = lock(row)
    may_care(row.customer, by).or_refuse()
    row.stage = CUSTOMER_FILE.after("make_file", row.stage)
    if gaps := file_gaps(row.customer, at=at):
        missing = listed(str(PARTS[part]) for part in gaps)
        raise FileIncomplete(_("The file is not complete yet. Missing: {parts}.").format(parts=missing))
    row.made_by, row.made_at = by.name, at
    row.save()
    close_tasks(row, "customer_file", by=by, at=at)
    record("followups.file_made", row, by=by, at=at, **_known(row))
    plan_contact(row.customer, topic=topic, planned_at=planned_at, by=by, at=at)
    return row


@transaction.atomic
def plan_contact(
    customer: Customer, *, topic: str, planned_at: datetime, by: Actor, at: datetime
) -> PlannedContact:
    """What is to be talked about next, and when; it becomes the clerk's task at its time (RQ-REV-05)."""
    may_care(customer, by).or_refuse()
    if planned_at <= at:
        raise ContactPast(field="planned_at")
    row = PlannedContact.objects.create(
        customer=customer, topic=texts.one_line(topic, field="topic", most=200), planned_at=planned_at,
        by_name=by.name, at=at,
    )  # fmt: skip
    told = {"customer": customer.number, "topic_text": row.topic, "not_before": planned_at}
    record("followups.contact_planned", customer, by=by, at=at, **told)
    open_task(
        "planned_contact", row, role="followup_clerk", key=f"planned_contact:{row.pk}", at=at,
        not_before=planned_at, due_at=planned_at, label=customer.number, note=f"{customer.name}：{row.topic}",
    )  # fmt: skip
    return row


@transaction.atomic
def hold_contact(
    row: PlannedContact,
    *,
    outcome: str,
    by: Actor,
    at: datetime,
    next_topic: str = "",
    next_at: datetime | None = None,
) -> PlannedContact:
    """What came of the talk, and what is talked about next where that is known (RQ-REV-05).

    Raises ``IllegalMove``, ``Missing``, ``ContactPast``.
    """
    row = lock(row)
    may_care(row.customer, by).or_refuse()
    row.stage = PLANNED_CONTACT.after("hold_contact", row.stage)
    row.outcome = texts.paragraph(outcome, field="outcome", required=True)
    row.held_by, row.held_at = by.name, at
    row.save()
    close_tasks(row, "planned_contact", by=by, at=at)
    told = {"customer": row.customer.number, "topic_text": row.topic}
    record("followups.contact_held", row.customer, by=by, at=at, **told, text=row.outcome)
    if next_topic.strip() or next_at:
        if next_at is None:
            raise texts.Missing(field="next_at")
        plan_contact(row.customer, topic=next_topic, planned_at=next_at, by=by, at=at)
    return row


def _known(row: CustomerFile) -> Mapping[str, Any]:
    return {
        "number": row.request.number,
        "request_id": row.request_id,
        "outlet_id": row.request.outlet_id,
        "customer": row.customer.number,
        "customer_file_id": row.pk,
    }
