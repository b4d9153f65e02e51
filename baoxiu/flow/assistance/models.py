"""Questions to helpers: an expert, another department (RQ-TRI-09, RQ-INT-09, RQ-INT-10)."""

from __future__ import annotations

from django.db import models

from baoxiu.core.actors import Actor
from baoxiu.core.lifecycle import Stage
from baoxiu.flow.assistance.lifecycle import ASSISTANCE


class AssistanceRows(models.QuerySet["Assistance"]):
    """Questions to helpers."""

    def for_actor(self, actor: Actor) -> AssistanceRows:
        """What I asked and what I am asked; with the right to see them, those of my outlets too."""
        mine = models.Q(pk__in=[])
        if actor.user_id:
            mine = models.Q(helper_id=actor.user_id) | models.Q(asked_by_id=actor.user_id)
        if not actor.has("assistance.see"):
            return self.filter(mine)
        if actor.outlet_ids is None:
            return self
        return self.filter(mine | models.Q(outlet_id__in=actor.outlet_ids))

    def open(self) -> AssistanceRows:
        """Those not ended: the desk still watches them."""
        return self.exclude(stage__in=ASSISTANCE.codes("closed"))


class Assistance(models.Model):
    """A question handed to a person or to a role, with the time by which the answer is wanted."""

    number = models.CharField(max_length=24, unique=True)
    request = models.ForeignKey("intake.RepairRequest", models.PROTECT, related_name="assistance")
    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, null=True, related_name="assistance")
    outlet = models.ForeignKey("outlets.Outlet", models.PROTECT, null=True, related_name="+")
    stage = models.CharField(max_length=20, choices=ASSISTANCE.choices, default="asked")
    question = models.TextField()
    for_customer = models.BooleanField(
        default=False, help_text="the customer waits for the answer (RQ-INT-09)"
    )
    role = models.CharField(max_length=40)
    helper = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="+", help_text="empty: anybody of the role"
    )
    due_at = models.DateTimeField()
    asked_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    asked_by_name = models.CharField(max_length=120)
    asked_at = models.DateTimeField(db_index=True)
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True)
    outcome = models.TextField(blank=True, help_text="what came of it; what the customer was told")
    ended_at = models.DateTimeField(null=True)

    objects = AssistanceRows.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                name="assistance_open",
                condition=models.Q(stage__in=ASSISTANCE.codes("open", "waiting")),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def chain(self) -> str:
        """The case it is about."""
        return self.request.chain

    @property
    def about(self) -> str:
        """The number people know the case by."""
        return self.order.number if self.order else self.request.number

    @property
    def stage_now(self) -> Stage:
        """The stage with label and group."""
        return ASSISTANCE.stage(self.stage)
