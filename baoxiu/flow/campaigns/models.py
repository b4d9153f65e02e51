"""Campaigns, whom they are told to, calls and letters (RQ-REV-15)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.basics.customers.models import Customer
from baoxiu.core.actors import Actor
from baoxiu.core.lifecycle import Lifecycle, Move, Stage
from baoxiu.flow.followups.models import Letter

CAMPAIGN = Lifecycle(
    name=_("campaign"),
    stages=(Stage("running", _("Being told"), "open"), Stage("finished", _("Finished"), "closed")),
    moves=(Move("finish", ("running",), "finished", _("Finish the campaign"), "campaigns.run"),),
)
CONTACT = Lifecycle(
    name=_("notice to a customer"),
    stages=(
        Stage("to_call", pgettext_lazy("campaign", "To call"), "open"),
        Stage("reached", pgettext_lazy("campaign", "Reached"), "closed"),
        Stage("given_up", _("Not reached"), "closed"),
    ),
    moves=(
        Move("reach", ("to_call",), "reached", _("Customer was told"), "followups.call"),
        Move("no_answer", ("to_call",), "to_call", _("No answer"), "followups.call"),
        Move("give_up", ("to_call",), "given_up", pgettext_lazy("campaign", "Give up"), "followups.call"),
    ),
)


class CampaignRows(models.QuerySet["Campaign"]):
    """Campaigns."""

    def for_actor(self, actor: Actor) -> CampaignRows:
        """They are the whole firm's: whoever sees all outlets."""
        return self if actor.outlet_ids is None and actor.has("campaigns.see") else self.none()


class Campaign(models.Model):
    """A joint event, discount or free service with its audience (RQ-REV-15)."""

    class Kind(models.TextChoices):
        """What is offered."""

        EVENT = "event", _("Joint event")
        DISCOUNT = "discount", _("Discount")
        FREE = "free", _("Free service")

    number = models.CharField(max_length=24, unique=True)
    title = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    text = models.TextField(help_text="what the clerk tells")
    starts_on = models.DateField()
    call_by = models.DateTimeField()
    customer_class = models.CharField(max_length=10, choices=Customer.Class.choices, blank=True)
    family = models.ForeignKey("products.Family", models.PROTECT, null=True, related_name="+")
    division_code = models.CharField(max_length=6, blank=True)
    clerk = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    stage = models.CharField(max_length=8, choices=CAMPAIGN.choices, default="running")
    announced_by = models.CharField(max_length=120)
    announced_at = models.DateTimeField()
    result = models.TextField(blank=True)
    finished_by = models.CharField(max_length=120, blank=True)
    finished_at = models.DateTimeField(null=True)

    objects = CampaignRows.as_manager()

    def __str__(self) -> str:
        return self.number

    @property
    def chain(self) -> str:
        """Campaigns belong to no case."""
        return ""

    @property
    def stage_now(self) -> Stage:
        """The stage with label and group."""
        return CAMPAIGN.stage(self.stage)


class ContactRows(models.QuerySet["CampaignContact"]):
    """Customers to be told."""

    def for_actor(self, actor: Actor) -> ContactRows:
        """Those of the campaigns that the actor may see."""
        return self if actor.outlet_ids is None and actor.has("campaigns.see") else self.none()


class CampaignContact(models.Model):
    """One customer who is told: by phone, then by letter as needed."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="contacts")
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="campaigns")
    stage = models.CharField(max_length=8, choices=CONTACT.choices, default="to_call")
    letter_due_at = models.DateTimeField(null=True, help_text="a letter is wanted by then")
    letter_way = models.CharField(max_length=8, choices=Letter.Way.choices, blank=True)
    letter_sent_on = models.DateField(null=True)
    letter_by = models.CharField(max_length=120, blank=True)

    objects = ContactRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "customer"], name="told_once")]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.customer_id}"

    @property
    def chain(self) -> str:
        """Campaigns belong to no case."""
        return ""

    @property
    def stage_now(self) -> Stage:
        """The stage with label and group."""
        return CONTACT.stage(self.stage)


class CampaignCall(models.Model):
    """One call: a line of the campaign's call register (RQ-REV-13)."""

    contact = models.ForeignKey(CampaignContact, models.PROTECT, related_name="calls")
    result = models.CharField(max_length=8, choices=CONTACT.choices, help_text="stage after the call")
    note = models.CharField(max_length=300, blank=True)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.contact_id}: {self.result}"
