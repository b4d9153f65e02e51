"""The template tags: what they show and how they are wired."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from baoxiu.core.clock import now
from baoxiu.core.lifecycle import Stage
from baoxiu.web.shared.templatetags import baoxiu as tags


class Sheet(forms.Form):
    """A text with a hint and a tick."""

    name = forms.CharField(label="Name", help_text="As on the card")
    agreed = forms.BooleanField(label="Agreed")


def shown(text: str, **context: object) -> str:
    """A template's result in English."""
    with translation.override("en"):
        return Template("{% load baoxiu %}" + text).render(Context(context))


def test_field_ties_label_hint_and_error_to_the_input() -> None:
    """A screen reader hears the hint and the error with the field."""
    html = shown("{% field form.name %}", form=Sheet({}))
    assert '<label for="id_name">' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html


def test_tick_stands_before_its_words() -> None:
    """A checkbox has its label behind it."""
    html = shown("{% field form.agreed %}", form=Sheet())
    assert html.index("checkbox") < html.index("Agreed")


@pytest.mark.parametrize(
    ("stage", "tone"),
    [
        (Stage("new", "New"), "neutral"),
        (Stage("assigned", "Assigned"), "active"),
        (Stage("quoted", "Quoted", "waiting"), "waiting"),
        (Stage("done", "Done", "closed"), "done"),
        (Stage("cancelled", "Cancelled", "closed"), "neutral"),
    ],
)
def test_stage_pill_has_one_meaning(stage: Stage, tone: str) -> None:
    """The group of a stage gives its colour; what ended without result has none."""
    assert f'data-tone="{tone}"' in shown("{% stage_pill stage %}", stage=stage)


def test_due_turns_amber_and_red() -> None:
    """Far, near and past."""
    at = now()
    tones = [(9, "neutral"), (1, "waiting"), (-1, "late")]
    for hours, tone in tones:
        assert f'data-tone="{tone}"' in tags.due(at + timedelta(hours=hours), now=at)


def test_theme_comes_only_from_the_two_known_values() -> None:
    """A cookie cannot write markup."""
    request = RequestFactory().get("/")
    for cookie, html in [("dark", ' data-theme="dark"'), ('"><script>', "")]:
        request.COOKIES["theme"] = cookie
        assert shown("{% theme %}", request=request) == html


def test_bar_stays_between_nothing_and_all() -> None:
    """More than all is drawn as all."""
    assert 'width="100"' in tags.bar(7, 5)
    assert 'width="0"' in tags.bar(1, 0 or -1)
