"""Publishing a form version and filling a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.forms.definitions import Checked, check
from baoxiu.core.forms.models import FilledForm, FormVersion
from baoxiu.core.permissions import needs
from baoxiu.core.refusals import InvalidInput, NotFound

SENTENCES = {"missing": _("Please fill this in."), "invalid": _("This answer does not fit.")}


class FormIncomplete(InvalidInput):
    """Answers are missing or do not fit."""

    message = _("The checklist is not complete.")


class UnknownForm(NotFound):
    """No version of this form is in force."""

    message = _("This checklist does not exist.")


@transaction.atomic
def publish(
    code: str, *, title: str, title_en: str, fields: Sequence[Mapping[str, Any]], by: Actor, at: datetime
) -> FormVersion:
    """Put a new version of a form in force."""
    needs(by, "settings.change").or_refuse()
    last = FormVersion.objects.filter(code=code).aggregate(models.Max("version"))["version__max"] or 0
    return FormVersion.objects.create(
        code=code, version=last + 1, title=title, title_en=title_en, fields=list(fields), valid_from=at
    )


def in_force(code: str, *, at: datetime) -> FormVersion:
    """The newest version at a moment; raises ``UnknownForm``."""
    version = FormVersion.objects.filter(code=code, valid_from__lte=at).order_by("-version").first()
    if version is None:
        raise UnknownForm()
    return version


@transaction.atomic
def fill(
    form: FormVersion, subject: models.Model, *, answers: Mapping[str, Any], by: Actor, at: datetime
) -> FilledForm:
    """Store complete answers; raises ``FormIncomplete`` with a sentence per field.

    Records ``form.filled`` with the failed items, from which tasks may follow.
    """
    checked = check(form.items, answers)
    if checked.errors:
        raise FormIncomplete(fields={key: SENTENCES[code] for key, code in checked.errors.items()})
    filled = _store(form, subject, checked, by, at)
    opening = [item.key for item in form.items if item.opens_task and item.key in checked.failed]
    record(
        "form.filled",
        subject,
        by=by,
        at=at,
        form=form.code,
        version=form.version,
        filled_id=filled.pk,
        failed=checked.failed,
        opens_tasks=opening,
    )
    return filled


def _store(form: FormVersion, subject: models.Model, checked: Checked, by: Actor, at: datetime) -> FilledForm:
    return FilledForm.objects.create(
        form=form,
        subject_kind=subject._meta.model_name,
        subject_id=subject.pk,
        answers=checked.answers,
        failed=list(checked.failed),
        passed=not checked.failed,
        by_name=by.name,
        at=at,
    )
