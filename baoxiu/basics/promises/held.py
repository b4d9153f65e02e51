"""The promises of a case, locked: read once in a transaction that holds its rows."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from baoxiu.basics.promises.models import Promise
from baoxiu.core.rows import answer_here, is_answered, once_here
from baoxiu.core.statements import AnyOf, Question


def of_case(chain: str) -> list[Promise]:
    """All of a case, ended ones too: it has few, and from them is seen whether a fact has started one before.

    Whoever starts one adds it to the list.
    """
    return once_here(_question(chain), lambda: _OF_CASES(cases=[chain]))


def look_ahead(chains: Iterable[str]) -> None:
    """Read those of several cases at once."""
    unread = [chain for chain in chains if not is_answered(_question(chain))]
    by_case: dict[str, list[Promise]] = {chain: [] for chain in unread}
    for promise in _OF_CASES(cases=unread) if unread else ():
        by_case[promise.case].append(promise)
    for chain, rows in by_case.items():
        answer_here(_question(chain), rows)


_OF_CASES: Question[Promise] = Question(
    lambda: Promise.objects.filter(AnyOf(models.F("case"), "cases")).order_by("pk").select_for_update()
)


def _question(chain: str) -> tuple[str, str]:
    return "promises", chain
