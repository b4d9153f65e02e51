"""The words of a place: where it lies as a whole, and the last of its three parts (STYLE.md, words)."""

from __future__ import annotations

import pytest
from django import forms
from django.utils import translation

from baoxiu.web.desk.files.areas import AddAreaForm
from baoxiu.web.shared.widgets import DivisionPicker


@pytest.mark.django_db
def test_a_place_and_its_last_part_have_their_own_words() -> None:
    """The same word in English, two in Chinese."""

    class Place(forms.Form):
        code = forms.CharField(label=AddAreaForm.base_fields["division_code"].label, widget=DivisionPicker)

    with translation.override("zh-hans"):
        place = Place()["code"]
        assert str(place.label) == "所在地区"
        assert 'aria-label="区县"' in str(place)
        assert "所在地区" not in str(place)
