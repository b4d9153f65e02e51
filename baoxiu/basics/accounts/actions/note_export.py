"""Taking a list out of the house."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.accounts.models import User
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.permissions import needs
from baoxiu.core.refusals import Refusal

MOST = 100_000
"""Rows of one export."""


class TooManyRows(Refusal):
    """More than ``MOST`` rows."""

    code = "too_many_rows"
    status = 422
    message = _("An export holds up to 100,000 rows. Please narrow the list by a filter.")


@transaction.atomic
def note_export(what: str, *, rows: int, filters: str, by: Actor, at: datetime) -> None:
    """Keep who takes which list out of the house, by which filters and how many rows (RQ-SEC-04).

    Raises ``NotAllowed`` without the right ``lists.export``, ``TooManyRows``.
    """
    needs(by, "lists.export").or_refuse()
    if rows > MOST:
        raise TooManyRows
    record(
        "accounts.list_exported",
        User.objects.get(pk=by.id),
        by=by,
        at=at,
        list=what,
        rows=rows,
        filters=filters[:500],
    )
