"""Tags of the desk's tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from baoxiu.web.shared.templatetags.baoxiu import pill

register = template.Library()


@register.simple_tag
def clock_of(clocks: Mapping[str, Any] | str, row: Any) -> Any:
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
