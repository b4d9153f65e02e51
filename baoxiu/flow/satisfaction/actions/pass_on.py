"""What a call brings up goes to the department concerned, and is followed to the end (RQ-REV-08)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from baoxiu.core.actors import Actor
from baoxiu.core.permissions import needs
from baoxiu.flow.followups.models import Followup
from baoxiu.flow.satisfaction.actions.remarks import give_remark, register
from baoxiu.flow.satisfaction.departments import read_department
from baoxiu.flow.satisfaction.models import Remark
from baoxiu.flow.visits.permissions import may


@transaction.atomic
def pass_on_problem(followup: Followup, *, text: str, department: str, by: Actor, at: datetime) -> Remark:
    """Enter what the customer said in the register of remarks and give it to a department, which gets a task.

    Raises ``NotAllowed``, ``UnknownDepartment``, ``Missing`` (RQ-REV-08, RQ-SAT-07).
    """
    order = followup.order
    (needs(by, "satisfaction.ask") & may(by, "followups.call", order)).or_refuse()
    code = read_department(department)
    remark = register("discontent", "oral", text, source=_("Follow-up call"), order=order, by=by, at=at)
    return give_remark(remark, department=code, by=by, at=at)
