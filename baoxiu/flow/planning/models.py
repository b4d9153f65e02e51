"""The running plan of an outlet: who is where when, what is held for whom, and what somebody is trying out (RQ-DSP, RQ-APT).

The plan is only rows: opening it is reading them, after a crash as well.
"""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.ranges import no_overlap


class PlanBookRows(models.QuerySet["PlanBook"]):
    """Plans."""

    def for_actor(self, actor: Actor) -> PlanBookRows:
        """Those of the outlets in the actor's scope."""
        return self if actor.outlet_ids is None else self.filter(outlet_id__in=actor.outlet_ids)


class PlanBook(models.Model):
    """The plan of an outlet. Every planning action locks it first, so two dispatchers and the engine follow one another."""

    outlet = models.OneToOneField("outlets.Outlet", models.PROTECT, related_name="plan_book")
    version = models.PositiveIntegerField(default=0, help_text="rises with every change")
    improved_to = models.BigIntegerField(
        default=0, help_text="the event up to which it was improved around new orders"
    )

    objects = PlanBookRows.as_manager()

    def __str__(self) -> str:
        return f"{self.outlet_id}: {self.version}"

    @property
    def chain(self) -> str:
        """A plan has no case."""
        return ""


class PlannedVisit(models.Model):
    """An order's place in the plan. Two people at one order are two rows that start together."""

    class Role(models.TextChoices):
        """What somebody is there for."""

        LEAD = "lead", _("In charge")
        HELPER = "helper", _("Second person")

    book = models.ForeignKey(PlanBook, models.CASCADE, related_name="visits")
    order = models.ForeignKey("work_orders.WorkOrder", models.CASCADE, related_name="planned")
    role = models.CharField(max_length=6, choices=Role.choices, default=Role.LEAD)
    technician = models.ForeignKey("technicians.Technician", models.PROTECT, related_name="planned")
    day = models.DateField(help_text="Chinese date")
    place = models.PositiveSmallIntegerField(help_text="in the technician's day, from 0")
    start = models.DateTimeField()
    end = models.DateTimeField()
    travel_s = models.PositiveIntegerField(default=0, help_text="the way to it, in seconds")
    pinned = models.BooleanField(default=False, help_text="only this technician")
    locked = models.BooleanField(default=False, help_text="only this technician, on this day")
    told_from = models.DateTimeField(null=True, help_text="the window that the customer knows of")
    told_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "role"], name="planned_once_per_role"),
            models.CheckConstraint(
                condition=models.Q(end__gte=models.F("start")), name="planned_visit_forward"
            ),
        ]
        indexes = [
            models.Index(fields=["book", "day"], name="planned_day"),
            models.Index(fields=["technician", "day"], name="planned_technician_day"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.start}"


class Staffing(models.Model):
    """What the desk has said about who must come: two people, an expert (RQ-DSP-04)."""

    order = models.OneToOneField("work_orders.WorkOrder", models.CASCADE, related_name="staffing")
    people = models.PositiveSmallIntegerField(default=1)
    expert = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(people__range=(1, 2)), name="one_or_two_people")
        ]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.people}"


class SlotHold(models.Model):
    """A time that was shown to a customer and is kept free until ``expires_at`` (RQ-APT-01). Expired ones do not count."""

    book = models.ForeignKey(PlanBook, models.CASCADE, related_name="holds")
    order = models.OneToOneField("work_orders.WorkOrder", models.CASCADE, related_name="hold")
    technician = models.ForeignKey(
        "technicians.Technician",
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="none: at the counter",
    )
    day = models.DateField()
    start = models.DateTimeField(help_text="as the plan has it now")
    window_from = models.DateTimeField(help_text="what the customer is shown")
    window_until = models.DateTimeField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(window_until__gt=models.F("window_from")), name="hold_window_forward"
            ),
        ]
        indexes = [models.Index(fields=["book", "expires_at"], name="hold_live")]

    def __str__(self) -> str:
        return f"{self.order_id} {self.window_from}"

    @property
    def chain(self) -> str:
        """The order's case."""
        return self.order.chain


class CounterTime(models.Model):
    """A customer comes to the counter of an outlet at a time (到店预约, RQ-APT-01, RQ-APT-08)."""

    class State(models.TextChoices):
        """What became of it."""

        BOOKED = "booked", _("Expected at the counter")
        CAME = "came", _("Came")
        CANCELLED = "cancelled", _("Called off")

    outlet = models.ForeignKey("outlets.Outlet", models.PROTECT, related_name="counter_times")
    order = models.ForeignKey("work_orders.WorkOrder", models.CASCADE, related_name="counter_times")
    place = models.PositiveSmallIntegerField(help_text="of the counter, from 1")
    start = models.DateTimeField()
    end = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.BOOKED)
    agreed_with = models.CharField(max_length=80)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    technician_id = None

    class Meta:
        constraints = [
            no_overlap(
                "one_customer_per_counter_place",
                "outlet",
                "place",
                where=models.Q(state__in=["booked", "came"]),
            ),
            models.UniqueConstraint(
                fields=["order"], condition=models.Q(state="booked"), name="one_counter_time_per_order"
            ),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="counter_time_forward"
            ),
        ]
        indexes = [models.Index(fields=["outlet", "start"], name="counter_day")]

    def __str__(self) -> str:
        return f"{self.order_id} {self.start}"

    @property
    def chain(self) -> str:
        """The order's case."""
        return self.order.chain

    @property
    def told_from(self) -> datetime:
        """What the customer was told, by the names that a planned visit has."""
        return self.start

    @property
    def told_until(self) -> datetime:
        """Its end."""
        return self.end


class DraftRows(models.QuerySet["Draft"]):
    """Trays."""

    def for_actor(self, actor: Actor) -> DraftRows:
        """One's own."""
        return self.filter(user_id=actor.user_id or 0)


class Draft(models.Model):
    """A what-if tray: changes tried out on the plan as it stood at ``version``, nobody's until they are published."""

    book = models.ForeignKey(PlanBook, models.CASCADE, related_name="drafts")
    user = models.ForeignKey("accounts.User", models.CASCADE, null=True, related_name="+")
    by_name = models.CharField(max_length=120)
    cause = models.CharField(max_length=20, default="tried")
    changes = models.JSONField(default=list, help_text="days before and after, as DayChange.plain has them")
    freed = models.JSONField(default=list, help_text="orders whose told window may move")
    version = models.PositiveIntegerField(help_text="of the book when the tray was opened")
    opened_at = models.DateTimeField()

    objects = DraftRows.as_manager()

    def __str__(self) -> str:
        return f"{self.book_id}: {self.by_name}"


class Touched(models.Model):
    """Something that a plan is drawn from was changed: written by the database itself in the transaction of the change, so that
    no kept picture is believed for longer than it is true (docs/decisions/0016).

    ``outlet_id`` 0: every outlet; ``order_id`` 0: not one order, but its ``what``.
    """

    class What(models.TextChoices):
        """What has to be read anew; nobody is shown it."""

        ORDER = "order"
        PEOPLE = "people"
        ALL = "all"

    transaction = models.BigIntegerField(help_text="its number in the database cluster")
    outlet_id = models.BigIntegerField()
    order_id = models.BigIntegerField()
    what = models.CharField(max_length=6, choices=What.choices)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["outlet_id", "transaction", "order_id", "what"], name="touched_once"
            ),
        ]
        indexes = [models.Index(fields=["transaction"], name="touched_transaction")]

    def __str__(self) -> str:
        return f"{self.transaction}: {self.what} {self.order_id}"
