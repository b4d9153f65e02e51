"""Reading technicians."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models

from baoxiu.basics.technicians.models import Certificate, Technician
from baoxiu.core.actors import Actor


def visible(actor: Actor) -> models.QuerySet[Technician]:
    """The technicians of the actor's outlets with all that is known of them; nobody without the right."""
    rows = Technician.objects.for_actor(actor) if actor.has("people.see") else Technician.objects.none()
    return with_details(rows).order_by("outlet_id", "name", "pk")


def with_details(rows: models.QuerySet[Technician]) -> models.QuerySet[Technician]:
    """Skills, certificates, areas, shifts and absences with one query each, however many technicians."""
    return rows.select_related("outlet", "user").prefetch_related(
        "skills__family", "certificates", "areas", "shifts", "absences"
    )


def expiring(actor: Actor, *, on: date, days: int = 30) -> models.QuerySet[Certificate]:
    """Certificates in force whose last day comes within ``days``, the nearest first (RQ-DSP-05)."""
    people = visible(actor).filter(is_active=True).values("pk")
    soon = Certificate.objects.filter(technician__in=people, expires_on__range=(on, on + timedelta(days)))
    return soon.select_related("technician").order_by("expires_on", "pk")
