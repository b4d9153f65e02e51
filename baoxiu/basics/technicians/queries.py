"""Reading technicians."""

from __future__ import annotations

from collections.abc import Iterable
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


def names(ids: Iterable[int]) -> dict[int, str]:
    """The names of technicians by their ids, with one query; none when nobody is asked for."""
    wanted = set(ids)
    if not wanted:
        return {}
    return dict(Technician.objects.filter(pk__in=wanted).values_list("pk", "name"))


def numbers_and_names(ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Staff number and name of technicians by their ids."""
    rows = Technician.objects.filter(pk__in=set(ids)).values_list("pk", "number", "name")
    return {key: (number, name) for key, number, name in rows}


def by_number(number: str) -> Technician | None:
    """The technician with this staff number, for the customer at the door (RQ-VIS-02)."""
    return Technician.objects.select_related("outlet").filter(number__iexact=number.strip()).first()


def valid_certificates(technician: Technician, *, on: date) -> models.QuerySet[Certificate]:
    """The certificates in force on a day."""
    rows = Certificate.objects.filter(technician=technician, issued_on__lte=on, expires_on__gte=on)
    return rows.order_by("kind", "pk")


def listed(
    actor: Actor,
    *,
    outlet_id: int | None = None,
    family_id: int | None = None,
    text: str = "",
    left: bool = False,
) -> models.QuerySet[Technician]:
    """The technicians of the actor's outlets with skills and certificates, by outlet and name."""
    rows = Technician.objects.for_actor(actor) if actor.has("people.see") else Technician.objects.none()
    rows = rows.filter(is_active=not left)
    if outlet_id:
        rows = rows.filter(outlet_id=outlet_id)
    if family_id:
        rows = rows.filter(skills__family_id=family_id)
    if text:
        rows = rows.filter(models.Q(name__icontains=text) | models.Q(number__iexact=text))
    rows = rows.select_related("outlet").prefetch_related("skills__family", "certificates")
    return rows.order_by("outlet_id", "name", "pk")


def with_certificates_ending(
    rows: models.QuerySet[Technician], *, until: date
) -> models.QuerySet[Technician]:
    """Those with a certificate whose last day comes by then, or has passed (RQ-DSP-05)."""
    return rows.filter(certificates__expires_on__lte=until).distinct()
