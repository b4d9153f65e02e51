"""Editing the text of a notice."""

from typing import Any

import pytest

from baoxiu.basics.notifications.actions import change_template, take_back_template
from baoxiu.basics.notifications.actions.templates import (
    NothingToTakeBack,
    UnknownNotice,
    WrongVariable,
)
from baoxiu.basics.notifications.defaults import KINDS
from baoxiu.basics.notifications.models import Template
from baoxiu.core.events.models import Event
from baoxiu.core.refusals import InvalidInput, NotAllowed, Overtaken
from tests.cast import AT, Cast


def change(cast: Cast, who: str = "root", code: str = "job_new", **text: Any) -> Template:
    """Edit the Chinese in-app text."""
    given = {"channel": "in_app", "language": "zh-hans", "subject": "新{number}", "body": "{product}"} | text
    return change_template(code, by=cast.actor(who), at=AT, **given)


def test_a_text_is_changed_and_recorded(cast: Cast) -> None:
    """The second time the same row."""
    change(cast)
    change(cast, body="{product}，{firm}")
    assert Template.objects.get().body == "{product}，{firm}"
    assert (
        Event.objects.filter(kind="template.changed").latest("pk").data["text"]["body"] == "{product}，{firm}"
    )


@pytest.mark.parametrize("text", ["{phone}", "{}", "{number.real}", "{product"])
def test_unknown_variables_are_refused_by_name(cast: Cast, text: str) -> None:
    """With those that are possible."""
    if text == "{product":
        assert change(cast, body=text).body == text
        return
    with pytest.raises(WrongVariable) as refused:
        change(cast, body=text)
    assert list(refused.value.fields) == ["body"]
    assert "{number}" in str(refused.value)


def test_an_unknown_notice_is_refused(cast: Cast) -> None:
    """Code, language or channel."""
    for wrong in ({"code": "nothing"}, {"language": "fr"}, {"channel": "pigeon"}):
        with pytest.raises(UnknownNotice):
            change(cast, **wrong)


def test_an_empty_text_is_refused(cast: Cast) -> None:
    """Nobody sends nothing."""
    for field in ("subject", "body"):
        with pytest.raises(InvalidInput):
            change(cast, **{field: " "})


def test_it_needs_the_right(cast: Cast) -> None:
    """RQ-SEC-06."""
    with pytest.raises(NotAllowed):
        change(cast, who="ava")


def test_taking_back_keeps_the_text_before_anew(cast: Cast) -> None:
    """RQ-NOT-02, RQ-SEC-04: after the first change the delivered one; and the second of two editors is told."""
    at_all = {"channel": "in_app", "language": "zh-hans", "by": cast.actor("root"), "at": AT}
    with pytest.raises(NothingToTakeBack):
        take_back_template("job_new", **at_all)
    change(cast, seen=0)
    with pytest.raises(Overtaken):
        change(cast, seen=0, body="{firm}")
    assert take_back_template("job_new", **at_all).body == KINDS["job_new"].texts["zh-hans"].body
    assert take_back_template("job_new", **at_all).body == "{product}"
    assert Event.objects.filter(kind="template.changed").count() == 3
