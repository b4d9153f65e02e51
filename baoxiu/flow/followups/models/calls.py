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
        Move("note_call_back", ("planned",), "planned", _("Call back later"), "followups.call"),
        Move("note_no_answer", ("planned",), "planned", _("No answer"), "followups.call"),
        Move("record_answer", ("planned",), "answered", _("Record the answer"), "followups.call"),
        Move("give_up", ("planned",), "not_reached", _("Give up"), "followups.call"),
    ),
)
"""The life of a revisit (回访), requirements appendix e9."""


QUESTION = Lifecycle(
    name=_("open question"),
    stages=(
        Stage("raised", _("With the service manager"), "open"),
        Stage("decided", _("Customer to be told"), "open"),
        Stage("told", _("Customer told"), "closed"),
    ),
    moves=(
        Move("decide", ("raised",), "decided", _("Decide"), "followups.decide"),
        Move("tell", ("decided",), "told", _("Customer was told"), "followups.call"),
    ),
)
"""The life of a matter that a call could not solve (RQ-REV-07), requirements appendix e9."""


class FollowupRows(models.QuerySet["Followup"]):
    """Follow-ups."""

    def for_actor(self, actor: Actor) -> FollowupRows:
        """Those of orders in the actor's outlets."""
        return self if actor.outlet_ids is None else self.filter(order__outlet_id__in=actor.outlet_ids)


class Followup(models.Model):
    """A planned call: not before its first day, not after its last (RQ-REV-01, RQ-REV-02, RQ-REV-10, RQ-REV-17,
    T20, T21)."""

    class Kind(models.TextChoices):
        """Which call it is; each has its own form."""

        FIRST = "first", _("First call")
        SECOND = "second", _("Second call")
        REGULAR = "regular", _("Regular call")
        SOLVED = "solved", _("Call after a complaint")

    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="followups")
    sequence = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.FIRST)
    stage = models.CharField(max_length=12, choices=FOLLOWUP.choices, default="planned")
    not_before = models.DateTimeField()
    until = models.DateTimeField()
    form = models.ForeignKey("forms.FilledForm", models.PROTECT, null=True, related_name="+")
    satisfied = models.BooleanField(null=True)
    opinion = models.TextField(blank=True)
    calls_welcome = models.BooleanField(null=True, help_text="what the customer said about further calls")
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


class CallRows(models.QuerySet["FollowupCall"]):
    """Calls that were made."""

    def for_actor(self, actor: Actor) -> CallRows:
        """Those about orders in the actor's outlets."""
        ids = actor.outlet_ids
        return self if ids is None else self.filter(followup__order__outlet_id__in=ids)


class FollowupCall(models.Model):
    """One call to the customer: a line of the call register (RQ-REV-13)."""

    class Result(models.TextChoices):
        """What came of it."""

        ANSWERED = "answered", _("Answered")
        NO_ANSWER = "no_answer", _("No answer")
        CALL_BACK = "call_back", _("Call back later")
        TOLD = "told", _("Answer told")

    followup = models.ForeignKey(Followup, models.PROTECT, related_name="calls")
    result = models.CharField(max_length=10, choices=Result.choices)
    call_back_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    objects = CallRows.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-at", "-id"], name="call_newest")]

    def __str__(self) -> str:
        return f"{self.followup_id}: {self.result}"

    @property
    def reached(self) -> bool:
        """Whether somebody picked up."""
        return self.result != self.Result.NO_ANSWER


class Question(models.Model):
    """What a call could not solve: decided by the service manager, told to the customer (RQ-REV-07, T23, T24)."""

    followup = models.ForeignKey(Followup, models.PROTECT, related_name="questions")
    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="questions")
    stage = models.CharField(max_length=8, choices=QUESTION.choices, default="raised")
    text = models.TextField()
    raised_at = models.DateTimeField()
    decision = models.TextField(blank=True)
    decided_by = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)
    answer_due_at = models.DateTimeField(null=True)
    told_by = models.CharField(max_length=120, blank=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["order"], name="one_open_question", condition=~models.Q(stage="told")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.stage}"

    @property
    def chain(self) -> str:
        """The order's case."""
        return self.order.chain

    @property
    def stage_now(self) -> Stage:
        """The stage with label and group."""
        return QUESTION.stage(self.stage)


class Praise(models.Model):
    """A customer's thanks, kept for the technician (RQ-REV-09)."""

    followup = models.OneToOneField(Followup, models.PROTECT, related_name="praise")
    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="praises")
    technician = models.ForeignKey("technicians.Technician", models.PROTECT, related_name="praises")
    text = models.TextField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["technician", "-at"], name="praise_newest")]

    def __str__(self) -> str:
        return f"{self.technician_id}: {self.text[:20]}"

    @property
    def chain(self) -> str:
        """The order's case."""
        return self.order.chain


class LetterRows(models.QuerySet["Letter"]):
    """Letters."""

    def for_actor(self, actor: Actor) -> LetterRows:
        """Those about orders in the actor's outlets."""
        return self if actor.outlet_ids is None else self.filter(order__outlet_id__in=actor.outlet_ids)


class Letter(models.Model):
    """A notice, invitation or reply that was sent: a line of the letter register (RQ-REV-11, RQ-REV-14)."""

    class Kind(models.TextChoices):
        """What it is."""

        NOTICE = "notice", _("Notice")
        INVITATION = "invitation", _("Invitation")
        REPLY = "reply", _("Reply")

    class Way(models.TextChoices):
        """How it went."""

        POST = "post", _("By post")
        EMAIL = "email", _("By e-mail")
        WECHAT = "wechat", _("By WeChat")
        SMS = "sms", _("By text message")

    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    way = models.CharField(max_length=8, choices=Way.choices)
    text = models.TextField()
    sent_on = models.DateField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    objects = LetterRows.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-sent_on", "-id"], name="letter_newest")]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.kind}"

    @property
    def chain(self) -> str:
        """The order's case."""
        return self.order.chain


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
