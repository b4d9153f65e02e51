"""The customer's file, the next contact that is planned with it, sales visits and service reminders."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.lifecycle import Lifecycle, Move, Stage

CUSTOMER_FILE = Lifecycle(
    name=_("customer file"),
    stages=(Stage("wanted", _("To be made"), "open"), Stage("made", _("File made"), "closed")),
    moves=(Move("make_file", ("wanted",), "made", _("Make the file"), "followups.call"),),
)
"""The life of a customer's file (RQ-CUS-02)."""

PLANNED_CONTACT = Lifecycle(
    name=_("planned contact"),
    stages=(Stage("planned", _("To come"), "open"), Stage("held", _("Held"), "closed")),
    moves=(Move("hold_contact", ("planned",), "held", _("Enter the talk"), "followups.call"),),
)
"""The life of the next contact with a customer (RQ-REV-05)."""


class CustomerFile(models.Model):
    """A customer's file: wanted by the case that brought the customer here, made when it is complete
    (RQ-CUS-02, T25)."""

    customer = models.OneToOneField("customers.Customer", models.PROTECT, related_name="service_file")
    request = models.ForeignKey("intake.RepairRequest", models.PROTECT, related_name="+")
    stage = models.CharField(max_length=6, choices=CUSTOMER_FILE.choices, default="wanted")
    wanted_at = models.DateTimeField()
    made_by = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.customer_id}: {self.stage}"

    @property
    def chain(self) -> str:
        """The case that brought the customer here."""
        return self.request.chain

    @property
    def stage_now(self) -> Stage:
        """The stage with label and group."""
        return CUSTOMER_FILE.stage(self.stage)


class PlannedRows(models.QuerySet["PlannedContact"]):
    """Planned contacts."""

    def for_actor(self, actor: Actor) -> PlannedRows:
        """Those with customers whom the actor's outlets serve."""
        ids = actor.outlet_ids
        return self if ids is None else self.filter(customer__served_by__outlet_id__in=ids).distinct()


class PlannedContact(models.Model):
    """What is to be talked about with a customer next, and when (RQ-REV-05)."""

    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="planned_contacts")
    topic = models.CharField(max_length=200)
    planned_at = models.DateTimeField()
    stage = models.CharField(max_length=7, choices=PLANNED_CONTACT.choices, default="planned")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    outcome = models.TextField(blank=True)
    held_by = models.CharField(max_length=120, blank=True)
    held_at = models.DateTimeField(null=True)

    objects = PlannedRows.as_manager()

    class Meta:
        indexes = [models.Index(fields=["stage", "planned_at"], name="planned_contact_queue")]

    def __str__(self) -> str:
        return f"{self.customer_id}: {self.topic}"

    @property
    def chain(self) -> str:
        """Contacts belong to the customer, not to a case."""
        return ""

    @property
    def stage_now(self) -> Stage:
        """The stage with label and group."""
        return PLANNED_CONTACT.stage(self.stage)


class VisitRows(models.QuerySet["SalesVisit"]):
    """Sales visits."""

    def for_actor(self, actor: Actor) -> VisitRows:
        """Those to customers whom the actor's outlets serve."""
        ids = actor.outlet_ids
        return self if ids is None else self.filter(customer__served_by__outlet_id__in=ids).distinct()


class SalesVisit(models.Model):
    """A line of the customer service register (顾客服务登记表): what sales heard on a visit (RQ-REV-18)."""

    class Quality(models.TextChoices):
        """How the customer finds the product."""

        GOOD = "good", _("Good")
        FAIR = "fair", _("Fair")
        POOR = "poor", _("Poor")

    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="sales_visits")
    visited_on = models.DateField()
    product = models.CharField(max_length=120)
    quality = models.CharField(max_length=4, choices=Quality.choices)
    finding = models.TextField(blank=True, help_text="what was seen of the product's quality")
    opinion = models.TextField(help_text="what the customer thinks and wishes")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    objects = VisitRows.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-visited_on", "-id"], name="sales_visit_newest")]

    def __str__(self) -> str:
        return f"{self.customer_id}: {self.visited_on}"

    @property
    def chain(self) -> str:
        """Visits belong to the customer, not to a case."""
        return ""


class ServiceReminder(models.Model):
    """That a customer was reminded of a product's due service: once for each due day (RQ-NOT-03)."""

    unit = models.ForeignKey("products.Unit", models.PROTECT, related_name="+")
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="+")
    due_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "due_on"], name="reminded_once")]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.due_on}"

    @property
    def chain(self) -> str:
        """Reminders belong to no case."""
        return ""
