"""Every letter is registered (RQ-REV-14)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.clock import legal_date
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock
from baoxiu.flow.followups.models import Letter
from baoxiu.flow.visits import facts
from baoxiu.flow.visits.permissions import may
from baoxiu.flow.work_orders.models import WorkOrder


class LetterIncomplete(InvalidInput):
    """A line says what went to whom, how and when."""

    message = _("The entry is not complete.")


@transaction.atomic
def register_letter(
    order: WorkOrder, *, kind: str, way: str, text: str, sent_on: date, by: Actor, at: datetime
) -> Letter:
    """Enter a notice, invitation or reply that was sent; raises ``LetterIncomplete`` (RQ-REV-11, RQ-REV-14)."""
    order = lock(order)
    may(by, "followups.call", order).or_refuse()
    wrong = {
        "kind": kind not in Letter.Kind.values,
        "way": way not in Letter.Way.values,
        "text": not text.strip(),
        "sent_on": sent_on > legal_date(at),
    }
    if any(wrong.values()):
        raise LetterIncomplete(fields={name: SENTENCES[name] for name, bad in wrong.items() if bad})
    letter = Letter.objects.create(
        order=order, kind=kind, way=way, text=text.strip(), sent_on=sent_on, by_name=by.name, at=at
    )
    told = facts.of_order(order) | {"letter_id": letter.pk, "kind": kind, "way": way, "sent_on": sent_on}
    record("followups.letter_registered", letter, by=by, at=at, text=letter.text, **told)
    return letter


SENTENCES = {
    "kind": _("Please choose what it was."),
    "way": _("Please choose how it was sent."),
    "text": _("Please write what it says."),
    "sent_on": _("It cannot have been sent in the future."),
}
