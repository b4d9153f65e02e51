"""Showing a refusal where the customer looks: at the field, else above the form."""

from __future__ import annotations

from django import forms

from baoxiu.core.refusals import Refusal


def show(refusal: Refusal, form: forms.Form) -> None:
    """Put the sentences of a refusal at their fields."""
    told = False
    for name, sentence in refusal.fields.items():
        known = name in form.fields and not form.fields[name].widget.is_hidden
        form.add_error(name if known else None, sentence)
        told = True
    if not told:
        form.add_error(None, str(refusal))
