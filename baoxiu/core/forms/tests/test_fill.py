"""Filling versioned checklists (design.md mechanism 6)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from baoxiu.core.actors import SYSTEM, Actor
from baoxiu.core.approvals.models import Approval
from baoxiu.core.events.models import Event
from baoxiu.core.forms.actions import FormIncomplete, UnknownForm, fill, in_force, publish
from baoxiu.core.forms.definitions import FormField, check
from baoxiu.core.forms.models import FilledForm, FormVersion
from baoxiu.core.refusals import NotAllowed

AT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
SUBJECT = Approval(pk=1, case="case:1")
ROOT = Actor(kind="staff", id="1", name="Root", rights=frozenset({"settings.change"}), outlet_ids=None)
FIELDS: list[dict[str, Any]] = [
    {"key": "clean", "kind": "check", "label": "现场清洁", "opens_task": True},
    {"key": "leak", "kind": "pass_fail", "label": "泄漏检查"},
    {"key": "volts", "kind": "number", "label": "电压", "least": "198", "most": "242", "opens_task": True},
    {"key": "mode", "kind": "choice", "label": "方式", "choices": ["a", "b"], "required": False},
    {"key": "stars", "kind": "rating", "label": "评分", "required": False},
    {"key": "note", "kind": "text", "label": "备注", "required": False},
]
GOOD = {"clean": "on", "leak": "pass", "volts": "220.5"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def form() -> FormVersion:
    """A checklist in force."""
    return publish("safety", title="安全", title_en="Safety", fields=FIELDS, by=ROOT, at=AT)


def test_complete_answers_are_kept_typed(form: FormVersion) -> None:
    """With the version that was answered."""
    filled = fill(form, SUBJECT, answers={**GOOD, "stars": "4", "mode": "b", "note": " 好 "}, by=ROOT, at=AT)
    kept = FilledForm.objects.get(pk=filled.pk)
    assert kept.answers == {
        "clean": True, "leak": "pass", "volts": "220.5", "mode": "b", "stars": 4, "note": "好",
    }  # fmt: skip
    assert (kept.passed, kept.form.version) == (True, 1)


def test_a_failed_item_is_told_and_may_open_a_task(form: FormVersion) -> None:
    """From the event tasks follow."""
    fill(form, SUBJECT, answers={"clean": "no", "leak": "fail", "volts": "250"}, by=ROOT, at=AT)
    told = Event.objects.get(kind="form.filled")
    assert told.data["failed"] == ["clean", "leak", "volts"]
    assert told.data["opens_tasks"] == ["clean", "volts"]
    assert not FilledForm.objects.get().passed


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({}, {"clean", "leak", "volts"}),
        ({**GOOD, "leak": "maybe"}, {"leak"}),
        ({**GOOD, "volts": "many"}, {"volts"}),
        ({**GOOD, "mode": "c"}, {"mode"}),
        ({**GOOD, "stars": "6"}, {"stars"}),
        ({**GOOD, "clean": " "}, {"clean"}),
        ({**GOOD, "volts": "NaN"}, {"volts"}),
        ({**GOOD, "volts": "Infinity"}, {"volts"}),
    ],
)
def test_missing_or_wrong_answers_are_refused(
    form: FormVersion, answers: dict[str, str], wrong: set[str]
) -> None:
    """With a sentence per field, and nothing is stored."""
    with pytest.raises(FormIncomplete) as refused:
        fill(form, SUBJECT, answers=answers, by=ROOT, at=AT)
    assert set(refused.value.fields) == wrong
    assert not FilledForm.objects.exists()


def test_a_new_version_leaves_the_old_answers_alone(form: FormVersion) -> None:
    """Versions count up; the newest in force is asked."""
    later = AT + timedelta(days=1)
    newer = publish("safety", title="安全", title_en="Safety", fields=FIELDS[:1], by=ROOT, at=later)
    assert (form.version, newer.version) == (1, 2)
    assert in_force("safety", at=AT) == form
    assert in_force("safety", at=later) == newer


def test_an_unknown_form_is_refused() -> None:
    """Not yet published, or never."""
    with pytest.raises(UnknownForm):
        in_force("safety", at=AT)


def test_publishing_needs_the_right() -> None:
    """RQ-SEC-06."""
    charlie = Actor(kind="staff", id="2", name="Charlie")
    with pytest.raises(NotAllowed):
        publish("safety", title="", title_en="", fields=FIELDS, by=charlie, at=AT)


def test_versions_and_answers_stay(form: FormVersion) -> None:
    """Nobody changes a filled form."""
    filled = fill(form, SUBJECT, answers=GOOD, by=SYSTEM, at=AT)
    for row in (form, filled):
        with pytest.raises(DatabaseError), transaction.atomic():
            row.delete()


@pytest.mark.parametrize(
    ("volts", "fails"), [("198", False), ("197.9", True), ("242", False), ("242.1", True)]
)
def test_limits_include_their_ends(volts: str, fails: bool) -> None:
    """Least and most still pass."""
    fields = (FormField.read(FIELDS[2]),)
    assert bool(check(fields, {"volts": volts}).failed) is fails
