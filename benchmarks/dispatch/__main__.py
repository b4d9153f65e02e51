"""`make bench-dispatch tools=FOLDER`: tables of cost against the other planners.

FOLDER holds the benchmark's tools (generator, judge, the other planners' runners; see docs/rules/dispatch.md for the format). The
others run in an environment of their own (`scripts/peers`).
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.dispatch.pieces import joined, pieces

SIXTH = 6
BUDGETS = ((500, 10), (2_000, 30), (sys.maxsize, 60))
"""Orders up to which so many seconds of processor time are given."""
MOST_FOR_PYVRP = 500
SIZES = ((50, 400, 1), (50, 400, 2), (200, 1600, 1), (200, 1600, 2), (500, 5000, 1))


@dataclass(frozen=True)
class Tools:
    """Where the judge, the generator and the others' runners are, and the Python that has the others."""

    folder: Path
    python: str

    def run(self, tool: str, *args: object) -> str:
        """What a tool prints."""
        command = [self.python, str(self.folder / tool), *map(str, args)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def judge(self, problem: Path, plan: Path) -> dict[str, Any]:
        """The judge's verdict. Raises ``ValueError`` for a plan that breaks a rule."""
        verdict: dict[str, Any] = json.loads(self.run("check.py", problem, plan))
        if not verdict["feasible"]:
            raise ValueError(f"{plan.name}: {verdict['first_errors']}")
        return verdict


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tools", type=Path)
    parser.add_argument("--peers-python", default="var/peers/bin/python")
    parser.add_argument(
        "--instances", nargs="*", type=Path, help="problem files instead of the five fixed ones"
    )
    said = parser.parse_args()
    tools = Tools(said.tools, said.peers_python)
    with tempfile.TemporaryDirectory() as folder:
        files = said.instances or list(_generated(tools, Path(folder)))
        ratios = [_compare(tools, file, Path(folder)) for file in files]
    for name, place in (("full budget", 0), ("a sixth", 1), ("penalties", 2)):
        values = [one[place] for one in ratios]
        mean = math.exp(sum(map(math.log, values)) / len(values))
        print(f"{name}: geometric mean {mean:.3f}, worst {max(values):.3f}")


def _generated(tools: Tools, folder: Path) -> Iterator[Path]:
    for people, orders, seed in SIZES:
        path = folder / f"fs_{people}x{orders}_s{seed}.json"
        size = ("--set", f"techs={people}", "--set", f"orders={orders}")
        cities = ("--set", f"cities={max(3, people // 16)}")
        tools.run("gen_fieldservice.py", "--out", path, "--seed", seed, *size, *cities)
        yield path


def _compare(tools: Tools, file: Path, folder: Path) -> tuple[float, float, float]:
    """Own cost through the best of the others' at full budget and at a sixth of it, and the same of penalties."""
    said = json.loads(gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes())
    seconds = next(budget for most, budget in BUDGETS if len(said["orders"]) <= most)
    own = tools.judge(file, _own(file, folder, seconds))
    early = tools.judge(file, _own(file, folder, seconds / SIXTH))
    others = dict(_others(tools, said, folder, seconds))
    best = min(others.values(), key=lambda verdict: verdict["cost"])
    figures = {"own": own, "own, a sixth": early, **others}
    told = ", ".join(f"{name} {one['cost']} ({one['unserved']})" for name, one in figures.items())
    print(f"{said['name']}, {seconds} s: {told}; {own['cost'] / best['cost']:.3f}", flush=True)
    penalties = max(1, own["penalty"]) / max(1, best["penalty"])
    return own["cost"] / best["cost"], early["cost"] / best["cost"], penalties


def _own(file: Path, folder: Path, seconds: float) -> Path:
    out = folder / "own.json"
    command = [sys.executable, "-m", "baoxiu.config.cli", "plan", str(file), "--out", str(out)]
    subprocess.run([*command, "--seconds", str(seconds)], check=True, capture_output=True)
    return out


def _others(
    tools: Tools, said: dict[str, Any], folder: Path, seconds: float
) -> Iterator[tuple[str, dict[str, Any]]]:
    whole, plan = folder / "whole.json", folder / "other.json"
    whole.write_text(json.dumps(said))
    tools.run("run_vroom.py", whole, plan, "--time", seconds)
    yield "VROOM", tools.judge(whole, plan)
    plans = []
    for piece, share in pieces(said, folder):
        tools.run("run_vroom.py", piece, plan, "--time", max(0.2, seconds * share))
        plans.append(json.loads(plan.read_text()))
    plan.write_text(json.dumps(joined(said, plans)))
    yield "VROOM in pieces", tools.judge(whole, plan)
    if len(said["orders"]) <= MOST_FOR_PYVRP:
        tools.run("run_pyvrp.py", whole, plan, "--time", seconds)
        yield "PyVRP", tools.judge(whole, plan)


if __name__ == "__main__":
    main()
