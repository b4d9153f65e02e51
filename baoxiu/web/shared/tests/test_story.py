"""Every kind of event that the code records has its sentence, in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from baoxiu.core.actors import SYSTEM, shown_name
from baoxiu.core.events.models import Event
from baoxiu.core.events.queries import timeline
from baoxiu.flow.dispatch import actions as dispatch
from baoxiu.web.shared.story import CASE, LINES, public_story, tell
from baoxiu.web.shared.story.facts import Facts
from tests.cast import AT
from tests.journey import Journey

PACKAGE = Path(__file__).resolve().parents[3]
KIND = re.compile(r"^[a-z_]+\.[a-z_]+$")
RECORDING = {"record", "tell", "_tell", "_record", "_announce", "answer", "end"}
"""What writes events: `record` itself, and what rooms wrap around it."""


def kinds() -> Iterator[str]:
    """Every text in the code that stands where a kind of event is named."""
    for path in PACKAGE.rglob("*.py"):
        if {"tests", "web", "demo", "config"} & set(path.relative_to(PACKAGE).parts):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node) in RECORDING:
                yield from _texts(node)


def _name(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _texts(node: ast.Call) -> Iterator[str]:
    named = [keyword.value for keyword in node.keywords if keyword.arg in ("kind", "event")]
    for part in (*node.args[:1], *named):
        for piece in ast.walk(part):
            if isinstance(piece, ast.Constant) and isinstance(piece.value, str) and KIND.match(piece.value):
                yield piece.value


def test_every_kind_in_the_code_has_a_sentence() -> None:
    found = set(kinds())
    assert len(found) > 60
    assert found - set(LINES) == set()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_sentence_can_be_told_of_any_facts(language: str) -> None:
    facts = Facts({}, AT, {})
    with translation.override(language):
        for line in LINES.values():
            for text in (line.text, line.for_customer):
                assert "%(" not in str(text) % facts


def test_the_case_is_told_newest_first_with_names_and_words(journey: Journey) -> None:
    """RQ-WO-07."""
    order = journey.in_repair(journey.paid_line(), cause_class="misuse")
    told = tell(timeline(order.chain))
    assert told[0].at >= told[-1].at
    assert any("Bo" in str(entry.text) for entry in told)
    assert any("45.00" in str(entry.text) for entry in told)


def test_the_customer_reads_neither_names_of_the_office_nor_inner_facts(journey: Journey) -> None:
    """RQ-SEC-01."""
    order = journey.in_repair(journey.paid_line(), cause_class="misuse")
    told = public_story(timeline(order.chain))
    assert {entry.who for entry in told} <= {"Alice", "客服"}
    kinds_shown = Event.objects.filter(chain=order.chain).values_list("kind", flat=True)
    hidden = [kind for kind in kinds_shown if not CASE[kind].for_customer]
    assert len(told) == len(kinds_shown) - len(hidden)


def test_a_timeline_costs_the_same_however_long_it_is(
    journey: Journey, django_assert_max_num_queries: object
) -> None:
    order = journey.in_repair(journey.paid_line(), cause_class="misuse")
    events = list(timeline(order.chain))
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        tell(events * 3)


def test_what_the_house_does_by_itself_is_done_by_the_system(journey: Journey) -> None:
    """RQ-SEC-04: never by the product's name, on the timeline and wherever else a stored name stands."""
    order = journey.accepted()
    told = tell(timeline(order.chain))
    assert told[-1].who == "Ava"
    assert {entry.who for entry in told} == {"Ava", "系统", "Dana", "Bo"}
    with translation.override("en"):
        assert (shown_name(SYSTEM.name), shown_name("Dana")) == ("System", "Dana")


def test_the_dispatchers_reason_is_told(journey: Journey) -> None:
    """RQ-DSP-06, RQ-SEC-04: typed by hand, read on the timeline."""
    order = journey.accepted()
    given = dispatch.assign(
        order, journey.cast.ben, reason="客户指定", by=journey.actor("dana"), at=journey.tick()
    )
    newest = tell(timeline(order.chain))[0]
    assert (given.reason, newest.detail, newest.who) == ("客户指定", "客户指定", "Dana")
