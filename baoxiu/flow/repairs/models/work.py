"""Assessment, parts, steps, measurements: what was found and done (RQ-ASM, RQ-EXE)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from baoxiu.core.forms.definitions import FormField
from baoxiu.core.money import MoneyField


class Assessment(models.Model):
    """The technical assessment with its three results (RQ-ASM-01…04)."""

    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="assessments")
    fault_nature = models.TextField(help_text="what is broken, found by visit or test")
    cause_class = models.CharField(max_length=30)
    cause_text = models.TextField(blank=True)
    repairable = models.BooleanField()
    cost_sensible = models.BooleanField()
    proposal = models.TextField(blank=True)
    verdict = models.ForeignKey("warranty.Verdict", models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.fault_nature[:40]}"


class ExchangeRoute(models.Model):
    """Beyond repair or too dear: the product is to be exchanged for the same model (RQ-ASM-05)."""

    class Ground(models.TextChoices):
        """Why no repair makes sense."""

        BEYOND_REPAIR = "beyond_repair", _("Beyond repair")
        TOO_DEAR = "too_dear", _("The repair is too dear")

    order = models.OneToOneField("work_orders.WorkOrder", models.PROTECT, related_name="exchange_route")
    ground = models.CharField(max_length=14, choices=Ground.choices)
    decision = models.ForeignKey("decisions.Decision", models.PROTECT, related_name="+")
    repair_cost = MoneyField(null=True)
    product_price = MoneyField(null=True)
    told = models.CharField(max_length=80, help_text="who at the customer's was told")
    note = models.CharField(max_length=300, blank=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.order_id}: {self.ground}"


class PartUsed(models.Model):
    """A part built in, with the serials of the old and the new one (RQ-EXE-03, RQ-EXE-05)."""

    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="parts_used")
    quote_line = models.ForeignKey("repairs.QuoteLine", models.PROTECT, null=True, related_name="used")
    name = models.CharField(max_length=80)
    quantity = models.DecimalField(max_digits=8, decimal_places=2, default=1)
    old_serial = models.CharField(max_length=60, blank=True)
    new_serial = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=200, blank=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class WorkStep(models.Model):
    """An operation noted while working: the repair record (维修记录, RQ-EXE-05)."""

    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="steps")
    text = models.TextField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class StepCheck(models.Model):
    """Somebody else looked at a step before the next one begins (RQ-QC-09)."""

    step = models.OneToOneField(WorkStep, models.PROTECT, related_name="check_made")
    passed = models.BooleanField()
    finding = models.CharField(max_length=300, blank=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.step_id}: {self.passed}"


class Measurement(models.Model):
    """A worn part held against its limit, and what is done about it (RQ-EXE-04)."""

    class Remedy(models.TextChoices):
        """What follows where the limit is passed."""

        REPAIR = "repair", pgettext_lazy("remedy", "Repair it")
        REPLACE = "replace", pgettext_lazy("remedy", "Replace it")

    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="measurements")
    filled = models.ForeignKey("forms.FilledForm", models.PROTECT, related_name="+")
    key = models.CharField(max_length=40, help_text="item of the measuring sheet")
    value = models.CharField(max_length=30)
    passed = models.BooleanField()
    remedy = models.CharField(max_length=8, choices=Remedy.choices, blank=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.order_id} {self.key}: {self.value}"

    @property
    def item(self) -> FormField:
        """The question of the sheet, with its limits."""
        return next(item for item in self.filled.form.items if item.key == self.key)

    @property
    def name(self) -> str:
        """What was measured, in the reader's language."""
        return (get_language() == "en" and self.item.label_en) or self.item.label
