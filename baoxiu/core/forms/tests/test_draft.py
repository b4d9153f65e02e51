"""A checklist's next version: drafted, worked on by one at a time, published, taken back."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from baoxiu.core.actors import Actor
from baoxiu.core.events.models import Event
from baoxiu.core.forms import actions
from baoxiu.core.forms.definitions import FormField, flaws
from baoxiu.core.forms.models import FormDraft, FormVersion
from baoxiu.core.refusals import InvalidInput, NotAllowed, Overtaken

AT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
ROOT = Actor(kind="staff", id="1", name="Root", rights=frozenset({"settings.change"}), outlet_ids=None)
CHARLIE = Actor(kind="staff", id="2", name="Charlie")
FIELDS: list[dict[str, Any]] = [
    {"key": "clean", "kind": "check", "label": "现场清洁"},
    {"key": "praise", "kind": "text", "label": "客户表扬", "kept": True},
]
NEW = FormField("", "number", "电压", least="198", most="242", unit="V")


@pytest.mark.parametrize(
    ("item", "wrong"),
    [
        (NEW, {}),
        (replace(NEW, label=" "), {"label": "label"}),
        (replace(NEW, least="x"), {"least": "number"}),
        (replace(NEW, most="1"), {"most": "order"}),
        (FormField("", "choice", "a", choices=("b", "b")), {"choices": "choices"}),
        (FormField("", "text", "a", opens_task=True), {"opens_task": "never_fails"}),
        (FormField("", "photo", "a", probe="felt"), {"probe": "never_fails"}),
        (FormField("", "song", "a"), {"kind": "kind"}),  # type: ignore[arg-type]
    ],
)
def test_an_item_is_checked_before_it_is_asked(item: FormField, wrong: dict[str, str]) -> None:
    """RQ-REG-06: by property."""
    assert flaws(item) == wrong


@pytest.fixture
def draft() -> FormDraft:
    """A draft of version 1."""
    actions.publish("safety", title="安全", title_en="Safety", fields=FIELDS, by=ROOT, at=AT)
    return actions.begin_draft("safety", by=ROOT, at=AT)


@pytest.mark.django_db
def test_a_draft_becomes_the_next_version_and_is_taken_back(draft: FormDraft) -> None:
    """RQ-SEC-04: nobody is asked by a draft, and the former content comes back as a new version."""
    assert actions.begin_draft("safety", by=CHARLIE_WITH_RIGHT, at=AT) == draft
    draft = actions.put_item(draft, NEW, by=ROOT, at=AT)
    draft = actions.move_item(draft, "item_3", up=True, by=ROOT, at=AT)
    draft = actions.remove_item(draft, "clean", by=ROOT, at=AT)
    draft = actions.put_item(draft, replace(draft.items[0], unit="伏"), by=ROOT, at=AT)
    assert [item.key for item in actions.in_force("safety", at=AT).items] == ["clean", "praise"]
    made = actions.publish_draft(draft, by=ROOT, at=AT)
    assert [(item.key, item.unit) for item in made.items] == [("item_3", "伏"), ("praise", "")]
    first = FormVersion.objects.get(version=1)
    assert actions.take_back(first, by=ROOT, at=AT).items == first.items
    with pytest.raises(actions.NothingChanged):
        actions.take_back(first, by=ROOT, at=AT)
    assert Event.objects.filter(kind="form.published").count() == 2


CHARLIE_WITH_RIGHT = replace(CHARLIE, rights=frozenset({"settings.change"}))


@pytest.mark.django_db
def test_what_is_refused(draft: FormDraft) -> None:
    """RQ-SEC-06: no right; the second editor is told; what something follows from stays."""
    with pytest.raises(NotAllowed):
        actions.begin_draft("safety", by=CHARLIE, at=AT)
    with pytest.raises(actions.NothingChanged):
        actions.publish_draft(draft, by=ROOT, at=AT)
    with pytest.raises(InvalidInput) as wrong:
        actions.put_item(draft, replace(NEW, label=""), by=ROOT, at=AT)
    assert list(wrong.value.fields) == ["label"]
    with pytest.raises(actions.ItemKept):
        actions.remove_item(draft, "praise", by=ROOT, at=AT)
    with pytest.raises(actions.ItemKept):
        actions.put_item(draft, FormField("praise", "check", "x"), by=ROOT, at=AT)
    actions.rename_draft(draft, title="新", title_en="", seen=draft.edition, by=ROOT, at=AT)
    with pytest.raises(Overtaken):
        actions.remove_item(draft, "clean", seen=draft.edition, by=ROOT, at=AT)
    actions.drop_draft(draft, by=ROOT, at=AT)
    with pytest.raises(Overtaken):
        actions.put_item(draft, NEW, by=ROOT, at=AT)
