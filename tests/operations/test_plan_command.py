"""`baoxiu plan`: reads a problem, writes a plan that a judge accepts, and says in the user's language what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from baoxiu.config.cli.plan import command
from baoxiu.flow.dispatch.planner.checking import check
from baoxiu.flow.dispatch.planner.fsd import read_plan, read_problem

PROBLEM = {
    "name": "two streets",
    "travel": {"kind": "euclid_trunc10"},
    "objective": {"travel": 1, "fixed": 0},
    "technicians": [
        {"id": f"T{place}", "x": 20 * place, "y": 0, "skills": {"a": 1}, "shifts": [[0, 40_000]]}
        for place in range(2)
    ],
    "orders": [
        {
            "id": f"W{place}",
            "x": place,
            "y": place % 3,
            "service": 600,
            "tws": [[0, 30_000]],
            "skills": {"a": 1},
            "priority": 1,
            "penalty": 14_400,
        }
        for place in range(16)
    ],
}


def run(*said: object) -> tuple[int, str]:
    """The exit code and all that was said."""
    result = CliRunner().invoke(command, [str(one) for one in said])
    return result.exit_code, result.output


def problem_file(folder: Path, orders: int = 16) -> Path:
    """The problem with its first orders."""
    path = folder / "problem.json"
    path.write_text(json.dumps({**PROBLEM, "orders": PROBLEM["orders"][:orders]}))
    return path


def test_a_plan_is_written_and_stands_before_the_judge(tmp_path: Path) -> None:
    """With its cost and the bound; begun from, it never gets dearer; the same seed and rounds give the same file."""
    path, first, again, later = problem_file(tmp_path), *(tmp_path / f"{n}.json" for n in range(3))
    code, told = run(path, "--out", first, "--rounds", 200, "--seed", 5)
    assert code == 0
    assert "16" in told
    problem = read_problem(path)
    score = check(problem, read_plan(first, problem))
    meta = json.loads(first.read_text())["meta"]
    assert not score.violations
    assert meta["bound"] <= meta["cost"] == score.cost
    run(path, "--out", again, "--rounds", 200, "--seed", 5)
    assert again.read_text() == first.read_text()
    run(path, "--out", later, "--rounds", 50, "--incumbent", first)
    assert json.loads(later.read_text())["meta"]["cost"] <= meta["cost"]


def test_a_small_problem_is_solved_to_the_proven_best(tmp_path: Path) -> None:
    """Then the bound is the cost."""
    out = tmp_path / "plan.json"
    code, told = run(problem_file(tmp_path, orders=5), "--out", out)
    meta = json.loads(out.read_text())["meta"]
    assert (code, meta["bound"]) == (0, meta["cost"])
    assert len(told.splitlines()) == 2


def test_what_is_no_problem_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    """A broken file, one of another kind, and a plan that is none."""
    broken, out = tmp_path / "broken.json", tmp_path / "plan.json"
    for text in ("{", '{"name": "x"}'):
        broken.write_text(text)
        code, told = run(broken, "--out", out)
        assert code == 1
        assert "broken.json" in told
    code, told = run(problem_file(tmp_path), "--out", out, "--rounds", 1, "--incumbent", broken)
    assert (code, out.exists()) == (1, False)
    assert "broken.json" in told


def test_a_plan_that_people_know_is_kept_where_it_can_be(tmp_path: Path) -> None:
    """Somebody is ill: those who are there keep their visits when a move is dear, and what stands on no day is planned anew."""
    path, old, new = problem_file(tmp_path), tmp_path / "old.json", tmp_path / "new.json"
    known = [
        {"tech": f"T{who}", "day": 0, "stops": [f"W{place}" for place in range(8 * who, 8 * who + 8)]}
        for who in range(2)
    ]
    ill = [
        {**PROBLEM["technicians"][0], "shifts": [None]},
        {**PROBLEM["technicians"][1], "shifts": [[0, 90_000]]},
    ]
    path.write_text(json.dumps({**PROBLEM, "technicians": ill}))
    lost = {"tech": "T1", "day": 7, "stops": ["W0"]}
    old.write_text(json.dumps({"routes": [*known, lost]}))
    code, told = run(path, "--out", new, "--rounds", 500, "--incumbent", old, "--moved", 600)
    problem = read_problem(path)
    score = check(problem, read_plan(new, problem))
    meta = json.loads(new.read_text())["meta"]
    assert (code, score.violations, score.unserved, score.cost) == (0, (), (), meta["cost"])
    assert "0 of 16 visits moved, besides 8" in told
    assert run(path, "--out", new, "--rounds", 500, "--incumbent", old, "--moved", -1)[0] == 2


def test_the_price_of_a_move_decides_whether_a_visit_moves(tmp_path: Path) -> None:
    """One visit that stands with the farther of two: for nothing it goes to the nearer one, for a high price it stays."""
    path, old, new = problem_file(tmp_path, orders=1), tmp_path / "old.json", tmp_path / "new.json"
    old.write_text(json.dumps({"routes": [{"tech": "T1", "day": 0, "stops": ["W0"]}]}))
    for price, who in ((0, "T0"), (120, "T1")):
        code, _told = run(path, "--out", new, "--incumbent", old, "--moved", price)
        found = json.loads(new.read_text())
        assert (code, [one["tech"] for one in found["routes"]]) == (0, [who])
        assert (
            found["meta"]["bound"]
            <= found["meta"]["cost"]
            == check(read_problem(path), read_plan(new, read_problem(path))).cost
        )
