"""A question to the database that was stopped because it took too long (standards.md 4.4 C13)."""

from __future__ import annotations

from django.db import OperationalError
from django.utils.translation import gettext_lazy as _
from psycopg.errors import QueryCanceled

from baoxiu.core.refusals import Refusal


class TookTooLong(Refusal):
    """The page asked for too much at once."""

    code, status = "took_too_long", 503
    message = _(
        "This took too long and was stopped. Please narrow it: fewer days, more filters, or more exact words."
    )


def was_stopped(exception: Exception) -> bool:
    """Whether the database stopped a statement at its time limit."""
    return isinstance(exception, OperationalError) and isinstance(exception.__cause__, QueryCanceled)
