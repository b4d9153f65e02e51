"""Form versions as fields: a widget for every kind, answers unchanged, sentences at their place."""

from __future__ import annotations

import pytest
from django.utils import translation

from baoxiu.core.actors import SYSTEM
from baoxiu.core.forms.actions import FormIncomplete, fill, in_force, publish
from baoxiu.core.forms.models import FormVersion
from baoxiu.flow.forms import load_forms
from baoxiu.web.shared.checklists import Checklist, answered, title_of
from tests.cast import AT, Cast
from tests.journey import INSPECTED

FIELDS = (
    {"key": "tidy", "kind": "check", "label": "整洁", "label_en": "Tidy"},
    {"key": "safe", "kind": "pass_fail", "label": "安全", "label_en": "Safe"},
    {"key": "gas", "kind": "choice", "label": "气种", "choices": ["天然气", "液化气"]},
    {"key": "volt", "kind": "number", "label": "电压", "least": "198", "most": "242", "unit": "V"},
    {"key": "mark", "kind": "rating", "label": "评分"},
    {"key": "note", "kind": "text", "label": "备注", "required": False},
    {"key": "photo", "kind": "photo", "label": "照片", "required": False},
)


@pytest.fixture
def version(cast: Cast) -> FormVersion:
    """One field of each kind."""
    return publish("sample", title="样表", title_en="Sample", fields=FIELDS, by=SYSTEM, at=cast.at)


def test_each_kind_is_a_field_with_label_and_limits(version: FormVersion) -> None:
    form = Checklist(version)
    page = form.as_p()
    assert [bound.label for bound in form][:2] == ["整洁", "安全"]
    assert form["volt"].help_text == "198–242 V"
    assert 'type="file"' in page
    assert "天然气" in page
    with translation.override("en"):
        assert title_of(version) == "Sample"
        assert Checklist(version)["tidy"].label == "Tidy"


def test_a_missing_answer_is_told_at_its_question(version: FormVersion, cast: Cast) -> None:
    form = Checklist(version, {"check-tidy": "true", "check-volt": "300"})
    with pytest.raises(FormIncomplete) as refused:
        fill(version, cast.outlet, answers=form.answers(), by=SYSTEM, at=AT)
    form.show(refused.value.fields)
    assert form.errors["safe"]
    assert form.errors["mark"]
    assert "volt" not in form.errors
    assert "note" not in form.errors


def test_answers_are_read_back_with_what_failed(cast: Cast) -> None:
    load_forms(at=AT)
    version = in_force("final_inspection", at=AT)
    given = {f"check-{key}": value for key, value in (INSPECTED | {"safety": "fail"}).items()}
    filled = fill(version, cast.outlet, answers=Checklist(version, given).answers(), by=SYSTEM, at=AT)
    rows = answered(filled)
    assert [failed for _label, _answer, failed in rows].count(True) == 1
    assert str(rows[0][1]) == "合格"
