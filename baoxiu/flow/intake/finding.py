"""Requests by what is broken."""

from __future__ import annotations

from django.db import models

from baoxiu.basics.products.models import FaultKind
from baoxiu.core.actors import Actor
from baoxiu.flow.intake.models import RepairRequest, RequestRows
from baoxiu.flow.intake.queries import SHOWN
from baoxiu.flow.intake.rules import tidy

LEAST_LETTERS = 3
"""A trigram needs three; shorter words are looked up among the kinds of fault, a small table."""
MOST_WORDS = 4


def by_fault(actor: Actor, text: str) -> RequestRows:
    """Requests whose kind of fault or whose description holds these words, newest first (RQ-INT-01).

    By id, not by date: for a common word the newest rows are read from their end, for a rare one the trigrams lead to it.
    """
    words = tidy(text).split()[:MOST_WORDS]
    rows = RepairRequest.objects.for_actor(actor).select_related(*SHOWN).order_by("-pk")
    if not words:
        return rows.none()
    named = FaultKind.objects.filter(_all_of("name", words) | _all_of("name_en", words, "icontains"))
    wanted = models.Q(fault_id__in=list(named.values_list("pk", flat=True)[:50]))
    if any(len(word) >= LEAST_LETTERS for word in words):
        wanted |= _all_of("fault_text", words)
    return rows.filter(wanted)


def _all_of(field: str, words: list[str], how: str = "contains") -> models.Q:
    found = models.Q()
    for word in words:
        found &= models.Q(**{f"{field}__{how}": word})
    return found
