"""The departments that remarks and measures go to: the roles of the house."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from baoxiu.basics.accounts.models import Role
from baoxiu.core.refusals import InvalidInput


class UnknownDepartment(InvalidInput):
    """No role has this code."""

    message = _("Please choose a department.")


def departments() -> list[tuple[str, str]]:
    """Code and name of every role, by name."""
    return [(role.code, str(role)) for role in Role.objects.order_by("pk")]


def read_department(code: str) -> str:
    """The code; raises ``UnknownDepartment``."""
    if not Role.objects.filter(code=code).exists():
        raise UnknownDepartment(field="department")
    return code
