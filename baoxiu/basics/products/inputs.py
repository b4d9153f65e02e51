"""Reading what somebody entered about products."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext_lazy as _

from baoxiu.core.refusals import InvalidInput

_CODE = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*", re.IGNORECASE | re.ASCII)


class InvalidCode(InvalidInput):
    """The text cannot be a code."""

    message = _("A code has letters, digits, hyphens and underscores only.")


class InTheFuture(InvalidInput):
    """A purchase cannot lie ahead."""

    message = _("This day lies in the future.")


def read_code(text: str, *, most: int, field: str = "code") -> str:
    """A code as machines and addresses use it; raises ``InvalidCode``."""
    code = text.strip()
    if len(code) > most or not _CODE.fullmatch(code):
        raise InvalidCode(field=field)
    return code


def not_after(day: date | None, today: date, *, field: str) -> date | None:
    """The day, unless it lies in the future; raises ``InTheFuture``."""
    if day is not None and day > today:
        raise InTheFuture(field=field)
    return day
