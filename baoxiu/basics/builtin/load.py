"""Loading built-in roles and divisions and, for a firm that wants it, a starter set of product families."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from baoxiu.basics.accounts.actions import load_roles
from baoxiu.basics.accounts.models import Role
from baoxiu.basics.accounts.roles import BUILT_IN
from baoxiu.basics.builtin.families import load_families
from baoxiu.basics.places import actions as places
from baoxiu.basics.places.models import Division
from baoxiu.basics.places.rules import read_tree
from baoxiu.core.actors import SYSTEM
from baoxiu.core.approvals.models import Authority

APPROVERS = {"key_customers": "general_manager"}
"""Who approves, by kind of matter, until the firm says otherwise."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows were new or changed."""

    roles: int
    divisions: int
    families: int
    authorities: int


@transaction.atomic
def load(*, at: datetime, families: bool = False) -> Loaded:
    """Bring built-in data to what this release holds; a second call changes nothing.

    Without the built divisions file no divisions are loaded; ``problems`` then says how to mend it.
    """
    return Loaded(
        roles=load_roles(by=SYSTEM, at=at),
        divisions=_load_divisions(at),
        families=load_families(by=SYSTEM, at=at) if families else 0,
        authorities=_load_authorities(),
    )


def _load_divisions(at: datetime) -> int:
    file = Path(settings.DIVISIONS_FILE)
    if not file.is_file():
        return 0
    return places.load(read_tree(file.read_text("utf-8")), by=SYSTEM, at=at)


def _load_authorities() -> int:
    """The first approvers of matters that need one; a firm that named others keeps them (RQ-SEC-06)."""
    known = set(Authority.objects.values_list("kind", flat=True))
    wanted = [
        Authority(kind=kind, step=1, role=role) for kind, role in APPROVERS.items() if kind not in known
    ]
    return len(Authority.objects.bulk_create(wanted))


def problems() -> list[str]:
    """In plain words, what built-in data is missing and how to mend it; empty when all is there."""
    found: list[str] = []
    if Role.objects.filter(code__in=[spec.code for spec in BUILT_IN]).count() < len(BUILT_IN):
        found.append(_("Built-in roles are missing. Start Baoxiu once with “make run”; it loads them."))
    if not Division.objects.exists():
        found.append(_no_divisions())
    return found


def _no_divisions() -> str:
    if Path(settings.DIVISIONS_FILE).is_file():
        return _("Provinces, cities and districts are not loaded. Run “make run” once; it loads them.")
    return _(
        "Provinces, cities and districts are missing, because the web assets are not built. "
        "Run “make run” once; it builds and loads them."
    )
