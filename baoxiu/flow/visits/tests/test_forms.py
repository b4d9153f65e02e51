"""The built-in checklists."""

from __future__ import annotations

from datetime import datetime

import pytest

from baoxiu.core.actors import SYSTEM
from baoxiu.core.forms.actions import in_force, publish
from baoxiu.core.forms.definitions import FIELD_KINDS
from baoxiu.core.forms.models import FormVersion
from baoxiu.flow.forms import BEGINNING, BUILT_IN, load_forms

pytestmark = pytest.mark.django_db


def test_loaded_once_and_never_over_a_firms_own(at: datetime) -> None:
    """Mechanism 6: a firm's own version stays in force."""
    assert {form.code for form in load_forms(at=at)} == {form.code for form in BUILT_IN}
    assert load_forms(at=at) == []
    own = publish("followup", title="本公司回访单", title_en="Ours", fields=[], by=SYSTEM, at=at)
    assert load_forms(at=at) == []
    assert in_force("followup", at=at) == own


def test_they_hold_for_work_of_any_date(at: datetime) -> None:
    """What is taken over from an archive was checked before today."""
    load_forms(at=at)
    assert in_force("self_check", at=BEGINNING).version == 1


def test_every_item_has_a_kind_and_both_languages(at: datetime) -> None:
    """RQ-VIS-01…11, RQ-QC-01…03, RQ-REV-03, RQ-REV-04."""
    load_forms(at=at)
    for version in FormVersion.objects.all():
        keys = [item.key for item in version.items]
        assert len(keys) == len(set(keys))
        assert all(item.kind in FIELD_KINDS and item.label and item.label_en for item in version.items)


def test_the_customer_is_asked_whether_anything_was_taken() -> None:
    """RQ-VIS-08."""
    forms = {form.code: {item["key"] for item in form.fields} for form in BUILT_IN}
    assert "accepted_nothing" in forms["followup"] & forms["visit_end"]
