"""The planner's benchmark runs, part by part, on next to nothing and with others who plan nothing."""

from __future__ import annotations

import json
import sys
from contextlib import redirect_stdout
from dataclasses import replace
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any

import pytest

from baoxiu.flow.dispatch.planner.checking import check
from baoxiu.flow.dispatch.planner.fsd import plan_as_json, read_plan, read_problem
from baoxiu.flow.dispatch.planner.solve import Budget, plan
from benchmarks.dispatch import __main__ as command
from benchmarks.dispatch import bench, changes, classics, nationwide, same
from benchmarks.dispatch.scale import QUICK
from benchmarks.dispatch.tables import Table, kept_in
from benchmarks.dispatch.tools import Tools, Used, Verdict

NOTHING = Used(0.0, 0.0, 0, "")
SIZE = (3, 8, 1)
TINY = replace(
    QUICK,
    pace=0.001,
    fixed=(SIZE,),
    drawn=0,
    classics=("R101",),
    drawn_classics=(("R1", 4),),
    nationwide=(3, 8),
    nationwide_seconds=(0.01, 0.01),
    online=(3, 6, 2),
    slots=(3, 6, 2),
    changed=(SIZE,),
    pairs=6,
    same=(SIZE,),
    inside=(0, 0, 0),
)
ORIGINAL = """R101

VEHICLE
NUMBER     CAPACITY
   3         200

CUSTOMER
CUST NO.   XCOORD.   YCOORD.    DEMAND   READY TIME   DUE DATE   SERVICE   TIME

    0      35         35          0          0       230          0
    1      41         49         10        161       171         10
    2      35         17          7         50        60         10
"""


def instance(people: int, orders: int, days: int) -> dict[str, Any]:
    """Somebody for everything, in a town."""
    dice = Random(1)
    spots = [{"x": dice.uniform(0, 9), "y": dice.uniform(0, 9)} for _ in range(people + orders)]
    shifts = [[day * 86_400 + 28_800, day * 86_400 + 61_200] for day in range(days)]
    who = {"skills": {}, "certs": [], "regions": [0], "breaks": [None] * days, "capacity": []}
    what = {"service": 1_800, "tws": [[0, days * 86_400 - 1]], "skills": {}, "certs": [], "region": 0}
    what |= {"penalty": 20_000, "demand": [], "priority": 1}
    return {
        "name": "tiny",
        "travel": {"kind": "concave_km", "detour": 1.3, "steps": [[None, 40]]},
        "objective": {"travel": 1, "fixed": 0},
        "technicians": [
            {"id": f"T{n}", **spot, **who, "shifts": shifts} for n, spot in enumerate(spots[:people])
        ],
        "orders": [{"id": f"W{n}", **spot, **what} for n, spot in enumerate(spots[people:])],
    }


class Pretended(Tools):
    """Our own judge, an instance of ours, and planners that leave everything out."""

    def run(self, tool: str | Path, *args: object) -> Used:
        problem, out = args[:2]
        assert str(tool).split("/")[-1] in {"run_vroom.py", "run_pyvrp.py", "run_ortools.py"}
        said = json.loads(Path(str(problem)).read_text())
        left_out = [order["id"] for order in said["orders"]]
        Path(str(out)).write_text(json.dumps({"routes": [], "unserved": left_out}))
        return NOTHING

    def judge(self, problem: Path, plan: Path) -> Verdict:
        given = read_problem(problem)
        score = check(given, read_plan(plan, given))
        left_out = len(score.unserved)
        return Verdict(score.possible, score.cost, left_out, 1, left_out, score.spread or 1.0, 0.1)

    def generate(self, out: Path, seed: int, **values: Any) -> Path:
        said = {**instance(values["techs"], values["orders"], values.get("days", 1)), "seed": seed}
        out.write_text(json.dumps(said))
        return out


def planned_here(file: Path, out: Path, *, seed: int = 1, **_more: float) -> Used:
    """Ours, without a process of its own."""
    problem = read_problem(file)
    out.write_text(json.dumps(plan_as_json(plan(problem, Budget(rounds=5), seed=seed), problem, {})))
    return NOTHING


def nationwide_here(command: list[object], _more: object) -> Used:
    """A run of the nationwide part, likewise."""
    with redirect_stdout(StringIO()) as said, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", list(map(str, command[2:])))
        nationwide.main()
    return replace(NOTHING, said=said.getvalue())


def test_each_part_makes_its_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the page shows can be measured anew by one command, each part alone, too."""
    monkeypatch.setattr(bench, "own_plan", planned_here)
    monkeypatch.setattr(same, "own_plan", planned_here)
    monkeypatch.setattr(nationwide, "measured", nationwide_here)
    monkeypatch.setattr(changes, "REPAIRS", (0.0, 0.001))
    originals, work = tmp_path / "originals", tmp_path / "work"
    originals.mkdir()
    work.mkdir()
    (originals / "r101.txt").write_text(ORIGINAL)
    one = bench.Bench(Pretended(tmp_path, "python"), TINY, work, originals)
    page = tmp_path / "page.md"
    page.write_text("# The planner\n\n## Online\n\nold\n")
    for part in command.PARTS.values():
        table = part(one)
        assert table.rows or table.title == "Technicians of the literature", table.title
        assert {len(row) for row in table.rows} <= {len(table.columns)}, table.title
        kept_in(page, table.title, table.markdown())
    text = page.read_text()
    assert text.count("\n## ") == len(command.PARTS)
    assert text.startswith(
        "# The planner\n\n## Online\n\n3 technicians, 6 visits in the plan, 2 new orders (2 taken)"
    )
    assert "not the same plan: nowhere" in text
    assert "confirmed: **6 of 6**" in text


def test_the_literature_is_read(tmp_path: Path) -> None:
    """Tenths of the original's units; technicians bring skills, and a price for what is given away."""
    path = tmp_path / "r101.txt"
    path.write_text(ORIGINAL)
    said = classics.read(path)
    assert (said["name"], len(said["technicians"]), said["technicians"][0]["shifts"]) == (
        "R101",
        3,
        [[0, 2300]],
    )
    order = said["orders"][0]
    assert (order["id"], order["tws"], order["service"], order["demand"]) == ("W1", [[1610, 1710]], 100, [10])
    skilled = classics.with_technicians(said, 5, 4, 2, seed=1)
    for task in skilled["orders"]:
        assert task["penalty"] == round(1_000 * (200 + sum(task["skills"].values()) ** 1.5))
        assert any(
            all(who["skills"].get(skill, 0) >= level for skill, level in task["skills"].items())
            for who in skilled["technicians"]
        )
    assert classics.drawn("RC1", 20, seed=1) == classics.drawn("RC1", 20, seed=1)


def test_a_section_is_replaced_and_others_stay(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Page\n\nabout\n\n## One\n\nold\n\n## Two\n\nkept\n")
    kept_in(page, "One", Table("One", "new", ("a", "b"), [("x", None)]).markdown())
    assert (
        page.read_text()
        == "# Page\n\nabout\n\n## One\n\nnew\n\n| a | b |\n|---|---:|\n| x | – |\n\n## Two\n\nkept\n"
    )
