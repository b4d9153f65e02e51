"""Reports that may be about the same fault: shown to the people who decide, never joined by themselves (RQ-REG-08)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.contrib.postgres.search import TrigramSimilarity
from django.db import models

from baoxiu.basics.customers.rules import normalise_phone
from baoxiu.basics.products.queries import unit_by_serial
from baoxiu.core.actors import Actor
from baoxiu.core.policy.queries import value
from baoxiu.flow.intake.lifecycle import REQUEST
from baoxiu.flow.intake.models import RepairRequest, RequestRows
from baoxiu.flow.intake.rules import tidy

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is known of a report, registered or still being typed."""

    phone: str = ""
    serial: str = ""
    unit_id: int | None = None
    fault_id: int | None = None
    fault_text: str = ""


def duplicates_of(request: RepairRequest, actor: Actor, *, at: datetime) -> RequestRows:
    """Other reports that may be about the same fault, each with ``why``; see ``duplicates`` (RQ-INT-07)."""
    told = Told(
        phone=request.phone,
        serial=request.serial,
        unit_id=request.unit_id,
        fault_id=request.fault_id,
        fault_text=request.fault_text,
    )
    return duplicates(told, actor, at=at).exclude(pk=request.pk)


def duplicates(told: Told, actor: Actor, *, at: datetime) -> RequestRows:
    """Reports of the same unit, and of the same phone with the same kind of fault or similar words, newest first.

    Only those that still run or came within the firm's days, and none that was merged already. ``why`` on each row
    says ``unit``, ``fault`` or ``words``. RQ-INT-07, RQ-REG-08.
    """
    rows = RepairRequest.objects.for_actor(actor).exclude(stage="merged")
    rows = rows.filter(_recent(at)).annotate(likeness=TrigramSimilarity("fault_text", tidy(told.fault_text)))
    unit, fault, words = _same_unit(told), _same_fault(told), _same_words(told, at)
    why = models.Case(
        models.When(unit, then=models.Value("unit")),
        models.When(fault, then=models.Value("fault")),
        default=models.Value("words"),
    )
    found = rows.filter(unit | fault | words).annotate(why=why)
    return found.select_related("family", "customer").order_by("-submitted_at", "-pk")


def _recent(at: datetime) -> models.Q:
    since = at - timedelta(days=value("intake.similar_days", at=at).whole)
    return models.Q(submitted_at__gte=since) | models.Q(stage__in=REQUEST.codes("open", "waiting"))


def _same_unit(told: Told) -> models.Q:
    serial = tidy(told.serial)
    known = unit_by_serial(serial) if serial and told.unit_id is None else None
    unit_id = known.pk if known else told.unit_id
    same = models.Q(unit_id=unit_id) if unit_id else models.Q(pk__in=())
    return same | models.Q(serial__iexact=serial) if serial else same


def _same_fault(told: Told) -> models.Q:
    phone = _phone(told.phone)
    if not phone or told.fault_id is None:
        return models.Q(pk__in=())
    return models.Q(phone=phone, fault_id=told.fault_id)


def _same_words(told: Told, at: datetime) -> models.Q:
    phone = _phone(told.phone)
    if not phone or not tidy(told.fault_text):
        return models.Q(pk__in=())
    least = value("intake.duplicate_likeness", at=at).whole / HUNDRED
    return models.Q(phone=phone, likeness__gte=float(least))


def _phone(text: str) -> str:
    try:
        return normalise_phone(text).e164
    except ValueError:
        return ""
