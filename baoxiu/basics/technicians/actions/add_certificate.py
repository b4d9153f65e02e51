"""Certificates with their last valid day."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics import texts
from baoxiu.basics.technicians.models import Certificate, Technician
from baoxiu.basics.technicians.permissions import may_change
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import InvalidInput
from baoxiu.core.rows import lock


@transaction.atomic
def add_certificate(
    technician: Technician, kind: str, number: str, *, issued_on: date, expires_on: date,
    by: Actor, at: datetime,
) -> Certificate:  # fmt: skip
    """A certificate, or new days for a known one (RQ-DSP-05, CL14). ``expires_on`` is the last valid day."""
    may_change(by, technician).or_refuse()
    if kind not in Certificate.Kind.values:
        raise InvalidInput(_("Please choose a kind of certificate."), field="kind")
    if expires_on < issued_on:
        raise InvalidInput(_("The last day lies before the first."), field="expires_on")
    technician = lock(technician)
    certificate, _created = Certificate.objects.update_or_create(
        technician=technician,
        kind=kind,
        number=texts.one_line(number, field="number", most=60),
        defaults={"issued_on": issued_on, "expires_on": expires_on},
    )
    record("technicians.certificate_added", technician, by=by, at=at, certificate=kind, expires_on=expires_on)
    return certificate


@transaction.atomic
def remove_certificate(certificate: Certificate, *, by: Actor, at: datetime) -> Technician:
    """Take back a certificate that was entered wrongly or withdrawn."""
    may_change(by, certificate.technician).or_refuse()
    technician = lock(certificate.technician)
    record("technicians.certificate_removed", technician, by=by, at=at, certificate=str(certificate))
    certificate.delete()
    return technician
