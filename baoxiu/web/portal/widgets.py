"""Widgets of the customer's pages."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms

from baoxiu.basics.places.queries import full_name
from baoxiu.web.shared.widgets import DivisionPicker


class Chips(forms.RadioSelect):
    """One of several short words, as many in a row as fit. ``marked`` values carry ``data-danger``."""

    template_name = "portal/widgets/chips.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, marked: Collection[str] = ()) -> None:
        super().__init__(attrs)
        self.marked = frozenset(marked)

    def create_option(self, name: str, value: Any, *rest: Any, **options: Any) -> dict[str, Any]:
        """Adds the mark that the stylesheet looks for."""
        option: dict[str, Any] = super().create_option(name, value, *rest, **options)
        if str(value) in self.marked:
            option["attrs"]["data-danger"] = True
        return option


class District(DivisionPicker):
    """The division picker, and for browsers without scripts a line to write the district in."""

    template_name = "portal/widgets/district.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds the district's full name for the written line."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["written"] = full_name(str(value or "")) or value or ""
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:  # noqa: ARG002
        """What was written, where scripts do not run; else the chosen code."""
        return str(data.get(f"{name}_written", data.get(name)) or "")
