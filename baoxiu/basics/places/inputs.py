"""Reading division codes that somebody sent."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from baoxiu.basics.places.queries import exists, unknown_codes
from baoxiu.core.refusals import InvalidInput


class UnknownDivision(InvalidInput):
    """There is no division with this code."""

    message = _("Please choose the province, city and district from the list.")


def known_division(code: str, *, field: str = "division_code") -> str:
    """The code, if there is such a division; raises ``UnknownDivision``."""
    if not exists(code):
        raise UnknownDivision(field=field)
    return code


def known_divisions(codes: Iterable[str], *, field: str = "areas") -> list[str]:
    """The codes, each once and sorted; raises ``UnknownDivision`` when one does not exist."""
    wanted = sorted(set(codes))
    if unknown_codes(wanted):
        raise UnknownDivision(field=field)
    return wanted
