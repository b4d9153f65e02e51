"""What the phone says of itself along with a step: its clock and, where allowed, its place (RQ-VIS-15)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime

from baoxiu.web.field.steps.step import StepForm


class Quiet(forms.CharField):
    """A hidden answer of a script: what does not make sense counts as not given."""

    widget = forms.HiddenInput

    def __init__(self, read: Any, **options: Any) -> None:
        super().__init__(required=False, max_length=40, **options)
        self.read = read

    def to_python(self, value: Any) -> Any:
        """The value read, or nothing."""
        return self.read(str(value or ""))

    def run_validators(self, value: Any) -> None:
        """Nobody typed it, nobody could mend it."""


def moment(text: str) -> datetime | None:
    """A moment with its zone."""
    try:
        read = parse_datetime(text)
    except ValueError:
        return None
    return read if read and read.tzinfo else None


def degrees(text: str) -> float | None:
    """An angle."""
    try:
        return float(text) if text else None
    except ValueError:
        return None


class DeviceForm(StepForm):
    """The phone's clock."""

    device_at = Quiet(moment)


class PlaceForm(DeviceForm):
    """Clock and position."""

    lat = Quiet(degrees)
    lng = Quiet(degrees)
