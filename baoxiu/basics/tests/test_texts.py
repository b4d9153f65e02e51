"""Reading what people type (C02, C03, C07, C10)."""

import pytest

from baoxiu.basics.texts import Missing, TooLong, UnsafeText, one_line, paragraph, same_text
from baoxiu.core.refusals import InvalidInput


def test_a_line_is_kept_as_written_but_for_its_blanks() -> None:
    assert one_line("  花园路\t88号 \n", field="x", most=20) == "花园路 88号"
    for text in ("<b>", "{{7*7}}", "𠮷", "👩‍🔧", "a\u202eb"):
        assert one_line(text, field="x", most=20) == text


def test_a_paragraph_keeps_its_lines() -> None:
    assert paragraph(" a\r\nb\rc ", field="x") == "a\nb\nc"
    assert paragraph("", field="x") == ""


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("", Missing), (" \n", Missing), ("x" * 11, TooLong), ("a\x00", UnsafeText), ("a\x1b[31m", UnsafeText)],
)
def test_what_cannot_be_kept_is_refused_with_its_field(text: str, refusal: type[InvalidInput]) -> None:
    with pytest.raises(refusal) as caught:
        one_line(text, field="name", most=10)
    assert list(caught.value.fields) == ["name"]


def test_a_paragraph_can_be_required() -> None:
    with pytest.raises(Missing):
        paragraph(" ", field="x", required=True)


def test_names_are_compared_as_a_reader_does() -> None:
    assert same_text("Ａｌｉｃｅ ", "alice")
    assert same_text("张 伟", "张伟")
    assert not same_text("张伟", "张玮")
