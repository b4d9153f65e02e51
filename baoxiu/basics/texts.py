"""Reading the text that people type: bounded, without control characters, otherwise as it was written."""

from __future__ import annotations

import unicodedata

from django.utils.translation import gettext_lazy as _

from baoxiu.core.refusals import InvalidInput

_UNSAFE = {"Cc", "Cs", "Cn"}


class Missing(InvalidInput):
    """Something that is needed was left empty."""

    message = _("Please fill this in.")


class TooLong(InvalidInput):
    """More text than there is room for."""


class UnsafeText(InvalidInput):
    """The text holds control characters (standards.md 4.4 C07, C10)."""

    message = _("The text holds characters that cannot be stored.")


def one_line(text: str, *, field: str, most: int, required: bool = True) -> str:
    """One line of text, blanks at its ends and doubled blanks removed.

    Raises ``Missing``, ``TooLong`` or ``UnsafeText`` for ``field``.
    """
    clean = " ".join(text.split())
    if required and not clean:
        raise Missing(field=field)
    return _bounded(clean, field, most)


def paragraph(text: str, *, field: str, most: int = 4_000, required: bool = False) -> str:
    """Text of several lines; the line breaks stay."""
    clean = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if required and not clean:
        raise Missing(field=field)
    return _bounded(clean, field, most)


def _bounded(text: str, field: str, most: int) -> str:
    if any(unicodedata.category(char) in _UNSAFE and char not in "\n\t" for char in text):
        raise UnsafeText(field=field)
    if len(text) > most:
        raise TooLong(_("Please use at most {most} characters.").format(most=most), field=field)
    return text


def same_text(one: str, other: str) -> bool:
    """Whether two names are the same to a reader: full-width, blanks and case aside (C07)."""
    return _folded(one) == _folded(other)


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
