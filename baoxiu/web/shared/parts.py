"""Parts as people type them at every door: one a line, the number first, then how many."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.basics.parts.models import Part
from baoxiu.basics.parts.queries import by_numbers
from baoxiu.web.shared.words import quantity


class PartField(forms.CharField):
    """A part by its number, typed or scanned."""

    def __init__(self, **options: object) -> None:
        super().__init__(**{"label": _("Part number"), "max_length": 40, **options})
        self.widget.attrs |= {"list": "parts", "autocomplete": "off", "class": "mono"}

    def clean(self, value: str) -> Part | None:
        """The part; raises ``ValidationError``."""
        number = super().clean(value).strip()
        found = by_numbers([number]).get(number.casefold())
        if number and found is None:
            raise forms.ValidationError(_("There is no part with this number."))
        return found


class PartLinesField(forms.CharField):
    """Several parts with their quantities."""

    def __init__(self, **options: object) -> None:
        given = {
            "label": pgettext_lazy("van", "Parts"),
            "required": False,
            "max_length": 2_000,
            "widget": forms.Textarea({"rows": 3, "class": "mono"}),
            "help_text": _("One part per line: its number, then how many (1 if left out), such as “P-7 2”."),
        }
        super().__init__(**given | options)

    def clean(self, value: str) -> dict[Part, Decimal]:
        """The parts; raises ``ValidationError`` with the line that cannot be read."""
        lines = [line.split() for line in super().clean(value).splitlines() if line.strip()]
        known = by_numbers(words[0] for words in lines)
        found: dict[Part, Decimal] = {}
        for words in lines:
            part, units = known.get(words[0].casefold()), _units(words[1:])
            if part is None or units is None:
                sentence = _("“{line}” is no part of the list with a quantity.")
                raise forms.ValidationError(str(sentence).format(line=" ".join(words)))
            found[part] = found.get(part, Decimal(0)) + units
        return found


def _units(words: list[str]) -> Decimal | None:
    try:
        return Decimal(words[0].lstrip("×x*")) if words else Decimal(1)
    except InvalidOperation:
        return None


def as_lines(parts: list[tuple[Part, Decimal]]) -> str:
    """The same for a field that is changed."""
    return "\n".join(f"{part.number} {quantity(units)}" for part, units in parts)
