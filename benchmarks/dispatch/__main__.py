"""`make bench-dispatch tools=FOLDER`: the planner against others and against its goals, table by table.

FOLDER holds the benchmark's tools (generator, judge, the other planners' runners; see docs/rules/dispatch.md for the format). The
others run in an environment of their own (`scripts/peers`). With `--out` each part's table replaces its section of that page.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from baoxiu.flow.dispatch.planner.solve import make_ready
from benchmarks.dispatch import changes, cost, literature, nationwide, online, reasons, same, slots
from benchmarks.dispatch.bench import Bench, Part
from benchmarks.dispatch.scale import SCALES
from benchmarks.dispatch.tables import kept_in, load
from benchmarks.dispatch.tools import Tools

PARTS: dict[str, Part] = {
    "cost": cost.cost,
    "sixth": cost.sixth,
    "literature": literature.literature,
    "technicians": literature.technicians,
    "nationwide": nationwide.nationwide,
    "online": online.online,
    "slots": slots.slots,
    "regret": changes.regret,
    "replan": changes.replan,
    "fairness": changes.fairness,
    "reasons": reasons.reasons,
    "same": same.same,
}


def main() -> None:
    """Measure and print, part by part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tools", type=Path)
    parser.add_argument("--parts", default=",".join(PARTS), help="some of " + ",".join(PARTS))
    parser.add_argument("--scale", default="quick", choices=sorted(SCALES))
    parser.add_argument("--seeds", type=int, help="so many instead of the scale's")
    parser.add_argument("--literature", type=Path, help="folder of instances in the originals' plain text")
    parser.add_argument("--out", type=Path, help="the page whose sections are written anew")
    parser.add_argument("--peers-python", default="var/peers/bin/python")
    said = parser.parse_args()
    tools, scale = Tools(said.tools, said.peers_python), SCALES[said.scale]
    if said.seeds:
        scale = replace(scale, seeds=tuple(range(1, said.seeds + 1)))
    make_ready()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(tools, scale, Path(folder), said.literature)
        for part in said.parts.split(","):
            _told(bench, PARTS[part], said.out)


def _told(bench: Bench, part: Part, out: Path | None) -> None:
    before, began = load(), time.perf_counter()
    table = part(bench)
    minutes = (time.perf_counter() - began) / 60
    about = f"{table.about} {minutes:.0f} minutes, {before} before, {load()} after."
    text = replace(table, about=about).markdown()
    print(text, flush=True)
    if out:
        kept_in(out, table.title, text)


if __name__ == "__main__":
    main()
