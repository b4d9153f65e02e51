"""Phone numbers and names (standards.md 4.4 C07, C09)."""

import pytest

from baoxiu.basics.customers.rules import (
    Phone,
    UnreadablePhone,
    format_phone,
    mask_phone,
    normalise_phone,
    pinyin_keys,
)

MOBILE = Phone("+8613800138000")


@pytest.mark.parametrize(
    "text",
    [
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "+86 138 0013 8000",
        "0086 13800138000",
        "１３８００１３８０００",
        "\u200e138\u200b00138000",
        "（+86）13800138000",
    ],
)
def test_one_form_however_a_mobile_number_is_typed(text: str) -> None:
    assert normalise_phone(text) == MOBILE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0371-66778899", Phone("+8637166778899")),
        ("0371-6677 8899-12", Phone("+8637166778899", "12")),
        ("(0371) 6677-8899 转 8012", Phone("+8637166778899", "8012")),
        ("0371—66778899分机3", Phone("+8637166778899", "3")),
        ("037166778899x5", Phone("+8637166778899", "5")),
        ("010-8888-8888", Phone("+861088888888")),
        ("400-123-4567", Phone("+864001234567")),
        ("+44 20 7946 0958", Phone("+442079460958")),
        ("+852 2123 4567", Phone("+85221234567")),
    ],
)
def test_landlines_with_extension_service_numbers_and_foreign_ones(text: str, expected: Phone) -> None:
    assert normalise_phone(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "  ", "abc", "12345", "66778899", "1380013800", "138001380001", "1-800-FLOWERS", "13800138000; drop",
     "' OR 1=1--", "13800138000\x00", "+86", "9" * 60, "{{7*7}}"],
)  # fmt: skip
def test_junk_is_no_number(text: str) -> None:
    with pytest.raises(UnreadablePhone):
        normalise_phone(text)


def test_numbers_are_shown_as_people_write_them() -> None:
    assert format_phone("+8613800138000") == "138 0013 8000"
    assert format_phone("+8637166778899", "12") == "0371 6677 8899-12"
    assert format_phone("+442079460958") == "+44 20 7946 0958"
    assert format_phone("unknown") == "unknown"


def test_the_middle_of_a_number_can_be_hidden() -> None:
    """RQ-SEC-01."""
    assert mask_phone("+8613800138000") == "138****8000"
    assert mask_phone("12345") == "12345"


@pytest.mark.parametrize(
    ("name", "sort_name", "initials"),
    [
        ("张伟", "zhangwei", "zw"),
        ("曾志伟", "zengzhiwei", "zzw"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("长孙无忌", "zhangsunwuji", "zswj"),
        ("河南省人民医院", "henanshengrenminyiyuan", "hnsrmyy"),
        ("Mary Smith", "marysmith", "ms"),
        ("Ａｌｉｃｅ", "alice", "a"),
        ("😀", "", ""),
    ],
)
def test_names_are_found_by_pinyin(name: str, sort_name: str, initials: str) -> None:
    assert pinyin_keys(name) == (sort_name, initials)


def test_keys_of_a_long_name_fit_their_columns() -> None:
    sort_name, initials = pinyin_keys("庄" * 80)
    assert (len(sort_name), len(initials)) == (200, 80)
