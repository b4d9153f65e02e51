"""The signature field: drawn, typed, missing, broken."""

from __future__ import annotations

import base64

import pytest
from django import forms

from baoxiu.web.shared.fields import PNG, SignatureField
from baoxiu.web.shared.shapes import Signature


class Paper(forms.Form):
    """A form with nothing but a signature."""

    sign = SignatureField()


def drawn(content: bytes) -> str:
    """The address of an image as the browser sends it."""
    return "data:image/png;base64," + base64.b64encode(content).decode()


def test_drawing_is_kept() -> None:
    """A PNG comes through byte by byte."""
    form = Paper({"sign-drawn": drawn(PNG + b"x")})
    assert form.is_valid()
    assert form.cleaned_data["sign"] == Signature(png=PNG + b"x", typed_name="")


def test_typed_name_needs_its_tick() -> None:
    """By keyboard: a name alone is no signature."""
    assert not Paper({"sign-drawn": "", "sign-typed": "陈晓燕"}).is_valid()
    form = Paper({"sign-drawn": "", "sign-typed": "陈晓燕", "sign-agreed": "yes"})
    assert form.is_valid()
    assert form.cleaned_data["sign"].typed_name == "陈晓燕"


@pytest.mark.parametrize(
    "address", [drawn(b"<svg>"), "data:image/png;base64,%%%", drawn(PNG + b"x" * 400_001)]
)
def test_what_is_no_small_png_is_refused(address: str) -> None:
    """Neither other content, nor broken coding, nor a huge picture."""
    form = Paper({"sign-drawn": address})
    assert not form.is_valid()
    assert form.has_error("sign", "broken")
