"""The benchmark's tools in a folder of the user's (generator, judge, the others' runners), and what a process used."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from baoxiu.flow.dispatch.planner.fsd import plan_as_json
from baoxiu.flow.dispatch.planner.problem import Plan, Problem

QUIET = {"PYTHONDONTWRITEBYTECODE": "1"}
"""The tools' folder stays as it is."""
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


@dataclass(frozen=True)
class Used:
    """Seconds of processor time and on the clock, the most memory in MB, and what was printed."""

    processor: float
    clock: float
    memory: int
    said: str


def measured(command: Sequence[object], more: dict[str, str] | None = None) -> Used:
    """Run a command to its end. Raises ``subprocess.CalledProcessError`` with the last of what it complained about."""
    words = list(map(str, command))
    began = time.perf_counter()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(words, stdout=out, stderr=err, env={**os.environ, **(more or {})})
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        took = time.perf_counter() - began
        out.seek(0)
        err.seek(0)
        said, complained = out.read().decode(), err.read().decode()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, words, said, complained[-500:])
    return Used(used.ru_utime + used.ru_stime, took, used.ru_maxrss // 1024, said)


@dataclass(frozen=True)
class Verdict:
    """What the judge says of a plan: costs in seconds of travel, orders left out, ``top`` of them of the highest priority."""

    possible: bool
    cost: int
    unserved: int
    penalty: int
    top: int
    spread: float
    gini: float
    used: Used | None = None

    def __str__(self) -> str:
        return f"{self.cost:,} ({self.unserved:,})" if self.possible else "not possible"


@dataclass(frozen=True)
class Tools:
    """Where the judge, the generator and the others' runners are, and the Python that has the others."""

    folder: Path
    python: str

    def run(self, tool: str | Path, *args: object) -> Used:
        """A tool of the folder, or a runner of ours that needs what is there."""
        path = {"PYTHONPATH": str(self.folder)}
        return measured([self.python, self.folder / tool, *args], QUIET | ONE_THREAD | path)

    def judge(self, problem: Path, plan: Path) -> Verdict:
        """The judge's verdict."""
        said: dict[str, Any] = json.loads(self.run("check.py", problem, plan).said)
        by_priority: dict[str, int] = said["unserved_by_prio"]
        return Verdict(
            possible=said["feasible"],
            cost=said["cost"],
            unserved=said["unserved"],
            penalty=said["penalty"],
            top=by_priority[max(by_priority, key=int)],
            spread=said["util_sd"],
            gini=said["util_gini"],
        )

    def generate(self, out: Path, seed: int, **values: object) -> Path:
        """An instance of the generator's."""
        words = [word for name, value in values.items() for word in ("--set", f"{name}={value}")]
        self.run("gen_fieldservice.py", "--out", out, "--seed", seed, *words)
        return out


class Broken(ValueError):
    """A plan of ours that breaks a rule before the judge."""


def sound(verdict: Verdict, what: str) -> Verdict:
    """The verdict on one of ours, which must always be possible. Raises ``Broken``."""
    if not verdict.possible:
        raise Broken(what)
    return verdict


def written(folder: Path, name: str, problem: Problem, plan: Plan) -> Path:
    """The plan as a file for the judge."""
    path = folder / f"{name}.json"
    path.write_text(json.dumps(plan_as_json(plan, problem, {})))
    return path


def own_plan(
    file: Path, out: Path, *, seconds: float = 0, rounds: int = 0, seed: int = 1, cores: int = 1
) -> Used:
    """A plan of ours by the command, in a process of its own."""
    command = [sys.executable, "-m", "baoxiu.config.cli", "plan", file, "--out", out]
    return measured(
        [*command, "--seconds", seconds, "--rounds", rounds, "--seed", seed, "--cores", cores], ONE_THREAD
    )
