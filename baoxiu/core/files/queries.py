"""Reading stored files. Unscoped: whoever asks has the case at hand already."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import models

from baoxiu.core.files.models import StoredFile
from baoxiu.core.statements import Given, Question


def of_case(case: str) -> models.QuerySet[StoredFile]:
    """Every file of a case, the oldest first; signatures stand with their documents."""
    rows = StoredFile.objects.filter(case=case).exclude(purpose=StoredFile.Purpose.SIGNATURE)
    return rows.order_by("at", "pk")


def has_file(subject: models.Model, purpose: str) -> bool:
    """Whether anything is kept for this purpose with what it belongs to."""
    return _ONE_OF.first(kind=subject._meta.model_name, key=subject.pk, purpose=purpose) is not None


def look_ahead(kind: str, keys: Iterable[int], purpose: str) -> None:
    """Ask at once what ``has_file`` will ask about each of these subjects."""
    _ONE_OF.ahead([{"kind": kind, "key": key, "purpose": purpose} for key in keys], until=[StoredFile])


_ONE_OF: Question[StoredFile] = Question(
    lambda: StoredFile.objects.filter(
        subject_kind=Given("kind"), subject_id=Given("key"), purpose=Given("purpose")
    ).order_by()[:1]
)


def by_ids(ids: Iterable[str | UUID]) -> dict[str, StoredFile]:
    """Files by their id as text, with one query; none when nothing is asked."""
    wanted = {str(one) for one in ids}
    if not wanted:
        return {}
    return {str(row.pk): row for row in StoredFile.objects.filter(pk__in=wanted)}
