"""The work order (RQ-WO)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.core.actors import Actor
from baoxiu.core.lifecycle import Stage
from baoxiu.flow.intake.models import RepairRequest
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.flow.work_orders.paths import PATHS, SHEET_STAGES, Path


class OrderRows(models.QuerySet["WorkOrder"]):
    """Work orders."""

    def for_actor(self, actor: Actor) -> OrderRows:
        """Customers: their case. Technicians without a wider right: their own. Outlets: theirs."""
        if actor.kind == "customer":
            return self.filter(request_id=actor.id)
        rows = self if actor.outlet_ids is None else self.filter(outlet_id__in=actor.outlet_ids)
        if actor.technician_id and not actor.has("orders.see"):
            return rows.filter(technician_id=actor.technician_id)
        return rows

    def open(self) -> OrderRows:
        """Those not closed."""
        return self.filter(stage__in=ORDER.codes("open", "waiting"))


class WorkOrder(models.Model):
    """A job on one product (RQ-WO-01, RQ-WO-02). Later stages hang their records on it."""

    class ServiceClass(models.TextChoices):
        """Paid or free (RQ-WAR-09); undecided until the first verdict."""

        FREE = "free", _("In warranty")
        PAID = "paid", _("Paid repair")
        UNDECIDED = "undecided", _("To be decided")
        BY_LIST = "by_list", _("By the price list")

    class Outcome(models.TextChoices):
        """How it ended."""

        REPAIRED = "repaired", _("Repaired")
        NOT_REPAIRABLE = "not_repairable", _("Not repairable")
        NOT_REPAIRED = "not_repaired", _("Repairable, not repaired")
        QUOTE_REFUSED = "quote_refused", _("Quote refused")
        CANCELLED = "cancelled", _("Cancelled")
        DONE = "done", pgettext_lazy("outcome", "Work done")
        UNKNOWN = "unknown", _("Not known")

    number = models.CharField(max_length=24, unique=True)
    request = models.ForeignKey("intake.RepairRequest", models.PROTECT, related_name="orders")
    line = models.PositiveSmallIntegerField(default=1, help_text="device of the request")
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="orders")
    family = models.ForeignKey("products.Family", models.PROTECT, related_name="+")
    unit = models.ForeignKey("products.Unit", models.PROTECT, null=True, related_name="orders")
    outlet = models.ForeignKey("outlets.Outlet", models.PROTECT, null=True, related_name="orders")
    technician = models.ForeignKey("technicians.Technician", models.PROTECT, null=True, related_name="orders")
    service = models.CharField(
        max_length=14, choices=RepairRequest.Service.choices, default=RepairRequest.Service.REPAIR
    )
    mode = models.CharField(max_length=10)
    stage = models.CharField(max_length=20, choices=ORDER.choices, default="created")
    service_class = models.CharField(
        max_length=10, choices=ServiceClass.choices, default=ServiceClass.UNDECIDED
    )
    severity = models.PositiveSmallIntegerField(default=2)
    priority = models.PositiveSmallIntegerField(default=3)
    repeat_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="repeats")
    outcome = models.CharField(max_length=16, choices=Outcome.choices, blank=True)
    barrier = models.CharField(max_length=200, blank=True, help_text="what stood in the way of a repair")
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    handed_over_at = models.DateTimeField(null=True)

    objects = OrderRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "line"], name="order_once_per_line")]
        indexes = [
            models.Index(fields=["stage", "-created_at"], name="order_queue"),
            models.Index(fields=["outlet", "stage"], name="order_outlet"),
            models.Index(fields=["technician", "stage"], name="order_technician"),
            models.Index(fields=["-created_at"], name="order_newest"),
            models.Index(
                fields=["-closed_at"], name="order_closed", condition=models.Q(closed_at__isnull=False)
            ),
            models.Index(
                fields=["handed_over_at"],
                name="order_handed_over",
                condition=models.Q(handed_over_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def chain(self) -> str:
        """The case opened by the request."""
        return f"case:{self.request_id}"

    @property
    def stage_now(self) -> Stage:
        """The stage with label and group, in the words of the service."""
        own = SHEET_STAGES.get(self.stage) if self.path.by_sheet else None
        return own or ORDER.stage(self.stage)

    @property
    def outcome_of_success(self) -> str:
        """What accepted work is called: repaired, or done where nothing was broken."""
        return str(self.Outcome.DONE if self.path.by_sheet else self.Outcome.REPAIRED)

    @property
    def path(self) -> Path:
        """Which parts of the flow this order walks (RQ-INT-16)."""
        return PATHS[self.service]


class DispatchItem(models.Model):
    """A line of the dispatch sheet (派工单): what is to be done (RQ-WO-03)."""

    order = models.ForeignKey(WorkOrder, models.PROTECT, related_name="items")
    text = models.CharField(max_length=200)
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.text


class ExpectedPart(models.Model):
    """What somebody expects a job to need, by part number (RQ-APT-07); without such rows the fault's usual parts are likely."""

    order = models.ForeignKey(WorkOrder, models.PROTECT, related_name="expected_parts")
    part = models.ForeignKey("parts.Part", models.PROTECT, related_name="+")
    quantity = models.DecimalField(max_digits=8, decimal_places=2)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "part"], name="expected_part_once")]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.part_id} {self.quantity}"


class Cancellation(models.Model):
    """Why an order ended before its repair."""

    order = models.OneToOneField(WorkOrder, models.PROTECT, related_name="cancellation")
    reason = models.TextField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.order_id}: {self.reason}"


class Closure(models.Model):
    """How it was confirmed that the case is over (RQ-WO-08, RQ-ACC-04)."""

    order = models.OneToOneField(WorkOrder, models.PROTECT, related_name="closure")
    confirmation = models.CharField(max_length=40, help_text="what confirmed it: signature, handed back…")
    note = models.CharField(max_length=300, blank=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.order_id}: {self.confirmation}"
