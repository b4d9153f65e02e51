"""Every reason code that a rule gives has a sentence with the same figures, and nothing is left over."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from baoxiu.core.reasons import Reason, because, say

FLOW = Path(__file__).resolve().parents[1] / "baoxiu" / "flow"
ROOMS = ("warranty", "dispatch", "repairs", "inspection", "settlement", "followups")
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
SPECIAL = {f"{cause}_{effect}" for cause in ("unauthorised_repair", "against_manual", "abuse")
           for effect in ("paid", "lapse")}  # fmt: skip


def nodes(room: str) -> Iterator[ast.AST]:
    """Everything that is written in the room's rules."""
    for path in [FLOW / room / "rules.py", *sorted((FLOW / room / "rules").glob("*.py"))]:
        if path.exists():
            yield from ast.walk(ast.parse(path.read_text("utf-8")))


def texts(room: str) -> set[str]:
    """Every text in the room's rules: the codes are among them."""
    return {
        node.value for node in nodes(room) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def literal_reasons(room: str) -> Iterator[tuple[str, set[str | None]]]:
    """Each code with the figures it is given; None stands for figures passed on as a whole."""
    for node in nodes(room):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "because":
            code = node.args[0]
            if isinstance(code, ast.Constant):
                yield str(code.value), {keyword.arg for keyword in node.keywords}


@pytest.mark.parametrize("room", ROOMS)
def test_every_code_has_a_sentence_and_every_sentence_a_code(room: str) -> None:
    sentences = import_module(f"baoxiu.flow.{room}.reasons").SENTENCES
    assert {code for code, _ in literal_reasons(room)} <= set(sentences)
    assert set(sentences) <= texts(room) | SPECIAL


@pytest.mark.parametrize("room", ROOMS)
def test_a_sentence_asks_for_no_figure_that_the_rule_does_not_give(room: str) -> None:
    sentences = import_module(f"baoxiu.flow.{room}.reasons").SENTENCES
    for code, given in literal_reasons(room):
        wanted = set(PLACEHOLDER.findall(sentences[code]._args[0]))
        assert None in given or wanted <= given, code


def test_a_reason_is_said_with_its_figures() -> None:
    reason = because("late", days=3)
    assert say(reason, {"late": "%(days)s days late"}) == "3 days late"
    assert reason.plain() == {"code": "late", "params": {"days": "3"}}
    with pytest.raises(KeyError):
        say(Reason("unheard_of"), {})
