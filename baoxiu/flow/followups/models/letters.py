"""Letters that customers wrote."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.lifecycle import Lifecycle, Move, Stage

INCOMING_LETTER = Lifecycle(
    name=_("customer's letter"),
    stages=(
        Stage("registered", _("Waits for approval"), "open"),
        Stage("decided", _("Letter decided"), "closed"),
    ),
    moves=(Move("decide_letter", ("registered",), "decided", _("Decide on the letter"), "followups.decide"),),
)
"""The life of a customer's letter (RQ-REG-05)."""


class IncomingRows(models.QuerySet["IncomingLetter"]):
    """Customers' letters."""

    def for_actor(self, actor: Actor) -> IncomingRows:
        """Those of the actor's outlets."""
        return self if actor.outlet_ids is None else self.filter(outlet_id__in=actor.outlet_ids)


class IncomingLetter(models.Model):
    """A letter about a complaint, a return or an exchange, with all that must be known before it is decided on
    (RQ-REG-05)."""

    class Topic(models.TextChoices):
        """What it is about."""

        COMPLAINT = "complaint", _("Complaint")
        RETURN = "return", _("Return")
        EXCHANGE = "exchange", _("Exchange")

    number = models.CharField(max_length=24, unique=True)
    topic = models.CharField(max_length=9, choices=Topic.choices)
    customer_name = models.CharField(max_length=80)
    address = models.CharField(max_length=200)
    contact = models.CharField(max_length=80, help_text="phone or other way to reach the customer")
    product = models.CharField(max_length=120)
    grade = models.CharField(max_length=40, help_text="商品等级")
    purchased_on = models.DateField()
    problem = models.TextField()
    received_on = models.DateField()
    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, null=True, related_name="+")
    outlet = models.ForeignKey("outlets.Outlet", models.PROTECT, null=True, related_name="+")
    stage = models.CharField(max_length=10, choices=INCOMING_LETTER.choices, default="registered")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    decision = models.TextField(blank=True)
    decided_by = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)

    objects = IncomingRows.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-received_on", "-id"], name="incoming_letter_newest")]

    def __str__(self) -> str:
        return self.number

    @property
    def chain(self) -> str:
        """The order's case, where there is one."""
        return self.order.chain if self.order else ""

    @property
    def stage_now(self) -> Stage:
        """The stage with label and group."""
        return INCOMING_LETTER.stage(self.stage)
