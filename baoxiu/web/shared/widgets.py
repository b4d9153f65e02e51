"""Form widgets beyond Django's own; each is also shown in the gallery."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.core.files.upload import Upload
from baoxiu.web.shared.posters import VIDEOS, uploads


class DateInput(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)


class DateTimeInput(forms.DateTimeInput):
    """The browser's own date and time picker."""

    input_type = "datetime-local"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M", **options)


class PhoneInput(forms.TextInput):
    """A number pad on phones; the browser may fill in the owner's number."""

    input_type = "tel"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "tel", "inputmode": "tel", "maxlength": 20, **(attrs or {})})


class MoneyInput(forms.TextInput):
    """An amount in yuan with the sign behind it."""

    template_name = "shared/widgets/money.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "class": "num", **(attrs or {})})


class RadioCards(forms.RadioSelect):
    """One of few, each as a card under the thumb. ``notes`` adds a line to a choice by its value."""

    template_name = "shared/widgets/cards.html"

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        *,
        notes: dict[str, object] | None = None,
        grid: bool = False,
    ) -> None:
        super().__init__(attrs)
        self.notes = notes or {}
        self.grid = grid

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds the notes to the choices."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        for _group, options, _index in context["widget"]["optgroups"]:
            for option in options:
                option["note"] = self.notes.get(str(option["value"]), "")
        context["grid"] = self.grid
        return context


class Segments(forms.RadioSelect):
    """One of two to four short words, side by side."""

    template_name = "shared/widgets/segments.html"


class Stars(forms.RadioSelect):
    """A rating of one to five."""

    template_name = "shared/widgets/stars.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, choices=[(str(score), str(score)) for score in range(1, 6)])


class PhotoPicker(forms.ClearableFileInput):
    """Takes or chooses photos and shows them before they are sent."""

    template_name = "shared/widgets/photos.html"
    allow_multiple_selected = True
    look = "picker"
    words = _("Take or choose photos")

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": "image/*", "multiple": True, **(attrs or {})})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds what the button says."""
        return {**super().get_context(name, value, attrs), "words": self.words}


class MediaPicker(PhotoPicker):
    """Photos and videos; the page's script sends the first frame of each video along."""

    words = _("Take or choose photos or a video")

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": f"image/*,{','.join(VIDEOS)}", **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Upload]:
        """The files in their order, each video with its frame."""
        return uploads(files.getlist(name), data.getlist(f"{name}-poster"))


class SignaturePad(forms.Widget):
    """A drawn signature, or by keyboard a typed name and a tick."""

    template_name = "shared/widgets/signature.html"
    use_fieldset = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str]:  # noqa: ARG002
        """The three parts as they were sent."""
        parts = ("drawn", "typed", "agreed")
        return {part: data.get(f"{name}-{part}", "") for part in parts}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:  # noqa: ARG002
        """Whether the form did not have this question."""
        return f"{name}-drawn" not in data

    def id_for_label(self, id_: str) -> str:  # noqa: ARG002
        """A group of inputs has a legend, not a label."""
        return ""


class DivisionPicker(forms.HiddenInput):
    """Province, city and district; the value is the six-digit code (GB/T 2260)."""

    template_name = "shared/widgets/divisions.html"
    input_type = "hidden"
    use_fieldset = True

    @property
    def is_hidden(self) -> bool:
        """Its selects are in sight, only its value is hidden."""
        return False

    def id_for_label(self, id_: str) -> str:  # noqa: ARG002
        """A group of inputs has a legend, not a label."""
        return ""
