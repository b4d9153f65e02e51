"""Tags of the desk's tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from baoxiu.core.clock import SHANGHAI
from baoxiu.core.forms.models import FilledForm, FormVersion
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.dispatch.queries import stored_sentences
from baoxiu.web.shared import words
from baoxiu.web.shared.checklists import answered, title_of
from baoxiu.web.shared.story.labels import label_of
from baoxiu.web.shared.templatetags.baoxiu import pill

register = template.Library()
SELECTED = SafeString(" selected")


@register.simple_tag
def clock_of(clocks: Any, row: Any) -> Any:
    """The most pressing deadline of a row's case; none where the page has no clocks."""
    return clocks.get(row.chain) if clocks else None


@register.simple_tag
def options(rows: Iterable[Any], chosen: object = None) -> SafeString:
    """The choices of a field, of rows by their keys or of codes with their labels. All at once: of hundreds, each node of a template
    would take as long as all of this."""
    pairs = (row if isinstance(row, tuple) else (row.pk, row) for row in rows)
    return format_html_join(
        "\n",
        '<option value="{}"{}>{}</option>',
        ((value, SELECTED if value == chosen else "", label) for value, label in pairs),
    )


@register.simple_tag
def urgency(order: Any) -> SafeString | str:
    """A sign for what must not wait."""
    if order.severity == 4:
        return pill(_("Endangers people"), "late")
    return pill(_("Urgent"), "waiting") if order.priority < 3 else ""


@register.simple_tag
def spread(low: float, middle: float, high: float, planned: float, most: float) -> SafeString:
    """From low to high as a faint bar, up to the middle in full, with a mark at what is planned."""
    begin, half, end, mark = (round(100 * value / (most or 1), 1) for value in (low, middle, high, planned))
    return format_html(
        '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<rect x="{}" width="{}" height="8" fill="currentColor" opacity="0.3"/>'
        '<rect x="{}" width="{}" height="8" fill="currentColor" opacity="0.55"/>'
        '<rect x="{}" width="1" height="8" fill="currentColor"/></svg>',
        _("%(low)s to %(high)s minutes") % {"low": low, "high": high},
        begin, round(end - begin, 1), begin, round(half - begin, 1), mark,
    )  # fmt: skip


@register.inclusion_tag("desk/board/tabs.html")
def board_places(here: str, outlet: Any = None) -> dict[str, Any]:
    """The pages of the dispatch, for the outlet that is looked at."""
    named = f"?outlet={outlet.pk}" if outlet else ""
    places = [
        ("dispatch", reverse("desk:dispatch"), pgettext("dispatch", "Waiting")),
        ("board", reverse("desk:board") + named, pgettext("dispatch", "Board")),
        ("leading", reverse("desk:leading"), _("Team leader")),
        ("capacity", reverse("desk:capacity") + named, _("Capacity")),
        ("fairness", reverse("desk:fairness") + named, _("Fairness")),
        ("news", reverse("desk:news"), _("News from the field")),
        ("durations", reverse("desk:durations"), _("Durations")),
    ]
    return {"here": here, "places": places}


@register.filter
def mapped(key: Any, table: Mapping[Any, Any]) -> Any:
    """The label of a code."""
    return table.get(key, key)


@register.filter
def label(code: str, kind: str) -> str:
    """The label of a code of events, such as a cause."""
    return label_of(kind, code)


@register.filter
def answers(filled: FilledForm) -> list[tuple[str, object, bool]]:
    """Question, answer and whether it failed."""
    return answered(filled)


@register.filter
def form_title(form: FormVersion) -> str:
    """The checklist's name in the reader's language."""
    return title_of(form)


@register.filter
def why(assignment: Assignment) -> list[str]:
    """Why this technician was chosen, from the stored decision."""
    return list(stored_sentences(assignment.decision))


@register.filter
def hour(when: datetime) -> str:
    """The hour of a moment, in Chinese time."""
    return f"{when.astimezone(SHANGHAI):%H:%M}"


@register.filter
def helper_name(row: Any) -> str:
    """Who was asked: the person, else the role."""
    return row.helper.name if row.helper else label_of("role", row.role)


@register.filter
def lasting(length: timedelta) -> str:
    """A length of time as people say it."""
    return words.span(length)
