"""Every verb of the house has an operation here, or a reason why it has none."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from django.conf import settings

BAOXIU = Path(settings.BASE_DIR)
RESOURCES = BAOXIU / "web" / "api" / "resources"

AT_THE_DESK = {
    "basics.accounts": "people, roles and tokens are kept by a person who signed in with a second factor",
    "basics.exports": "a list as a file is for the person who sees the list; a program pages through it",
    "basics.lists": "saved views are of the desk's own lists",
    "basics.notifications": "notices are texts for people at the desk; programs are told by webhooks",
    "basics.outlets": "whom a firm calls its outlet, with area and hours, is decided by a person and shown to customers",
    "basics.places": "divisions come with the release",
    "basics.prices": "price lists are drafted, looked at and published by a person",
    "basics.publications": "public texts are published by a person",
    "flow.news": "told by one person to another, about what a person saw; the file that comes of it has its operations",
    "flow.workshop": "a bay is given by rule, and changed by whoever stands in the workshop",
    "basics.parts": "what lies on a van is booked by whoever sees it; a store's own program comes with the store",
}
"""Rooms that are set up, not worked with."""
PEOPLE = "who is hired, and who is trusted with which work, is decided by somebody who knows the person"
CATALOGUE = (
    "what the firm serves is decided by a person; texts in two languages and warranty terms belong to it"
)
CALENDAR = "which days are working days is law: a person enters the official notice and confirms it"
BOARD = "plans are changed on the board, by somebody who sees the whole day; programs see them, hold windows and book them"
COUNTER = "who comes to the counter, and when else, is known by whoever stands there"
ON_THE_BOARD = (
    "bring_parts", "discard_draft", "lock_visit", "move_visit", "open_draft", "optimise", "pin", "publish_draft",
    "replan_for", "staff", "transfer", "try_change", "undo", "unplan",
)  # fmt: skip
EXCUSED = {
    **{f"flow.planning.{verb}": BOARD for verb in ON_THE_BOARD},
    **{f"flow.planning.{verb}": COUNTER for verb in ("call_off_counter", "move_counter", "note_came")},
    "flow.planning.book_told": "part of booking a window",
    "flow.planning.follow_order": "follows from the order",
    "flow.planning.place_order": "follows from an order that waits",
    "flow.planning.repair_around": "follows from a change of the plan",
    "flow.planning.take_pooled": "the technician's own, on the phone",
    "basics.products.add_family": CATALOGUE,
    "basics.products.add_fault_kind": CATALOGUE,
    "basics.products.add_model": CATALOGUE,
    "basics.products.change_family": CATALOGUE,
    "basics.technicians.add_certificate": PEOPLE,
    "basics.technicians.change": PEOPLE,
    "basics.technicians.hire": PEOPLE,
    "basics.technicians.leave": PEOPLE,
    "basics.technicians.remove_certificate": PEOPLE,
    "basics.technicians.set_areas": PEOPLE,
    "basics.technicians.set_shifts": PEOPLE,
    "basics.technicians.set_skill": PEOPLE,
    "basics.customers.find_or_register": "part of taking in a request",
    "basics.customers.mark_served": "follows from an order",
    "basics.promises.load_years": "the official days come with the release",
    "basics.promises.set_day": CALENDAR,
    "basics.promises.forget_day": CALENDAR,
    "basics.promises.confirm_year": CALENDAR,
    "basics.tasks.close_tasks": "follows from what was done",
    "basics.travel.forget_old": "time does it",
    "basics.travel.learn": "time does it",
    "flow.documents.note_fetch": "part of fetching",
    "flow.followups.ask_for_file": "follows from the check-in",
    "flow.followups.plan_after_complaint": "follows from the solved complaint",
    "flow.followups.remind_of_service": "time does it",
    "flow.followups.want_file": "follows from the check-in",
    "flow.intake.begin_route_by_rule": "follows from the report",
    "flow.intake.end_route": "follows from a request that was withdrawn or merged",
    "flow.intake.queue_by_rule": "follows from the report",
    "flow.intake.reopen": "follows from another repair of the same product",
    "flow.visits.flag_height": "part of booking and of the assessment",
    "flow.acceptance.accept_by_silence": "time does it",
    "flow.dispatch.assign_by_rule": "follows from an order that waits",
    "flow.followups.plan": "follows from the handover",
    "flow.followups.plan_regular": "time does it",
    "flow.followups.plan_second": "follows from the first call",
    "flow.followups.rate": "the customer's own, by the link",
    "flow.inspection.fix_seed": "time does it",
    "flow.intake.close": "follows from the end of the last order",
    "flow.repairs.lapse": "time does it",
    "flow.repairs.lapse_overdue": "time does it",
    "flow.satisfaction.remind_of_round": "time does it",
    "flow.visits.drop": "follows from the end of the order",
    "flow.work_orders.conclude": "an import alone, of orders that ended in another system",
    "flow.work_orders.create": "follows from the acceptance",
}


def verbs() -> Iterator[str]:
    """``flow.repairs.start``: every action that somebody does, as its room shows it."""
    for storey in ("basics", "flow"):
        for room in sorted((BAOXIU / storey).iterdir()):
            if (room / "actions.py").exists() or (room / "actions").is_dir():
                yield from (f"{storey}.{room.name}.{verb}" for verb in _of(storey, room.name))


def _of(storey: str, room: str) -> list[str]:
    actions = import_module(f"baoxiu.{storey}.{room}.actions")
    shown = getattr(actions, "__all__", None) or [
        name for name, thing in vars(actions).items() if getattr(thing, "__module__", "") == actions.__name__
    ]
    named = ((name, getattr(actions, name)) for name in shown if not name.startswith("_"))
    return [
        name
        for name, thing in named
        if inspect.isfunction(thing) and "by" in inspect.signature(thing).parameters
    ]


def called() -> set[str]:
    """The actions that the operations call."""
    return {
        verb for path in RESOURCES.glob("*.py") for verb in _called_in(ast.parse(path.read_text("utf-8")))
    }


def _called_in(page: ast.Module) -> Iterator[str]:
    rooms = {
        alias.asname or alias.name: node.module.removeprefix("baoxiu.")
        for node in page.body
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
        if alias.name == "actions"
    }
    for node in ast.walk(page):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in rooms:
            yield f"{rooms[node.value.id]}.{node.attr}"


def test_every_verb_has_an_operation_or_a_reason() -> None:
    """A new action of a stage is reachable for programs, or says why not (RQ-INT-01, RQ-INT-12)."""
    known, reached = set(verbs()), called()
    excused = {verb for verb in known if verb in EXCUSED or verb.rpartition(".")[0] in AT_THE_DESK}
    assert known - reached - excused == set()
    assert reached & excused == set(), "a reason for nothing"
    assert set(EXCUSED) <= known, "a reason for no verb"
    assert set(AT_THE_DESK) <= {verb.rpartition(".")[0] for verb in known}
