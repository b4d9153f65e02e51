"""The register of contacts with customers."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.flow.intake.models.request import RepairRequest


class ContactRows(models.QuerySet["ContactEntry"]):
    """Entries of the contact register."""

    def for_actor(self, actor: Actor) -> ContactRows:
        """Outlets see their own; an entry without a case belongs to the outlet of who noted it."""
        if actor.kind == "customer":
            return self.none()
        return self if actor.outlet_ids is None else self.filter(outlet_id__in=actor.outlet_ids)


class ContactEntry(models.Model):
    """A contact with a customer, by whoever began it (RQ-INT-06, RQ-TRI-10, RQ-EXE-08, RQ-REG-08, RQ-REG-09)."""

    class Direction(models.TextChoices):
        """Who began."""

        INCOMING = "incoming", _("Customer came to us")
        OUTGOING = "outgoing", _("We went to the customer")

    class Way(models.TextChoices):
        """How."""

        PHONE = "phone", _("Phone")
        MESSAGE = "message", _("Message")
        MAIL = "mail", _("E-mail")
        LETTER = "letter", _("Letter or fax")
        IN_PERSON = "in_person", _("In person")

    class Topic(models.TextChoices):
        """What it was about."""

        CONSULTATION = "consultation", _("Consultation")
        REPAIR = "repair", _("Repair")
        COMPLAINT = "complaint", _("Complaint")
        MISSING = "missing", _("Missing information")
        CONFIRMATION = "confirmation", _("Problem and wish confirmed")
        PROGRESS = "progress", _("Progress told")
        OTHER = "other", _("Other")

    request = models.ForeignKey(RepairRequest, models.PROTECT, null=True, related_name="contacts")
    customer = models.ForeignKey("customers.Customer", models.PROTECT, null=True, related_name="+")
    outlet = models.ForeignKey("outlets.Outlet", models.PROTECT, null=True, related_name="+")
    direction = models.CharField(max_length=10, choices=Direction.choices)
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.PHONE)
    topic = models.CharField(max_length=14, choices=Topic.choices)
    name = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=20, blank=True, help_text="E.164")
    reached = models.BooleanField(default=True)
    text = models.TextField(blank=True, help_text="what was said")
    next_try_at = models.DateTimeField(null=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(db_index=True)

    objects = ContactRows.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["phone", "-at"], name="contact_unlinked", condition=models.Q(request=None)),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.at}"

    @property
    def chain(self) -> str:
        """The case; a call that led to none has no case."""
        return self.request.chain if self.request else ""
