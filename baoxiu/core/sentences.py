"""Putting sentences and words together as the reader's language does."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language

_ENDS = tuple("。！？；：…”.!?;:")


def joined(sentences: Iterable[object]) -> str:
    """One text of several sentences: Chinese without blanks between them, English with.

    What somebody typed without a full stop gets one where another sentence follows; empty ones are left out.
    """
    texts = [text for sentence in sentences if (text := str(sentence).strip())]
    stop, gap = (".", " ") if get_language() == "en" else ("。", "")
    ended = [text if text.endswith(_ENDS) else text + stop for text in texts[:-1]]
    return gap.join([*ended, *texts[-1:]])


def listed(words: Iterable[object]) -> str:
    """Words in a row: “甲、乙” or “a, b”."""
    return (", " if get_language() == "en" else "、").join(str(word) for word in words)
