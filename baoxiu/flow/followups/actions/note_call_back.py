"""The customer picked up, but asks to be called at another time (RQ-REV-13)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.followups.calls import give_up_if_hopeless, keep_call, known, lock_for_call
from baoxiu.flow.followups.models import Followup


class CallBackPast(InvalidInput):
    """A later call lies ahead."""

    message = _("Please choose a time that is still to come.")


@transaction.atomic
def note_call_back(
    followup: Followup, *, call_back_at: datetime, by: Actor, at: datetime, note: str = ""
) -> Followup:
    """Keep the wished time; a call put off too often counts as not reached.

    The window stays: a wish after its last day is kept, and told as late. Raises ``CallTooEarly`` or
    ``CallBackPast`` (RQ-REV-13, appendix e9).
    """
    followup = lock_for_call("note_call_back", followup, by=by, at=at)
    if call_back_at <= at:
        raise CallBackPast(field="call_back_at")
    keep_call(followup, "call_back", note, by=by, at=at, call_back_at=call_back_at)
    given_up = give_up_if_hopeless(followup, at)
    told = known(followup) | {"given_up": given_up, "next_try_at": None if given_up else call_back_at}
    record("followups.call_back", followup, by=by, at=at, note=note.strip(), **told)
    return followup
