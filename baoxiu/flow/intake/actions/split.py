"""One report that holds two devices or two faults."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.intake.actions.spin_off import Part, spin_off, tell_apart
from baoxiu.flow.intake.inputs import sentence
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.intake.moves import move
from baoxiu.flow.intake.rules import tidy


class SameAgain(InvalidInput):
    """The new request would say what this one says."""

    message = _("This is what the request says already. Please write what the other device or fault is.")


@transaction.atomic
def split(request: RepairRequest, part: Part, *, reason: str, by: Actor, at: datetime) -> RepairRequest:
    """The second device or fault gets a request of its own; returns it. This one goes on as it was.

    Possible until the request is decided on (RQ-REG-09, RQ-REG-12). Raises ``SameAgain``, ``InvalidInput``,
    ``NotAllowed``, ``IllegalMove``.
    """
    why = sentence(reason, "reason")
    fresh = lock(request)
    move(fresh, "split", by=by)
    if _says_the_same(fresh, part):
        raise SameAgain(field="fault_text")
    made = spin_off(fresh, part, fresh.service, by=by, at=at)
    tell_apart(fresh, made, why, by=by, at=at)
    return made


def _says_the_same(request: RepairRequest, part: Part) -> bool:
    same_product = part.family in (None, request.family) and part.serial in ("", request.serial)
    return same_product and tidy(part.fault_text, lines=True) == request.fault_text
