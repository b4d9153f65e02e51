"""Promises (deadlines), their pauses, and the working calendar."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor


class PromiseRows(models.QuerySet["Promise"]):
    """Promises."""

    def for_actor(self, actor: Actor) -> PromiseRows:
        """Those of the outlets in the actor's scope; what has no outlet yet belongs to the centre."""
        return self if actor.outlet_ids is None else self.filter(outlet_id__in=actor.outlet_ids)


class Promise(models.Model):
    """A deadline that runs, declared in ``declarations.py``."""

    class State(models.TextChoices):
        """How it stands. ``late`` still runs; ``broken`` was kept too late or never."""

        RUNNING = "running", _("running")
        LATE = "late", _("late")
        KEPT = "kept", _("kept")
        BROKEN = "broken", _("broken")
        CANCELLED = "cancelled", _("cancelled")

    kind = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    case = models.CharField(max_length=40, blank=True)
    label = models.CharField(max_length=60, blank=True, help_text="number of the case, for lists")
    outlet_id = models.BigIntegerField(null=True)
    owner_role = models.CharField(max_length=40)
    started_at = models.DateTimeField()
    not_before = models.DateTimeField(null=True)
    limit_amount = models.PositiveIntegerField()
    limit_unit = models.CharField(max_length=16)
    due_at = models.DateTimeField(null=True, help_text="empty while paused")
    warn_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    warned = models.BooleanField(default=False)
    escalation = models.PositiveSmallIntegerField(default=0)
    next_look_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    start_event_id = models.BigIntegerField()
    policy_version_id = models.BigIntegerField(null=True)
    provisional = models.BooleanField(default=False, help_text="reaches beyond the known calendar")

    objects = PromiseRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "start_event_id"], name="promise_once_per_start"),
        ]
        indexes = [
            models.Index(
                fields=["next_look_at"],
                name="promise_next_look",
                condition=models.Q(next_look_at__isnull=False),
            ),
            models.Index(fields=["subject_kind", "subject_id"], name="promise_subject"),
            models.Index(fields=["case"], name="promise_case"),
            models.Index(
                fields=["due_at"], name="promise_running", condition=models.Q(state__in=["running", "late"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_kind}:{self.subject_id}"

    @property
    def chain(self) -> str:
        """The case this belongs to."""
        return self.case


class Pause(models.Model):
    """Time that does not count, with its reason."""

    promise = models.ForeignKey(Promise, models.CASCADE, related_name="pauses")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["promise"], name="one_open_pause", condition=models.Q(ends_at=None)
            ),
        ]

    def __str__(self) -> str:
        return self.reason


class LateReason(models.Model):
    """Why a deadline was not kept, as it was reported upwards (RQ-EXE-09)."""

    promise = models.ForeignKey(Promise, models.CASCADE, related_name="reasons")
    text = models.TextField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text


class CalendarDay(models.Model):
    """A day that differs from the weekday rule: holiday or make-up working day. Editable."""

    class Kind(models.TextChoices):
        """Free or working."""

        HOLIDAY = "holiday", _("Public holiday")
        MAKE_UP = "make_up", _("Make-up working day")

    day = models.DateField(unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"


class KnownYear(models.Model):
    """A year whose official calendar has been entered; beyond it, due dates are provisional."""

    year = models.PositiveSmallIntegerField(unique=True)
    source = models.CharField(max_length=60)

    def __str__(self) -> str:
        return str(self.year)
