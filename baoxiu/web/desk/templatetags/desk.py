"""Tags of the desk's tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from baoxiu.core.clock import SHANGHAI
from baoxiu.core.forms.models import FilledForm, FormVersion
from baoxiu.core.reasons import Reason, say
from baoxiu.flow.dispatch.models import Assignment
from baoxiu.flow.dispatch.reasons import SENTENCES
from baoxiu.web.shared import words
from baoxiu.web.shared.checklists import answered, title_of
from baoxiu.web.shared.story.labels import label_of
from baoxiu.web.shared.templatetags.baoxiu import pill

register = template.Library()


@register.simple_tag
def clock_of(clocks: Any, row: Any) -> Any:
    """The most pressing deadline of a row's case; none where the page has no clocks."""
    return clocks.get(row.chain) if clocks else None


@register.simple_tag
def urgency(order: Any) -> SafeString | str:
    """A sign for what must not wait."""
    if order.severity == 4:
        return pill(_("Endangers people"), "late")
    return pill(_("Urgent"), "waiting") if order.priority < 3 else ""


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
    return [
        say(Reason(row["code"], row["params"]), SENTENCES)
        for row in assignment.decision.reasons
        if row["code"] in SENTENCES
    ]


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
