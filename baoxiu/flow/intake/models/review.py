"""What is decided about a request, and the departments that give their opinion first (RQ-TRI)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.core.actors import Actor
from baoxiu.core.lifecycle import Stage
from baoxiu.flow.intake.lifecycle import OPINION
from baoxiu.flow.intake.models.request import RepairRequest


class Review(models.Model):
    """One answer of the first review (RQ-TRI-01…08): accepted, asked for more, refused, solved remotely."""

    class Result(models.TextChoices):
        """What the reviewer decided."""

        ACCEPTED = "accepted", _("Accepted")
        ASKED = "asked", _("Asked for more")
        REFUSED = "refused", pgettext_lazy("request", "Refused")
        ADVISED = "advised", _("Solved remotely")

    request = models.ForeignKey(RepairRequest, models.PROTECT, related_name="reviews")
    result = models.CharField(max_length=10, choices=Result.choices)
    reason_code = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True, help_text="reason, question or advice as the customer reads it")
    missing = models.JSONField(default=list)
    severity = models.PositiveSmallIntegerField(default=2)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.request_id}: {self.result}"


class Supplement(models.Model):
    """What the customer added after being asked (RQ-REG-08)."""

    request = models.ForeignKey(RepairRequest, models.PROTECT, related_name="supplements")
    text = models.TextField(blank=True)
    changes = models.JSONField(default=dict)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.request_id}: {self.at}"


class ReviewRoute(models.Model):
    """Which departments give their opinion before a request is decided on, in order (RQ-TRI-05).

    A route holds for a service and a product family, or for all, from a severity on; ``steps`` are role and question.
    """

    name = models.CharField(max_length=60)
    service = models.CharField(max_length=14, choices=RepairRequest.Service.choices, blank=True)
    family = models.ForeignKey("products.Family", models.PROTECT, null=True, related_name="+")
    from_severity = models.PositiveSmallIntegerField(default=1)
    steps = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)
    changed_by = models.CharField(max_length=120)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

    @property
    def chain(self) -> str:
        """Routes belong to no case."""
        return ""


class OpinionRows(models.QuerySet["Opinion"]):
    """Steps of the departments' review."""

    def for_actor(self, actor: Actor) -> OpinionRows:
        """Those of my roles; with the right to see requests, all of my outlets."""
        seen = self if actor.has("intake.see") else self.filter(role__in=actor.roles)
        if actor.kind == "customer":
            return self.none()
        return seen if actor.outlet_ids is None else seen.filter(request__outlet_id__in=actor.outlet_ids)

    def running(self) -> OpinionRows:
        """Those not ended."""
        return self.exclude(stage__in=OPINION.codes("closed"))


class Opinion(models.Model):
    """One department's step in the review of a request: its question, its opinion (RQ-TRI-05).

    A step that was put forward again is a new row; the earlier one stays as it was.
    """

    request = models.ForeignKey(RepairRequest, models.PROTECT, related_name="opinions")
    route = models.ForeignKey(ReviewRoute, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=40)
    question = models.TextField()
    stage = models.CharField(max_length=10, choices=OPINION.choices, default="planned")
    text = models.TextField(blank=True, help_text="the opinion, or why it was sent back")
    addition = models.TextField(blank=True, help_text="what the desk added when it was put forward again")
    by_id = models.CharField(max_length=40, blank=True)
    by_name = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(null=True, help_text="given or sent back")

    objects = OpinionRows.as_manager()

    class Meta:
        indexes = [models.Index(fields=["request", "position"], name="opinion_steps")]

    def __str__(self) -> str:
        return f"{self.request_id} #{self.position}: {self.role}"

    @property
    def chain(self) -> str:
        """The request's case."""
        return self.request.chain

    @property
    def stage_now(self) -> Stage:
        """The stage with label and group."""
        return OPINION.stage(self.stage)
