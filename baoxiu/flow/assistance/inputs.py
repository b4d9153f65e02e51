"""What is checked of a question before it goes to a helper."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from baoxiu.basics.accounts.models import User
from baoxiu.core.policy.queries import value
from baoxiu.core.refusals import InvalidInput
from baoxiu.flow.assistance.policies import HOURS
from baoxiu.flow.assistance.queries import helper_roles, role_of

LONGEST_TEXT = 4000
LONGEST_WAIT = timedelta(days=90)


class TextMissing(InvalidInput):
    """A question, an answer and a reason are written down."""

    message = _("Please write it down.")


class NoSuchHelper(InvalidInput):
    """Neither a role nor a person that can be asked about this case."""

    message = _("Please choose a role or a person that can be asked.")


class WrongDueTime(InvalidInput):
    """The answer is wanted in the past, or much too late."""

    message = _("Please name a time within the next 90 days.")


def sentence(text: str, field: str) -> str:
    """The text without blanks around it; raises ``TextMissing``."""
    words = text.strip()[:LONGEST_TEXT]
    if not words:
        raise TextMissing(field=field)
    return words


def asked_role(role: str, helper: User | None, outlet_id: int | None) -> str:
    """The role that is asked, a person's own where one is named; raises ``NoSuchHelper``."""
    if helper is not None:
        role = role_of(helper, outlet_id)
        if not role:
            raise NoSuchHelper(field="helper")
    elif role not in {one.code for one in helper_roles()}:
        raise NoSuchHelper(field="role")
    return role


def wanted_by(due_at: datetime | None, at: datetime) -> datetime:
    """When the answer is wanted; the setting's hours from now where nobody says. Raises ``WrongDueTime``."""
    if due_at is None:
        return at + timedelta(hours=value(HOURS, at=at).whole)
    if not at < due_at <= at + LONGEST_WAIT:
        raise WrongDueTime(field="due_at")
    return due_at
