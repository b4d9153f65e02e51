"""Handing a question to a helper."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.basics.accounts.models import User
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.numbers.actions import take
from baoxiu.core.rows import lock
from baoxiu.flow.assistance import facts
from baoxiu.flow.assistance.inputs import asked_role, sentence, wanted_by
from baoxiu.flow.assistance.models import Assistance
from baoxiu.flow.assistance.permissions import may_ask
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.work_orders.models import WorkOrder

SERIES = "QZ"


@transaction.atomic
def ask(
    about: RepairRequest | WorkOrder,
    *,
    question: str,
    role: str = "",
    helper: User | None = None,
    due_at: datetime | None = None,
    for_customer: bool = False,
    by: Actor,
    at: datetime,
) -> Assistance:
    """Technical support, another department or a superior is asked; the desk keeps watching
    (RQ-TRI-09, RQ-INT-09, RQ-INT-10).

    Somebody of ``role``, or the person ``helper``. Without ``due_at`` the setting's hours count. Raises
    ``NotAllowed``, ``TextMissing``, ``NoSuchHelper``, ``WrongDueTime``.
    """
    about = lock(about)
    may_ask(by, about).or_refuse()
    order = about if isinstance(about, WorkOrder) else None
    row = Assistance.objects.create(
        number=take(SERIES, at=at),
        request=order.request if order else about,
        order=order,
        outlet_id=about.outlet_id,
        question=sentence(question, "question"),
        for_customer=for_customer,
        role=asked_role(role, helper, about.outlet_id),
        helper=helper,
        due_at=wanted_by(due_at, at),
        asked_by_id=by.user_id,
        asked_by_name=by.name,
        asked_at=at,
    )
    record("assistance.asked", row, by=by, at=at, due_at=row.due_at, text=row.question, **facts.of(row))
    return row
