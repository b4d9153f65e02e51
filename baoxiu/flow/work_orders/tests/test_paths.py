"""The path of each service: which moves its order may take."""

from __future__ import annotations

import pytest

from baoxiu.flow.intake.services import ANSWERED, SERVICES, offered_of, skips
from baoxiu.flow.work_orders.lifecycle import ORDER
from baoxiu.flow.work_orders.models import WorkOrder
from baoxiu.flow.work_orders.moves import NotOnThisPath, check_path
from baoxiu.flow.work_orders.paths import BY_SHEET, OF_A_REPAIR, PATHS

COMMON = {
    "assign", "decline", "accept", "ask_consent", "consent", "refuse_quote", "start", "accept_work",
    "accept_unsigned", "refuse_work", "settle", "hand_back", "close", "cancel",
}  # fmt: skip


def reached(service: str) -> set[str]:
    """The stages that an order of this service can come to."""
    found, fresh = set(), {"created"}
    while fresh:
        found |= fresh
        moves = [move for move in ORDER.moves if move.verb not in PATHS[service].skips]
        fresh = {move.target for move in moves if set(move.sources) & found} - found
    return found


def test_what_is_answered_has_no_path_and_all_else_has() -> None:
    """RQ-INT-16, RQ-INT-09: no order is made of a question."""
    assert set(PATHS) == set(SERVICES) - ANSWERED


@pytest.mark.parametrize("service", sorted(PATHS))
def test_a_path_skips_only_moves_that_exist_and_keeps_what_all_share(service: str) -> None:
    """RQ-WO-13: every service is assigned, accepted by the customer, settled and closed."""
    verbs = {move.verb for move in ORDER.moves}
    skipped = PATHS[service].skips
    assert skipped <= verbs
    assert verbs - skipped >= COMMON


@pytest.mark.parametrize(
    ("service", "never"),
    [
        ("repair", set()),
        ("installation", {"assessed", "inspecting"}),
        ("commissioning", {"assessed", "inspecting"}),
        ("maintenance", {"assessed", "inspecting"}),
    ],
)
def test_every_path_leads_to_the_end_and_only_a_repair_is_assessed_and_inspected(
    service: str, never: set[str]
) -> None:
    """RQ-INT-16, RQ-WO-06."""
    assert {stage.code for stage in ORDER.stages} - reached(service) == never


@pytest.mark.parametrize(
    ("service", "verbs"), [("repair", BY_SHEET), ("installation", OF_A_REPAIR), ("maintenance", OF_A_REPAIR)]
)
def test_a_step_off_the_path_is_refused_with_its_name(service: str, verbs: frozenset[str]) -> None:
    """RQ-INT-16: the sentence names step and service."""
    order = WorkOrder(service=service)
    for verb in verbs:
        with pytest.raises(NotOnThisPath, match=str(ORDER.move(verb).label)):
            check_path(order, verb)


@pytest.mark.parametrize(
    ("service", "stage", "words"),
    [
        ("repair", "in_repair", "维修中"),
        ("installation", "in_repair", "作业中"),
        ("maintenance", "ready", "待开工"),
    ],
)
def test_stages_are_called_by_the_service(service: str, stage: str, words: str) -> None:
    """RQ-WO-06: an installation is not in repair."""
    assert str(WorkOrder(service=service, stage=stage).stage_now.label) == words


def test_the_setting_names_services_and_unknown_words_count_for_nothing() -> None:
    """RQ-INT-16."""
    assert offered_of("maintenance, repair insurance") == ("repair", "maintenance")
    assert skips("support") == {"accept"}
    assert skips("maintenance") == {"turn_into_repair"}
