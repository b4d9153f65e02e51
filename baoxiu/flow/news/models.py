"""What field staff tell the dispatcher about customers and outlets (RQ-DSP-08)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.core.actors import Actor


class NewsRows(models.QuerySet["FieldNews"]):
    """News from the field."""

    def for_actor(self, actor: Actor) -> NewsRows:
        """A technician's own; for whoever keeps the file those of the outlets in scope."""
        if actor.technician_id and not actor.has("customers.change"):
            return self.filter(technician=actor.technician_id)
        return self if actor.outlet_ids is None else self.filter(outlet__in=actor.outlet_ids)


class FieldNews(models.Model):
    """One report: what is no longer as the computer says. ``phone``, ``name`` and ``address``: what is right now."""

    class About(models.TextChoices):
        """What it is about."""

        CUSTOMER = "customer", pgettext_lazy("news", "The customer")
        OUTLET = "outlet", pgettext_lazy("news", "The outlet")

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", pgettext_lazy("news", "To be looked at")
        TAKEN = "taken", _("Taken over")
        REFUSED = "refused", pgettext_lazy("news", "Not taken over")

    about = models.CharField(max_length=8, choices=About.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    technician = models.ForeignKey("technicians.Technician", models.PROTECT, related_name="news")
    outlet = models.ForeignKey("outlets.Outlet", models.PROTECT, related_name="news")
    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, null=True, related_name="news")
    customer = models.ForeignKey("customers.Customer", models.PROTECT, null=True, related_name="news")
    text = models.CharField(max_length=500)
    name = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    address = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    answer = models.CharField(max_length=300, blank=True, help_text="what was done, or why not")
    decided_by = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)

    objects = NewsRows.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="news_of_a_customer_names_him",
                condition=~models.Q(about="customer") | models.Q(customer__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.text[:40]}"

    @property
    def chain(self) -> str:
        """A job's case, where it was heard there."""
        return self.order.chain if self.order else ""
