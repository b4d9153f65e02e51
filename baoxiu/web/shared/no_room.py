"""A text longer than its column, that no check had measured: the writer is told, nothing was written."""

from __future__ import annotations

from django.db import DataError
from django.utils.translation import gettext_lazy as _
from psycopg.errors import StringDataRightTruncation

from baoxiu.core.refusals import InvalidInput


class NoRoom(InvalidInput):
    """More text than there is room for, nobody knows at which field."""

    message = _("One of the texts is longer than there is room for. Nothing was saved; please shorten it.")


def was_too_long(exception: Exception) -> bool:
    """Whether the database refused a text for its length."""
    return isinstance(exception, DataError) and isinstance(exception.__cause__, StringDataRightTruncation)
