"""What screens and later stages ask about the warranty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format

from baoxiu.core.reasons import Reason, say
from baoxiu.core.rows import is_new
from baoxiu.core.statements import Given, Question
from baoxiu.flow.warranty.models import Verdict, VerdictLine
from baoxiu.flow.warranty.reasons import SENTENCES
from baoxiu.flow.warranty.rules import Payer
from baoxiu.flow.work_orders.models import WorkOrder


def current(order: WorkOrder) -> Verdict | None:
    """The verdict that holds: the newest, with its lines (RQ-WAR-10)."""
    rows = Verdict.objects.filter(order=order).select_related("decision").prefetch_related("lines")
    return rows.order_by("-pk").first()


def is_judged(order: WorkOrder) -> bool:
    """Whether there is a verdict at all."""
    return not is_new(order) and _VERDICTS.first(order=order.pk) is not None


_VERDICTS: Question[Verdict] = Question(
    lambda: Verdict.objects.filter(order_id=Given("order")).order_by()[:1]
)


def history(order: WorkOrder) -> list[Verdict]:
    """All verdicts of an order, oldest first (RQ-WAR-11)."""
    rows = Verdict.objects.filter(order=order).select_related("decision").prefetch_related("lines")
    return list(rows.order_by("pk"))


def payer_for(order: WorkOrder, kind: str, is_main_part: bool = False) -> Payer:
    """Who bears a line of this kind by the verdict that holds; undecided without one (RQ-FEE-04).

    Where nothing is repaired, as in an installation, no warranty is asked: what stands on the quote the customer pays.
    """
    if order.path.by_sheet:
        return Payer.CUSTOMER
    verdict = Verdict.objects.filter(order=order).order_by("-pk").values("pk")[:1]
    payers = dict(
        VerdictLine.objects.filter(verdict__in=verdict, kind=kind).values_list("is_main_part", "payer")
    )
    return Payer(payers.get(is_main_part) or payers.get(False) or Payer.UNDECIDED)


def sentences(line: VerdictLine) -> tuple[str, ...]:
    """Why a line is free or not, for the customer (RQ-WAR-10, RQ-WAR-11)."""
    return tuple(sentence(row["code"], row["params"]) for row in line.reasons)


def sentence(code: str, params: Mapping[str, Any]) -> str:
    """One reason in the reader's language, with dates as the reader writes them."""
    return say(Reason(code, {name: _shown(str(text)) for name, text in params.items()}), SENTENCES)


def rules_shown(rules: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The rules that may be shown as law or promise: those from memory are left out (RQ-WAR-15)."""
    return [rule for rule in rules if rule["mark"] in ("", "V", "V2")]


def _shown(text: str) -> str:
    day: date | None = parse_date(text) if len(text) == 10 else None
    return date_format(day, "DATE_FORMAT") if day else text
