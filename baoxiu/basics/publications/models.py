"""What the firm makes public (RQ-PUB-01…03)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from baoxiu.core.events.models import APPEND_ONLY


class Worded(models.Model):
    """A heading and a text in Chinese and English."""

    title = models.CharField(max_length=80)
    title_en = models.CharField(max_length=80, blank=True)
    body = models.TextField()
    body_en = models.TextField(blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title_en if get_language() == "en" and self.title_en else self.title

    @property
    def text(self) -> str:
        """The text in the reader's language."""
        return self.body_en if get_language() == "en" and self.body_en else self.body

    @property
    def chain(self) -> str:
        """Publications have no case."""
        return ""


class PublicText(Worded):
    """One version of a public text; what was promised stays readable (RQ-PUB-01)."""

    immutable: ClassVar[bool] = True

    class Code(models.TextChoices):
        """What the text is about."""

        PROMISE = "promise", _("Service promise")
        PROCESS = "process", _("How a repair goes")
        WASTE = "waste", _("Old parts and waste")

    code = models.CharField(max_length=12, choices=Code.choices)
    version = models.PositiveIntegerField()
    valid_from = models.DateTimeField()
    published_by = models.CharField(max_length=120)
    published_at = models.DateTimeField()
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="public_text_version_once")]
        triggers = [*APPEND_ONLY]


class DefectNotice(Worded):
    """A known defect, told to everybody until it is settled, and readable afterwards (RQ-PUB-03)."""

    family = models.ForeignKey("products.Family", models.PROTECT, null=True, related_name="+")
    concerns = models.CharField(max_length=200, blank=True, help_text="models or serial numbers")
    is_dangerous = models.BooleanField(default=False, help_text="the product must not be used further")
    edition = models.PositiveIntegerField(default=1)
    published_by = models.CharField(max_length=120)
    published_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
