"""The register of what customers say: noted, given to a department, solved (RQ-SAT-05, RQ-SAT-07)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.tasks.actions import close_tasks, open_task
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.numbers.actions import take
from baoxiu.core.permissions import needs
from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.satisfaction.departments import read_department
from baoxiu.flow.satisfaction.models import REMARK, Remark
from baoxiu.flow.satisfaction.permissions import may_give, may_solve
from baoxiu.flow.satisfaction.policies import REMARK_DAYS
from baoxiu.flow.work_orders.models import WorkOrder

SERIES = "YJ"
HEARD = frozenset(Remark.Form.values) - {"survey"}


@transaction.atomic
def note_remark(
    *,
    kind: str,
    form: str,
    source: str,
    text: str,
    by: Actor,
    at: datetime,
    customer_name: str = "",
    order: WorkOrder | None = None,
) -> Remark:
    """Enter what a department heard, satisfied or not, in writing or orally (RQ-SAT-05)."""
    needs(by, "satisfaction.note").or_refuse()
    wrong = {
        name: _("Please choose one.")
        for name, fits in (("kind", kind in Remark.Kind.values), ("form", form in HEARD))
        if not fits
    }
    if wrong:
        raise InvalidInput(fields=wrong)
    return register(kind, form, text, source=source, customer_name=customer_name, order=order, by=by, at=at)


def register(
    kind: str,
    form: str,
    text: str,
    *,
    source: str,
    by: Actor,
    at: datetime,
    customer_name: str = "",
    order: WorkOrder | None = None,
) -> Remark:
    """A line of the register; part of the action in which it was heard."""
    name = customer_name or (order.request.contact_name if order else "")
    remark = Remark.objects.create(
        kind=kind, form=form, source=texts.one_line(source, field="source", most=60),
        text=texts.paragraph(text, field="text", required=True), order=order,
        customer_name=texts.one_line(name, field="customer_name", most=80, required=False),
        number=take(SERIES, at=at), noted_by_id=by.id, noted_by=by.name, noted_at=at,
    )  # fmt: skip
    record("satisfaction.remark_noted", remark, by=by, at=at, **_known(remark), text=remark.text)
    return remark


@transaction.atomic
def give_remark(remark: Remark, *, department: str, by: Actor, at: datetime) -> Remark:
    """To the department that is to solve it, by a day; it gets a task. Another department takes it over."""
    remark = lock(remark)
    may_give(by, remark).or_refuse()
    remark.stage = REMARK.after("give_remark", remark.stage)
    remark.department, remark.given_by = read_department(department), by.name
    remark.due_at = at + timedelta(days=value(REMARK_DAYS, at=at).whole)
    remark.save()
    close_tasks(remark, "remark", by=by, at=at)
    told = _known(remark) | {"department": department, "due_at": remark.due_at}
    event = record("satisfaction.remark_given", remark, by=by, at=at, **told)
    open_task(
        "remark", remark, role=department, key=f"remark:{event.pk}", at=at, due_at=remark.due_at,
        outlet_id=remark.order.outlet_id if remark.order else None, label=remark.number, note=remark.text,
    )  # fmt: skip
    return remark


@transaction.atomic
def solve_remark(remark: Remark, *, outcome: str, by: Actor, at: datetime) -> Remark:
    """What the department did about it (RQ-SAT-07)."""
    remark = lock(remark)
    may_solve(by, remark).or_refuse()
    remark.stage = REMARK.after("solve_remark", remark.stage)
    remark.outcome = texts.paragraph(outcome, field="outcome", required=True)
    remark.solved_by, remark.solved_at = by.name, at
    remark.save()
    close_tasks(remark, "remark", by=by, at=at)
    record("satisfaction.remark_solved", remark, by=by, at=at, **_known(remark), text=remark.outcome)
    return remark


def _known(remark: Remark) -> dict[str, Any]:
    """The remark, and the order it is about; the number of the case stays the order's."""
    about = {"number": remark.order.number, "order_id": remark.order_id} if remark.order else {}
    return {"remark": remark.number, "remark_id": remark.pk, "remark_kind": remark.kind, **about}
