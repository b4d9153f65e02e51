"""The repair request, the delivery it came with, and the customer's link to it (RQ-INT, RQ-REG)."""

from __future__ import annotations

import uuid

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Reverse, Upper
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.lifecycle import Stage
from baoxiu.flow.intake.lifecycle import REQUEST


class RequestRows(models.QuerySet["RepairRequest"]):
    """Repair requests."""

    def for_actor(self, actor: Actor) -> RequestRows:
        """Outlets see their own; what has no outlet yet is seen by those who see everything."""
        if actor.kind == "customer":
            return self.filter(pk=actor.id)
        return self if actor.outlet_ids is None else self.filter(outlet_id__in=actor.outlet_ids)


class BatchRows(models.QuerySet["Batch"]):
    """Deliveries of many devices."""

    def for_actor(self, actor: Actor) -> BatchRows:
        """Outlets see their own; customers come by the link of a request."""
        if actor.kind == "customer":
            return self.none()
        return self if actor.outlet_ids is None else self.filter(outlet_id__in=actor.outlet_ids)


class Batch(models.Model):
    """Many devices of one customer that arrived together; each has its own request (RQ-INT-20)."""

    number = models.CharField(max_length=24, unique=True)
    client_key = models.UUIDField(unique=True, default=uuid.uuid4)
    contact_name = models.CharField(max_length=80)
    phone = models.CharField(max_length=20)
    brought_by = models.CharField(max_length=80, blank=True, help_text="courier or person")
    note = models.CharField(max_length=400, blank=True)
    outlet = models.ForeignKey("outlets.Outlet", models.PROTECT, related_name="+")
    device_count = models.PositiveSmallIntegerField()
    arrived_at = models.DateTimeField(db_index=True)
    due_at = models.DateTimeField(help_text="by the count of devices from arrival (RQ-WO-09)")
    registered_by = models.CharField(max_length=120)
    registered_at = models.DateTimeField()

    objects = BatchRows.as_manager()

    def __str__(self) -> str:
        return self.number


class RepairRequest(models.Model):
    """A customer's report of a fault or wish for service, on any channel (RQ-INT-01)."""

    class Channel(models.TextChoices):
        """The way it came."""

        PORTAL = "portal", _("Web page")
        PHONE = "phone", _("Phone")
        COUNTER = "counter", _("At the counter")
        MAIL = "mail", _("E-mail")
        LETTER = "letter", _("Letter or fax")
        WECHAT = "wechat", _("WeChat")
        PARTNER = "partner", _("Partner platform")
        API = "api", _("Interface")
        ARCHIVE = "archive", _("Taken over from an archive")

    class Service(models.TextChoices):
        """What is wanted (RQ-INT-16)."""

        REPAIR = "repair", _("Repair")
        INSTALLATION = "installation", _("Installation")
        COMMISSIONING = "commissioning", _("Commissioning")
        MAINTENANCE = "maintenance", _("Maintenance")
        CONSULTATION = "consultation", _("Consultation")
        SUPPORT = "support", _("Technical support")

    class Mode(models.TextChoices):
        """Where the work is done (RQ-APT-08)."""

        ON_SITE = "on_site", _("At the customer's")
        CARRY_IN = "carry_in", _("Customer brings it")
        SEND_IN = "send_in", _("Customer sends it")
        REMOTE = "remote", _("Remote")

    number = models.CharField(max_length=24, unique=True)
    client_key = models.UUIDField(
        unique=True, default=uuid.uuid4, help_text="made by the sender; a repeat changes nothing"
    )
    external_ref = models.CharField(max_length=80, null=True, unique=True)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    service = models.CharField(max_length=14, choices=Service.choices, default=Service.REPAIR)
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.ON_SITE)
    stage = models.CharField(max_length=20, choices=REQUEST.choices, default="submitted")
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="requests")
    contact_name = models.CharField(max_length=80)
    phone = models.CharField(max_length=20, help_text="E.164")
    email = models.EmailField(blank=True)
    division_code = models.CharField(max_length=6, blank=True)
    address = models.CharField(max_length=200, blank=True)
    lat = models.FloatField(null=True)
    lng = models.FloatField(null=True)
    family = models.ForeignKey("products.Family", models.PROTECT, related_name="+")
    model_text = models.CharField(max_length=80, blank=True)
    brand = models.CharField(max_length=80, blank=True)
    serial = models.CharField(max_length=60, blank=True)
    unit = models.ForeignKey("products.Unit", models.PROTECT, null=True, related_name="requests")
    purchased_on = models.DateField(null=True)
    voucher_number = models.CharField(max_length=60, blank=True)
    fault = models.ForeignKey("products.FaultKind", models.PROTECT, null=True, related_name="+")
    fault_text = models.TextField()
    fault_since = models.CharField(max_length=60, blank=True)
    wish = models.CharField(max_length=120, blank=True, help_text="when the visit would suit")
    wish_from = models.DateTimeField(null=True)
    wish_until = models.DateTimeField(null=True)
    outlet = models.ForeignKey("outlets.Outlet", models.PROTECT, null=True, related_name="requests")
    language = models.CharField(max_length=10, default="zh-hans")
    acknowledged_at = models.DateTimeField(null=True, help_text="customer confirmed true data (RQ-INT-19)")
    submitted_at = models.DateTimeField()
    promised_reply_at = models.DateTimeField(null=True)
    registered_by = models.CharField(max_length=120, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="requests")
    accessories = models.CharField(max_length=200, blank=True, help_text="what came with the device")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    came_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="led_to",
        help_text="the request it was split off from",
    )
    in_route = models.BooleanField(
        default=False, help_text="departments give their opinion before it is decided on (RQ-TRI-05)"
    )

    team = models.ForeignKey(
        "intake.ServiceTeam",
        models.PROTECT,
        null=True,
        db_index=False,
        related_name="+",
        help_text="in whose queue it is",
    )
    taken_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        db_index=False,
        related_name="+",
        help_text="the agent who works on it",
    )

    objects = RequestRows.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="request_merged", condition=models.Q(merged_into=None) | models.Q(stage="merged")
            )
        ]
        indexes = [
            models.Index(fields=["stage", "-submitted_at"], name="request_queue"),
            models.Index(fields=["-submitted_at"], name="request_newest"),
            models.Index(fields=["outlet", "stage"], name="request_outlet"),
            models.Index(fields=["phone"], name="request_phone"),
            models.Index(
                fields=["team", "stage"], name="request_team", condition=models.Q(team__isnull=False)
            ),
            models.Index(
                fields=["taken_by", "stage"], name="request_agent", condition=models.Q(taken_by__isnull=False)
            ),
            models.Index(OpClass(Reverse("phone"), "text_pattern_ops"), name="request_phone_tail"),
            GinIndex(OpClass(Upper("serial"), "gin_trgm_ops"), name="request_serial_trgm"),
            GinIndex(OpClass("fault_text", "gin_trgm_ops"), name="request_fault_trgm"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def chain(self) -> str:
        """A request opens a case; orders and all that follows belong to the same one."""
        return f"case:{self.pk}"

    @property
    def stage_now(self) -> Stage:
        """The stage with label and group."""
        return REQUEST.stage(self.stage)


class AccessLink(models.Model):
    """The customer's signed way to the own case without an account. ``nonce`` anew = the old link is dead."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.OneToOneField(RepairRequest, models.PROTECT, related_name="link")
    nonce = models.UUIDField(default=uuid.uuid4)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"link of {self.request_id}"
