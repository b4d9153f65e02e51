"""Follow-up calls in their window, and the customer's own rating (RQ-REV, RQ-SAT-01)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.lifecycle import Lifecycle, Move, Stage

FOLLOWUP = Lifecycle(
    name=_("follow-up"),
    stages=(
        Stage("planned", _("Planned"), "open"),
        Stage("answered", _("Answered"), "closed"),
        Stage("not_reached", _("Not reached"), "closed"),
    ),
    moves=(
        Move("note_no_answer", ("planned",), "planned", _("No answer"), "followups.call"),
        Move("record_answer", ("planned",), "answered", _("Record the answer"), "followups.call"),
        Move("give_up", ("planned",), "not_reached", _("Give up"), "followups.call"),
    ),
)
"""The life of a revisit (回访), requirements appendix e9."""


class FollowupRows(models.QuerySet["Followup"]):
    """Follow-ups."""

    def for_actor(self, actor: Actor) -> FollowupRows:
        """Those of orders in the actor's outlets."""
        return self if actor.outlet_ids is None else self.filter(order__outlet_id__in=actor.outlet_ids)


class Followup(models.Model):
    """A planned call: not before its first day, not after its last (RQ-REV-01, T20)."""

    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="followups")
    sequence = models.PositiveSmallIntegerField(default=1)
    stage = models.CharField(max_length=12, choices=FOLLOWUP.choices, default="planned")
    not_before = models.DateTimeField()
    until = models.DateTimeField()
    form = models.ForeignKey("forms.FilledForm", models.PROTECT, null=True, related_name="+")
    satisfied = models.BooleanField(null=True)
    opinion = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    by_name = models.CharField(max_length=120, blank=True)

    objects = FollowupRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "sequence"], name="followup_once")]
        indexes = [models.Index(fields=["stage", "not_before"], name="followup_queue")]

    def __str__(self) -> str:
        return f"{self.order_id} #{self.sequence}"

    @property
    def chain(self) -> str:
        """The order's case."""
        return self.order.chain

    @property
    def stage_now(self) -> Stage:
        """The stage with label and group."""
        return FOLLOWUP.stage(self.stage)


class FollowupCall(models.Model):
    """One try to reach the customer (RQ-REV-13)."""

    followup = models.ForeignKey(Followup, models.PROTECT, related_name="calls")
    reached = models.BooleanField()
    note = models.CharField(max_length=300, blank=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.followup_id}: {self.reached}"


class Rating(models.Model):
    """What the customer says on the own page after the job: once per order (O05)."""

    order = models.OneToOneField("work_orders.WorkOrder", models.PROTECT, related_name="rating")
    quality = models.PositiveSmallIntegerField()
    attitude = models.PositiveSmallIntegerField()
    time = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quality__range=(1, 5), attitude__range=(1, 5), time__range=(1, 5)),
                name="rating_1_to_5",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.quality}/{self.attitude}/{self.time}"

    @property
    def chain(self) -> str:
        """The order's case."""
        return self.order.chain
