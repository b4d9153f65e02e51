"""Publishing a form version and filling a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.forms.definitions import Checked, FormField, check, flaws
from baoxiu.core.forms.models import FilledForm, FormDraft, FormVersion
from baoxiu.core.forms.reasons import FLAWS, SENTENCES
from baoxiu.core.permissions import needs
from baoxiu.core.refusals import InvalidInput, NotFound, Overtaken, Refusal, not_overtaken
from baoxiu.core.rows import lock, one_at_a_time


class FormIncomplete(InvalidInput):
    """Answers are missing or do not fit."""

    message = _("The checklist is not complete.")


class UnknownForm(NotFound):
    """No version of this form is in force."""

    message = _("This checklist does not exist.")


class ItemKept(Refusal):
    """Something follows from the answer."""

    code = "form_item_kept"
    message = _(
        "Something follows from this answer: it can be worded anew, but not removed or asked otherwise."
    )


class NothingChanged(Refusal):
    """The draft says what the version in force says."""

    code = "form_nothing_changed"
    message = _("The draft does not differ from the version in force.")


class NoItems(Refusal):
    """A checklist without items would be no checklist."""

    code = "form_empty"
    message = _("The checklist has no items yet.")


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


@transaction.atomic
def begin_draft(code: str, *, by: Actor, at: datetime) -> FormDraft:
    """A copy of the newest version to work on; the draft that is there already stays as it is."""
    needs(by, "settings.change").or_refuse()
    one_at_a_time(f"form:{code}")
    known = FormDraft.objects.filter(code=code).first()
    if known:
        return known
    newest = _newest(code)
    draft = FormDraft.objects.create(
        code=code,
        title=newest.title,
        title_en=newest.title_en,
        fields=newest.fields,
        based_on=newest.version,
        changed_by=by.name,
        changed_at=at,
    )
    record("form.drafted", draft, by=by, at=at, form=code, based_on=newest.version)
    return draft


@transaction.atomic
def rename_draft(
    draft: FormDraft, *, title: str, title_en: str, by: Actor, at: datetime, seen: int | None = None
) -> FormDraft:
    """Other headings; raises ``Overtaken``."""
    draft = _editable(draft, by, seen)
    draft.title, draft.title_en = title.strip() or draft.title, title_en.strip() or draft.title_en
    return _changed(draft, by=by, at=at, verb="renamed")


@transaction.atomic
def put_item(
    draft: FormDraft, item: FormField, *, by: Actor, at: datetime, seen: int | None = None
) -> FormDraft:
    """Change the item with this key, or add it where the key is empty.

    Raises ``InvalidInput`` with a sentence per property, ``ItemKept``, ``Overtaken``.
    """
    draft = _editable(draft, by, seen)
    if wrong := flaws(item):
        raise InvalidInput(fields={name: FLAWS[code] for name, code in wrong.items()})
    items = list(draft.items)
    if not item.key:
        items.append(replace(item, key=_free_key(items), kept=False))
    else:
        place = _place(items, item.key)
        old = items[place]
        if old.kept and (old.kind, old.choices) != (item.kind, item.choices):
            raise ItemKept(field="kind")
        items[place] = replace(item, kept=old.kept)
    return _store_items(draft, items, by=by, at=at, verb="item_changed" if item.key else "item_added")


@transaction.atomic
def remove_item(draft: FormDraft, key: str, *, by: Actor, at: datetime, seen: int | None = None) -> FormDraft:
    """Take an item out of the draft; raises ``ItemKept``, ``Overtaken``."""
    draft = _editable(draft, by, seen)
    items = list(draft.items)
    if items.pop(_place(items, key)).kept:
        raise ItemKept()
    return _store_items(draft, items, by=by, at=at, verb="item_removed")


@transaction.atomic
def move_item(
    draft: FormDraft, key: str, *, up: bool, by: Actor, at: datetime, seen: int | None = None
) -> FormDraft:
    """One place up or down; at the end it stays."""
    draft = _editable(draft, by, seen)
    items = list(draft.items)
    place = _place(items, key)
    item = items.pop(place)
    items.insert(max(0, place + (-1 if up else 1)), item)
    return _store_items(draft, items, by=by, at=at, verb="item_moved")


@transaction.atomic
def publish_draft(draft: FormDraft, *, by: Actor, at: datetime, seen: int | None = None) -> FormVersion:
    """Put the draft in force as the next version; what is filled keeps the version it answered.

    Raises ``NoItems``, ``NothingChanged``, ``Overtaken``.
    """
    draft = _editable(draft, by, seen)
    newest = _newest(draft.code)
    if not draft.fields:
        raise NoItems()
    if (draft.title, draft.title_en, draft.items) == (newest.title, newest.title_en, newest.items):
        raise NothingChanged()
    made = _publish(draft.code, draft, by=by, at=at)
    draft.delete()
    return made


@transaction.atomic
def drop_draft(draft: FormDraft, *, by: Actor, at: datetime) -> None:
    """Give up a draft."""
    draft = _editable(draft, by, None)
    record("form.draft_dropped", draft, by=by, at=at, form=draft.code, fields=draft.fields)
    draft.delete()


@transaction.atomic
def take_back(version: FormVersion, *, by: Actor, at: datetime) -> FormVersion:
    """Publish an earlier version's content as the next version (RQ-SEC-04). Raises ``NothingChanged``."""
    needs(by, "settings.change").or_refuse()
    one_at_a_time(f"form:{version.code}")
    newest = _newest(version.code)
    if (version.title, version.title_en, version.items) == (newest.title, newest.title_en, newest.items):
        raise NothingChanged()
    return _publish(version.code, version, by=by, at=at, content_of=version.version)


def _publish(
    code: str, content: FormDraft | FormVersion, *, by: Actor, at: datetime, **facts: Any
) -> FormVersion:
    made = publish(code, title=content.title, title_en=content.title_en, fields=content.fields, by=by, at=at)
    record("form.published", made, by=by, at=at, form=code, version=made.version, **facts)
    return made


def _newest(code: str) -> FormVersion:
    found = FormVersion.objects.filter(code=code).order_by("-version").first()
    if found is None:
        raise UnknownForm()
    return found


def _editable(draft: FormDraft, by: Actor, seen: int | None) -> FormDraft:
    needs(by, "settings.change").or_refuse()
    one_at_a_time(f"form:{draft.code}")
    try:
        draft = lock(draft)
    except FormDraft.DoesNotExist:
        raise Overtaken()
    not_overtaken(seen, draft.edition)
    return draft


def _place(items: Sequence[FormField], key: str) -> int:
    for place, item in enumerate(items):
        if item.key == key:
            return place
    raise NotFound()


def _free_key(items: Sequence[FormField]) -> str:
    taken, number = {item.key for item in items}, len(items) + 1
    while f"item_{number}" in taken:
        number += 1
    return f"item_{number}"


def _store_items(
    draft: FormDraft, items: Sequence[FormField], *, by: Actor, at: datetime, verb: str
) -> FormDraft:
    draft.fields = [{**asdict(item), "choices": list(item.choices)} for item in items]
    return _changed(draft, by=by, at=at, verb=verb)


def _changed(draft: FormDraft, *, by: Actor, at: datetime, verb: str) -> FormDraft:
    draft.edition += 1
    draft.changed_by, draft.changed_at = by.name, at
    draft.save()
    record("form.draft_changed", draft, by=by, at=at, form=draft.code, verb=verb, edition=draft.edition)
    return draft
