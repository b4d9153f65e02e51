"""Families, kinds of fault and models."""

from typing import Any

import pytest
from django.utils import translation

from baoxiu.basics.products.actions import (
    CodeTaken,
    FamilyTerms,
    add_family,
    add_fault_kind,
    add_model,
    change_family,
)
from baoxiu.basics.products.inputs import InvalidCode
from baoxiu.basics.products.parts import part_name
from baoxiu.basics.products.queries import families, faults_of
from baoxiu.core.refusals import InvalidInput, NotAllowed
from tests.cast import Cast

TERMS = FamilyTerms(required_fields=("serial",), whole_months=24, main_parts=("motor",))


def test_a_family_carries_its_terms(cast: Cast) -> None:
    """RQ-REG-06."""
    family = add_family("fan", "电风扇", name_en="Fan", terms=TERMS, by=cast.actor("root"), at=cast.at)
    assert (family.required_fields, family.whole_months, family.main_parts) == (["serial"], 24, ["motor"])
    assert list(families()) == [cast.family, cast.other_family, family]


def test_a_family_that_is_served_no_more_is_not_offered(cast: Cast) -> None:
    change_family(
        cast.other_family, name="冰箱", terms=TERMS, is_active=False, by=cast.actor("mo"), at=cast.at
    )
    assert list(families()) == [cast.family]


def test_advice_is_given_in_the_readers_language(cast: Cast) -> None:
    """RQ-INT-18."""
    with translation.override("en"):
        assert cast.family.advice.startswith("If it smells burnt")
    with translation.override("zh-hans"):
        assert cast.family.advice.startswith("如有焦味")


def test_a_familys_faults_come_before_those_of_all(cast: Cast) -> None:
    """RQ-TRI-03."""
    other = add_fault_kind(None, "other", "其他", by=cast.actor("root"), at=cast.at)
    offered = list(faults_of(cast.family))
    assert (len(offered), offered[-1]) == (9, other)


def test_names_of_parts() -> None:
    assert str(part_name("our_own_part")) == "our_own_part"
    with translation.override("en"):
        assert str(part_name("compressor")) == "Compressor"


@pytest.mark.parametrize("code", ["", "with blank", "空调", "a" * 41, "../etc"])
def test_codes_are_plain(cast: Cast, code: str) -> None:
    with pytest.raises(InvalidCode):
        add_family(code, "X", by=cast.actor("root"), at=cast.at)


def test_codes_are_taken_once(cast: Cast) -> None:
    root: Any = {"by": cast.actor("root"), "at": cast.at}
    with pytest.raises(CodeTaken):
        add_family("air_conditioner", "空调", **root)
    with pytest.raises(CodeTaken):
        add_fault_kind(cast.family, cast.fault.code, "X", **root)
    with pytest.raises(CodeTaken):
        add_model(cast.family, cast.model.code, "X", **root)


@pytest.mark.parametrize("wrong", [{"level": 0}, {"level": 6}, {"minutes": 0}, {"minutes": 1441}])
def test_levels_and_minutes_have_limits(cast: Cast, wrong: dict[str, int]) -> None:
    with pytest.raises(InvalidInput) as caught:
        add_fault_kind(cast.family, "new", "X", **wrong, by=cast.actor("root"), at=cast.at)
    assert list(caught.value.fields) == list(wrong)


def test_the_catalogue_is_changed_with_the_right_only(cast: Cast) -> None:
    dana: Any = {"by": cast.actor("dana"), "at": cast.at}
    with pytest.raises(NotAllowed):
        add_family("fan", "电风扇", **dana)
    with pytest.raises(NotAllowed):
        change_family(cast.family, name="X", terms=TERMS, **dana)
    with pytest.raises(NotAllowed):
        add_fault_kind(cast.family, "new", "X", **dana)
    with pytest.raises(NotAllowed):
        add_model(cast.family, "M1", "X", **dana)
