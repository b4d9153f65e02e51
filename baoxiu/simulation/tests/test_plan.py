"""The file: what it may say, and what is told of a wrong one."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from baoxiu.simulation.makers import MAKERS
from baoxiu.simulation.plan import CHOOSERS, Chance, Plan, plan_of, read_plan
from baoxiu.simulation.reading import WrongPlan

PAGE = Path(__file__).resolve().parents[3] / "docs" / "simulation.md"

WRONG: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"sed": 1}, "sed", "unknown"),
    ({"seed": -1}, "seed", "whole"),
    ({"days": True}, "days", "whole"),
    ({"start": "2026-03-02"}, "start", "date"),
    ({"region": 3}, "region", "table"),
    ({"region": {"lat": 100}}, "region.lat", "number"),
    ({"region": {"districts": []}}, "region.districts", "list"),
    ({"work": {"shift": "18:00-08:00"}}, "work.shift", "hours"),
    ({"work": {"windows": ["08:00"]}}, "work.windows", "hours"),
    ({"demand": {"hours": [1, 2]}}, "demand.hours", "length"),
    ({"demand": {"hours": [0] * 24}}, "demand.hours", "no_hour"),
    ({"demand": {"jobs": []}}, "demand.jobs", "tables"),
    ({"demand": {"jobs": [{"share": 1}]}}, "demand.jobs.1.family", "missing"),
    ({"demand": {"jobs": [{"family": "x", "share": 0}]}}, "demand.jobs", "no_share"),
    ({"chance": {"sick": 2}}, "chance.sick", "number"),
    ({"policy": [{"name": " ", "by": "score"}]}, "policy.1.name", "text"),
    ({"policy": [{"name": "a", "by": "dice"}]}, "policy.1.by", "choice"),
    ({"policy": [{"name": "a", "by": "score"}] * 2}, "policy.2.name", "twice"),
)


@pytest.mark.parametrize(("said", "place", "code"), WRONG)
def test_a_wrong_value_is_told_with_its_place(said: dict[str, Any], place: str, code: str) -> None:
    with pytest.raises(WrongPlan) as wrong:
        plan_of(said)
    assert (wrong.value.place, wrong.value.code) == (place, code)


def test_what_is_left_out_has_its_default() -> None:
    plan = plan_of({"chance": {"sick": 0.1}, "work": {"shift": "09:00-17:30"}})
    assert (plan.chance, plan.region) == (Chance(sick=0.1), Plan().region)
    assert plan.work.shift == (time(9), time(17, 30))


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(WrongPlan) as wrong:
        read_plan(tmp_path / "nowhere.toml")
    assert wrong.value.code == "unreadable"
    (tmp_path / "a.toml").write_text("seed = ")
    with pytest.raises(WrongPlan) as wrong:
        read_plan(tmp_path / "a.toml")
    assert wrong.value.code == "no_toml"


def test_the_example_of_the_page_is_a_plan(tmp_path: Path) -> None:
    """``docs/simulation.md`` shows a file that works, and names every field."""
    page = PAGE.read_text("utf-8")
    (tmp_path / "plan.toml").write_text(page.split("```toml\n")[1].split("```")[0], "utf-8")
    plan = read_plan(tmp_path / "plan.toml")
    assert (plan.start, plan.days, len(plan.policy)) == (date(2026, 3, 2), 14, 4)
    for part in (
        plan,
        plan.region,
        plan.work,
        plan.demand,
        plan.chance,
        plan.traffic,
        plan.policy[0],
        plan.demand.jobs[0],
    ):
        assert all(f"`{name}`" in page for name in type(part).__dataclass_fields__), part


def test_every_chooser_can_be_made() -> None:
    assert set(MAKERS) == set(CHOOSERS)
