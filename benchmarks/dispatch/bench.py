"""What all parts share: the tools, the scale, instances made once, and the plans that several parts compare with."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from statistics import median_low
from typing import Any

from baoxiu.flow.dispatch.planner.fsd import problem_of
from baoxiu.flow.dispatch.planner.problem import Plan, Problem
from benchmarks.dispatch.peers import Peer, peers_for
from benchmarks.dispatch.scale import Scale, Size
from benchmarks.dispatch.tables import Table
from benchmarks.dispatch.tools import Tools, Verdict, own_plan, sound, written

SALT = "baoxiu"


@dataclass
class Instance:
    """A problem's file with what it says."""

    file: Path

    @cached_property
    def said(self) -> dict[str, Any]:
        """The parsed file."""
        data = self.file.read_bytes()
        parsed: dict[str, Any] = json.loads(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data)
        return parsed

    @cached_property
    def problem(self) -> Problem:
        """As the planner sees it."""
        return problem_of(self.said)

    @property
    def name(self) -> str:
        """As the tables call it."""
        return str(self.said["name"]).removeprefix("fs-")

    @property
    def orders(self) -> int:
        """How many there are."""
        return len(self.said["orders"])


@dataclass
class Bench:
    """One run of the benchmark, in a folder that is removed afterwards."""

    tools: Tools
    scale: Scale
    folder: Path
    literature: Path | None = None
    _made: dict[Path, Instance] = field(default_factory=dict)
    _told: dict[Path, dict[str, Verdict]] = field(default_factory=dict)

    def generated(self, size: Size, **values: object) -> Instance:
        """An instance of the generator's with the usual parameters, some changed."""
        people, orders, seed = size
        changed = "".join(f"-{name}{value}" for name, value in values.items())
        path = self.folder / f"fs-{people}x{orders}-s{seed}{changed}.json"
        usual = {"techs": people, "orders": orders, "cities": max(3, people // 16)}
        if path not in self._made:
            self._made[path] = Instance(self.tools.generate(path, seed, **(usual | values)))
        return self._made[path]

    def drawn(self) -> list[Instance]:
        """Instances whose parameters are drawn as well."""
        if not self.scale.drawn:
            return []
        words = ("--out", self.folder / "drawn", "--hidden-suite", SALT, "--n", self.scale.drawn)
        self.tools.run("gen_fieldservice.py", *words)
        return [
            self._made.setdefault(path, Instance(path))
            for path in sorted((self.folder / "drawn").glob("*.json.gz"))
        ]

    def kept(self, said: dict[str, Any]) -> Instance:
        """A problem made here, as a file for everybody."""
        path = self.folder / f"{said['name']}.json"
        path.write_text(json.dumps(said))
        return Instance(path)

    def own(self, instance: Instance, seconds: float) -> Verdict:
        """Ours by the command; of all seeds the one in the middle."""
        return middle([self._own(instance, seconds, seed) for seed in self.scale.seeds])

    def _own(self, instance: Instance, seconds: float, seed: int) -> Verdict:
        out = self.folder / "own.json"
        used = own_plan(instance.file, out, seconds=seconds, seed=seed)
        verdict = sound(self.tools.judge(instance.file, out), f"{instance.name}, seed {seed}")
        return replace(verdict, used=used)

    def judged(self, instance: Instance, plan: Plan) -> Verdict:
        """A plan of ours from this process before the judge."""
        out = written(self.folder, "judged", instance.problem, plan)
        return sound(self.tools.judge(instance.file, out), instance.name)

    def others(self, instance: Instance) -> dict[str, Verdict]:
        """The other planners at the full budget, each once in a run; who has no possible plan is left out."""
        if instance.file not in self._told:
            seconds = self.scale.seconds(instance.orders)
            peers = peers_for(instance.said, self.scale.most_for_peers)
            told = {name: self._median_of(peer, instance, seconds) for name, peer in peers.items()}
            self._told[instance.file] = {name: one for name, one in told.items() if one is not None}
        return self._told[instance.file]

    def peer(self, peer: Peer, instance: Instance, seconds: float) -> Verdict | None:
        """One of the others on one instance."""
        return self._median_of(peer, instance, seconds)

    def _median_of(self, peer: Peer, instance: Instance, seconds: float) -> Verdict | None:
        seeds = self.scale.seeds if peer.has_chance else self.scale.seeds[:1]
        runs = [peer.run(self.tools, instance.said, self.folder, seconds, seed) for seed in seeds]
        possible = [one for one in runs if one is not None and one.possible]
        return middle(possible) if possible else None


def middle(verdicts: list[Verdict]) -> Verdict:
    """The one whose cost is the median."""
    cost = median_low(one.cost for one in verdicts)
    return next(one for one in verdicts if one.cost == cost)


type Part = Callable[[Bench], Table]
