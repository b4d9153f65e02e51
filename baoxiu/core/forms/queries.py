"""What the settings ask about forms."""

from __future__ import annotations

from django.db import models

from baoxiu.core.events.models import Event
from baoxiu.core.forms.models import FormDraft, FormVersion


def newest() -> list[FormVersion]:
    """The newest version of every form."""
    last = FormVersion.objects.filter(code=models.OuterRef("code")).order_by("-version").values("pk")[:1]
    return list(FormVersion.objects.filter(pk=models.Subquery(last)).order_by("pk"))


def newest_of(code: str) -> FormVersion | None:
    """The newest version of one form."""
    return FormVersion.objects.filter(code=code).order_by("-version").first()


def drafts() -> dict[str, FormDraft]:
    """The drafts there are, by code."""
    return {row.code: row for row in FormDraft.objects.all()}


def draft_of(code: str) -> FormDraft | None:
    """The draft of one form."""
    return FormDraft.objects.filter(code=code).first()


def form_versions(code: str) -> list[tuple[FormVersion, str, int]]:
    """Every version, the latest first: with who published it (empty: delivered) and how often it was filled."""
    counted = models.Count("filledform")
    rows = list(FormVersion.objects.filter(code=code).annotate(filled=counted).order_by("-version"))
    told = Event.objects.filter(kind="form.published", subject_id__in=[row.pk for row in rows])
    names = {event.subject_id: event.actor_name for event in told.filter(subject_kind="formversion")}
    return [(row, names.get(row.pk, ""), row.filled) for row in rows]
