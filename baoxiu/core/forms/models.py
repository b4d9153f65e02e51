"""Form versions and filled forms."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from baoxiu.core.events.models import APPEND_ONLY
from baoxiu.core.forms.definitions import FormField


class FormVersion(models.Model):
    """One version of a checklist or field set; a filled form keeps the version it answered."""

    immutable: ClassVar[bool] = True

    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    fields = models.JSONField()
    valid_from = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="form_version_once")]
        triggers = [*APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"

    @property
    def items(self) -> tuple[FormField, ...]:
        """The fields, typed."""
        return tuple(FormField.read(row) for row in self.fields)


class FormDraft(models.Model):
    """The next version of a form while it is worked on; ``edition`` counts its changes."""

    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    fields = models.JSONField()
    based_on = models.PositiveIntegerField(help_text="version it began as a copy of")
    edition = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=120)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.code} draft"

    @property
    def items(self) -> tuple[FormField, ...]:
        """The fields, typed."""
        return tuple(FormField.read(row) for row in self.fields)

    @property
    def chain(self) -> str:
        """Forms have no case."""
        return ""


class FilledForm(models.Model):
    """Answers to one version about one subject."""

    immutable: ClassVar[bool] = True

    form = models.ForeignKey(FormVersion, models.PROTECT)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    answers = models.JSONField()
    failed = models.JSONField(default=list)
    passed = models.BooleanField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="filled_form_subject")]
        triggers = [*APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.form} {self.subject_kind}:{self.subject_id}"
