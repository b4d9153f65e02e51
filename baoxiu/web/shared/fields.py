"""Form fields for the shared widgets that Django has no field for."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from baoxiu.web.shared.shapes import Signature
from baoxiu.web.shared.widgets import MediaPicker, PhotoPicker, SignaturePad

PNG = b"\x89PNG\r\n\x1a\n"
LARGEST_DRAWING = 400_000
"""Bytes; a screen-wide signature at three pixels a point stays below 100 kB."""


class PhotosField(forms.FileField):
    """Several pictures at once; the value is a list, empty when none was sent."""

    widget = PhotoPicker

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Checks each file as Django checks one."""
        given = data if isinstance(data, (list, tuple)) else [data]
        cleaned = [super(PhotosField, self).clean(one, initial) for one in given]
        return [one for one in cleaned if one]


class MediaField(PhotosField):
    """Several pictures and videos at once; the value is a list of ``Upload``."""

    widget = MediaPicker


class SignatureField(forms.Field):
    """A signature; the value is a ``Signature``, or None when it may be left out."""

    widget = SignaturePad
    default_error_messages = {
        "required": _("Please sign in the box, or type your name and tick the line below it."),
        "broken": _("The signature did not arrive whole. Please sign once more."),
    }

    def clean(self, value: dict[str, str]) -> Signature | None:
        """A drawing, or a typed name with its tick."""
        drawing = self._drawing(value.get("drawn", ""))
        typed = value.get("typed", "").strip()[:60] if value.get("agreed") else ""
        if drawing or typed:
            return Signature(png=drawing, typed_name=typed)
        if self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return None

    def _drawing(self, address: str) -> bytes:
        if not address:
            return b""
        try:
            png = base64.b64decode(address.removeprefix("data:image/png;base64,"), validate=True)
        except (binascii.Error, ValueError):
            png = b""
        if not png.startswith(PNG) or len(png) > LARGEST_DRAWING:
            raise forms.ValidationError(self.error_messages["broken"], code="broken")
        return png
