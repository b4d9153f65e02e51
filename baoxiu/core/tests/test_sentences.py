"""Sentences and words put together (STYLE.md, words)."""

from __future__ import annotations

import pytest
from django.utils import translation

from baoxiu.core.sentences import joined, listed


@pytest.mark.parametrize(
    ("language", "parts", "expected"),
    [
        ("zh-hans", ["距离最近。", "今天空闲。"], "距离最近。今天空闲。"),
        ("zh-hans", ["师傅迟到", "问题没有解决。"], "师傅迟到。问题没有解决。"),
        ("zh-hans", ["", "缺件"], "缺件"),
        ("en", ["Nearest.", "Free today."], "Nearest. Free today."),
        ("en", ["late", "Not solved."], "late. Not solved."),
        ("en", [], ""),
    ],
)
def test_sentences_follow_each_other_as_the_language_has_it(
    language: str, parts: list[str], expected: str
) -> None:
    with translation.override(language):
        assert joined(parts) == expected


def test_words_in_a_row() -> None:
    with translation.override("zh-hans"):
        assert listed(["甲", "乙"]) == "甲、乙"
    with translation.override("en"):
        assert listed(["a", "b"]) == "a, b"
