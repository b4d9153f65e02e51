"""The other planners, each as well as it can be asked (what each cannot say is in the table of `cost`)."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.dispatch.pieces import joined, pieces
from benchmarks.dispatch.tools import Tools, Verdict

ORTOOLS = Path(__file__).with_name("run_ortools.py")
MOST_WHOLE = 500
"""Orders up to which PyVRP gets the problem whole: it needs a matrix for each technician."""
LEAST = 0.2
"""Seconds that a piece gets at least."""


@dataclass(frozen=True)
class Peer:
    """A runner with its options; ``in_pieces``: the problem is cut before where nothing connects, ``has_chance``: seeds matter."""

    tool: str | Path
    options: tuple[object, ...] = ()
    in_pieces: bool = False
    has_chance: bool = False

    def run(
        self, tools: Tools, said: dict[str, Any], folder: Path, seconds: float, seed: int
    ) -> Verdict | None:
        """The judge's verdict on its plan; nothing when it had none."""
        whole, plan = folder / "whole.json", folder / "other.json"
        whole.write_text(json.dumps(said))
        options = (*self.options, *(("--seed", seed) if self.has_chance else ()))
        try:
            plans = list(self._plans(tools, said, whole, plan, seconds, options))
        except subprocess.CalledProcessError as wrong:
            print(f"{Path(self.tool).name}: {wrong.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
            return None
        plan.write_text(json.dumps(joined(said, plans)))
        return tools.judge(whole, plan)

    def _plans(
        self,
        tools: Tools,
        said: dict[str, Any],
        whole: Path,
        plan: Path,
        seconds: float,
        options: tuple[object, ...],
    ) -> Iterator[dict[str, Any]]:
        parts = pieces(said, whole.parent) if self.in_pieces else [(whole, 1.0)]
        for file, share in parts:
            tools.run(self.tool, file, plan, "--time", max(LEAST, seconds * share), *options)
            yield json.loads(plan.read_text())


VROOM = Peer("run_vroom.py")
VROOM_IN_PIECES = Peer("run_vroom.py", in_pieces=True)
PYVRP = Peer("run_pyvrp.py", has_chance=True)
PROFILES = ("--mode", "profiles", "--neigh", "own")
"""A matrix for each technician, and neighbours only where somebody could do both."""
PYVRP_PROFILES = Peer("run_pyvrp.py", PROFILES, has_chance=True)
PYVRP_IN_PIECES = Peer("run_pyvrp.py", PROFILES, in_pieces=True, has_chance=True)
ORTOOLS_PEER = Peer(ORTOOLS)


def peers_for(said: dict[str, Any], most: int) -> dict[str, Peer]:
    """Who can be asked about this problem: PyVRP knows no breaks, and two are not asked above ``most`` orders."""
    orders = len(said["orders"])
    found = {"VROOM": VROOM, "VROOM in pieces": VROOM_IN_PIECES}
    if orders > most:
        return found
    if not any(pause for one in said["technicians"] for pause in one.get("breaks") or ()):
        found["PyVRP"] = PYVRP_PROFILES if orders <= MOST_WHOLE else PYVRP_IN_PIECES
    return found | {"OR-Tools": ORTOOLS_PEER}
