"""Two people with the same page open: the second is told what the first one changed (RQ-SEC-04)."""

from __future__ import annotations

from typing import Any

from django import forms


class _Seen(forms.HiddenInput):
    latest = 0

    def format_value(self, value: Any) -> str:  # noqa: ARG002
        return str(self.latest)


class SeenField(forms.IntegerField):
    """The newest version that the page shows. Shown again after a refusal, it names what the page shows then."""

    widget = _Seen

    def __init__(self) -> None:
        super().__init__(required=False)

    def shows(self, latest: int) -> None:
        """What the page that is drawn now shows."""
        self.widget.latest = latest
