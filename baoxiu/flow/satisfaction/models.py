"""Satisfaction rounds, what was answered, measures, and the register of remarks (RQ-SAT)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.customers.models import Customer
from baoxiu.core.actors import Actor
from baoxiu.core.lifecycle import Lifecycle, Move, Stage

ROUND = Lifecycle(
    name=_("satisfaction round"),
    stages=(Stage("running", _("Running"), "open"), Stage("closed", _("Finished"), "closed")),
    moves=(Move("close_round", ("running",), "closed", _("Finish the round"), "satisfaction.run"),),
)
ASK = Lifecycle(
    name=_("survey of a customer"),
    stages=(
        Stage("asked", _("Asked"), "waiting"),
        Stage("answered", _("Answered"), "closed"),
        Stage("declined", _("No answer wished"), "closed"),
    ),
    moves=(
        Move("answer", ("asked",), "answered", _("Keep the answers"), "satisfaction.ask"),
        Move("decline", ("asked",), "declined", _("Does not wish to answer"), "satisfaction.ask"),
    ),
)
REMARK = Lifecycle(
    name=_("remark"),
    stages=(
        Stage("noted", _("Registered"), "open"),
        Stage("given", _("With the department"), "open"),
        Stage("solved", _("Solved"), "closed"),
    ),
    moves=(
        Move("give_remark", ("noted", "given"), "given", _("Give to a department"), "satisfaction.ask"),
        Move("solve_remark", ("given",), "solved", _("Enter the outcome"), "satisfaction.note"),
    ),
)


class RoundRows(models.QuerySet["SurveyRound"]):
    """Rounds."""

    def for_actor(self, actor: Actor) -> RoundRows:
        """Everybody who may see rounds sees all; of the customers asked, those of the own outlets."""
        return self if actor.has("satisfaction.see") else self.none()


class SurveyRound(models.Model):
    """A periodic survey: whom it asks, on which form version, until when (RQ-SAT-02, RQ-SAT-03)."""

    number = models.CharField(max_length=24, unique=True)
    title = models.CharField(max_length=80)
    stage = models.CharField(max_length=8, choices=ROUND.choices, default="running")
    form = models.ForeignKey("forms.FormVersion", models.PROTECT, related_name="+")
    first = models.DateField(help_text="customers served from this day on")
    last = models.DateField(help_text="and until this day")
    customer_class = models.CharField(max_length=10, choices=Customer.Class.choices, blank=True)
    outlet = models.ForeignKey("outlets.Outlet", models.PROTECT, null=True, related_name="+")
    most = models.PositiveSmallIntegerField(help_text="at most so many customers are drawn")
    candidates = models.PositiveIntegerField(default=0)
    answer_until = models.DateField()
    opened_by = models.CharField(max_length=120)
    opened_at = models.DateTimeField()
    closed_by = models.CharField(max_length=120, blank=True)
    closed_at = models.DateTimeField(null=True)
    finding = models.TextField(blank=True)

    objects = RoundRows.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="round_period")
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def chain(self) -> str:
        """Rounds belong to no case."""
        return ""

    @property
    def stage_now(self) -> Stage:
        """The stage with label and group."""
        return ROUND.stage(self.stage)


class AskRows(models.QuerySet["SurveyAsk"]):
    """Customers who were asked."""

    def for_actor(self, actor: Actor) -> AskRows:
        """The customer's own; for staff, those about orders in the actor's outlets."""
        if actor.kind == "customer":
            return self.filter(order__request_id=actor.id)
        return self if actor.outlet_ids is None else self.filter(order__outlet_id__in=actor.outlet_ids)


class SurveyAsk(models.Model):
    """One customer of a round, asked about the latest order; the class is the one of that day (RQ-SAT-06)."""

    class Way(models.TextChoices):
        """How it was answered."""

        LINK = "link", _("By the link")
        PHONE = "phone", _("By phone")

    round = models.ForeignKey(SurveyRound, models.PROTECT, related_name="asks")
    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, related_name="surveys")
    customer_class = models.CharField(max_length=10, choices=Customer.Class.choices)
    stage = models.CharField(max_length=8, choices=ASK.choices, default="asked")
    form = models.ForeignKey("forms.FilledForm", models.PROTECT, null=True, related_name="+")
    way = models.CharField(max_length=5, choices=Way.choices, blank=True)
    note = models.CharField(max_length=300, blank=True)
    by_name = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(null=True, help_text="answered or declined")

    objects = AskRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "order"], name="asked_once_a_round")]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.order_id}"

    @property
    def chain(self) -> str:
        """The order's case."""
        return self.order.chain

    @property
    def stage_now(self) -> Stage:
        """The stage with label and group."""
        return ASK.stage(self.stage)


class Measure(models.Model):
    """What is done about a weak point, by whom, until when, and what came of it (RQ-SAT-04)."""

    round = models.ForeignKey(SurveyRound, models.PROTECT, related_name="measures")
    weak_point = models.CharField(max_length=200)
    text = models.TextField()
    department = models.CharField(max_length=40, help_text="code of the role")
    due_on = models.DateField()
    noted_by = models.CharField(max_length=120)
    noted_at = models.DateTimeField()
    outcome = models.TextField(blank=True)
    finished_by = models.CharField(max_length=120, blank=True)
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.round_id}: {self.weak_point}"

    @property
    def chain(self) -> str:
        """Measures belong to no case."""
        return ""


class RemarkRows(models.QuerySet["Remark"]):
    """Remarks."""

    def for_actor(self, actor: Actor) -> RemarkRows:
        """All in the own outlets for those who see satisfaction; else the own ones and the own department's."""
        mine = models.Q(noted_by_id=actor.id) | models.Q(department__in=actor.roles)
        if not actor.has("satisfaction.see"):
            return self.filter(mine)
        if actor.outlet_ids is None:
            return self
        return self.filter(mine | models.Q(order__outlet_id__in=actor.outlet_ids))


class Remark(models.Model):
    """What a customer said, in writing or orally: a line of the register, given to a department and solved
    (RQ-SAT-05, RQ-SAT-07)."""

    class Kind(models.TextChoices):
        """What it is."""

        PRAISE = "praise", _("Satisfied remark")
        DISCONTENT = "discontent", _("Dissatisfied remark")
        SUGGESTION = "suggestion", _("Suggestion")

    class Form(models.TextChoices):
        """How the department heard it."""

        ORAL = "oral", _("Orally")
        WRITTEN = "written", _("In writing")
        SURVEY = "survey", _("In the survey")

    number = models.CharField(max_length=24, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    form = models.CharField(max_length=7, choices=Form.choices)
    source = models.CharField(max_length=60, help_text="which department heard it")
    text = models.TextField()
    customer_name = models.CharField(max_length=80, blank=True)
    order = models.ForeignKey("work_orders.WorkOrder", models.PROTECT, null=True, related_name="remarks")
    stage = models.CharField(max_length=6, choices=REMARK.choices, default="noted")
    noted_by_id = models.CharField(max_length=40)
    noted_by = models.CharField(max_length=120)
    noted_at = models.DateTimeField()
    department = models.CharField(max_length=40, blank=True, help_text="code of the role that solves it")
    given_by = models.CharField(max_length=120, blank=True)
    due_at = models.DateTimeField(null=True)
    outcome = models.TextField(blank=True)
    solved_by = models.CharField(max_length=120, blank=True)
    solved_at = models.DateTimeField(null=True)

    objects = RemarkRows.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-noted_at", "-id"], name="remark_newest")]

    def __str__(self) -> str:
        return self.number

    @property
    def chain(self) -> str:
        """The order's case, where there is one."""
        return self.order.chain if self.order else ""

    @property
    def stage_now(self) -> Stage:
        """The stage with label and group."""
        return REMARK.stage(self.stage)
