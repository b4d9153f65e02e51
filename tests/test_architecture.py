"""The shape of the code: budgets and habits that a reviewer would otherwise have to remember (design.md 3 and 6)."""

from __future__ import annotations

import ast
import inspect
import statistics
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "baoxiu"
USUAL_LINE, LONGEST_LINE = 160, 300
"""Of a template, in characters."""
type Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def sources() -> list[Path]:
    """Our own Python files, without tests and migrations; nearly every test asks."""
    return [path for path in sorted(PACKAGE.rglob("*.py")) if not {"tests", "migrations"} & set(path.parts)]


@cache
def parsed(path: Path) -> ast.Module:
    """The file as a tree; several tests walk through it."""
    return ast.parse(path.read_text("utf-8"))


def functions(path: Path) -> Iterator[Function]:
    """Every function of a file."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: Function) -> int:
    """Lines of a function's body without its docstring."""
    body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1


def test_no_file_is_longer_than_300_lines() -> None:
    long = {
        str(p.relative_to(PACKAGE)): n
        for p in sources()
        if (n := len(p.read_text("utf-8").splitlines())) > 300
    }
    assert not long


def test_templates_can_be_read_line_by_line() -> None:
    """Most lines fit a window; one that would show white space where it breaks may be longer, but not without end."""
    lengths = [
        (len(line), f"{path.relative_to(PACKAGE)}:{number}")
        for path in sorted(PACKAGE.rglob("templates/**/*.html"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
    ]
    assert not [one for one in lengths if one[0] > LONGEST_LINE]
    assert sum(size > USUAL_LINE for size, _place in lengths) <= len(lengths) // 40


def test_functions_are_small() -> None:
    lengths = sorted(
        (length(f), f"{p.relative_to(PACKAGE)}:{f.name}") for p in sources() for f in functions(p)
    )
    sizes = [size for size, _name in lengths]
    assert not [entry for entry in lengths if entry[0] > 50]
    assert statistics.median(sizes) <= 8
    assert sizes[int(len(sizes) * 0.9)] <= 25


def test_no_room_is_a_drawer() -> None:
    forbidden = {"utils.py", "helpers.py", "managers.py", "signals.py"}
    assert not [path for path in sources() if path.name in forbidden]


def test_every_module_and_public_function_says_what_it_is_for() -> None:
    silent = []
    for path in sources():
        tree = parsed(path)
        if tree.body and not ast.get_docstring(tree):
            silent.append(str(path.relative_to(PACKAGE)))
        for node in tree.body:
            if (
                isinstance(node, ast.FunctionDef)
                and not node.name.startswith("_")
                and not ast.get_docstring(node)
            ):
                silent.append(f"{path.relative_to(PACKAGE)}:{node.name}")
    assert not silent


def action_modules() -> list[Path]:
    """The files in which verbs stand."""
    return [p for p in sources() if p.name == "actions.py" or p.parent.name == "actions"]


def is_action(node: Function) -> bool:
    """A public function that records or changes: it names who and when."""
    return not node.name.startswith("_")


NOT_BY_A_PERSON = {
    "record", "take", "load", "load_years", "load_defaults", "load_rows", "load_forms", "follow", "sweep",
    "send_queued", "queue", "open_task", "in_force", "keep_signature", "record_use",
}  # fmt: skip
"""What the system itself does, or what is a part of an action that has ``by`` and ``at``."""


def test_actions_take_by_and_at_as_keywords() -> None:
    wrong = []
    for path in action_modules():
        for node in parsed(path).body:
            if isinstance(node, ast.FunctionDef) and is_action(node) and node.name not in NOT_BY_A_PERSON:
                keywords = {argument.arg for argument in node.args.kwonlyargs}
                if not {"by", "at"} <= keywords:
                    wrong.append(f"{path.relative_to(PACKAGE)}:{node.name}")
    assert not wrong


ASKS_THE_CLOCK = {"clock.now", "timezone.now", "datetime.now", "date.today", "datetime.utcnow", "time.time"}


def calls(path: Path) -> Iterator[str]:
    """The dotted names a file calls."""
    for node in ast.walk(parsed(path)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if isinstance(node.func.value, ast.Name):
            yield f"{node.func.value.id}.{node.func.attr}"


def test_nothing_below_the_doors_asks_the_clock() -> None:
    """Except the event log, which stamps the server's own time, and the clock itself."""
    allowed = {"core/clock.py", "core/events/actions.py", "core/events/outbox.py"}
    below = [p for p in sources() if p.relative_to(PACKAGE).parts[0] in ("core", "basics", "flow", "house")]
    asking = [
        str(path.relative_to(PACKAGE))
        for path in below
        if str(path.relative_to(PACKAGE)) not in allowed and ASKS_THE_CLOCK & set(calls(path))
    ]
    assert not asking


def test_doors_fetch_only_through_the_actor() -> None:
    """A view never starts from ``Model.objects.get``: foreign objects do not exist for it."""
    unscoped = []
    for path in sorted((PACKAGE / "web").rglob("*.py")):
        if "tests" in path.parts:
            continue
        for node in ast.walk(parsed(path)):
            if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Attribute):
                continue
            if node.value.attr == "objects" and node.attr not in SCOPED:
                unscoped.append(f"{path.relative_to(PACKAGE)}:{node.lineno} .objects.{node.attr}")
    assert not [entry for entry in unscoped if entry.split(":")[0] not in WITHOUT_CASES]


SCOPED = {"for_actor", "in_force"}
WITHOUT_CASES = {
    # Files are fetched by their unguessable id and shown only after ``may_see_file``.
    "web/shared/views.py",
}


def test_doors_save_nothing_themselves() -> None:
    saving = []
    for path in sorted((PACKAGE / "web").rglob("*.py")):
        if "tests" in path.parts:
            continue
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Attribute) and node.attr in (
                "save",
                "delete",
                "bulk_create",
                "update_or_create",
            ):
                saving.append(f"{path.relative_to(PACKAGE)}:{node.lineno}")
    assert not [entry for entry in saving if not entry.startswith("web/api/idempotency")]


@pytest.mark.parametrize("stage", ["intake", "work_orders", "visits"])
def test_every_move_of_a_lifecycle_names_known_stages_and_a_right(stage: str) -> None:
    module = import_module(f"baoxiu.flow.{stage}.lifecycle")
    rights = import_module("baoxiu.basics.accounts.rights").RIGHTS
    for _name, lifecycle in inspect.getmembers(module, lambda item: hasattr(item, "moves")):
        known = {one.code for one in lifecycle.stages}
        for move in lifecycle.moves:
            assert {*move.sources, move.target} <= known
            assert move.right in rights
