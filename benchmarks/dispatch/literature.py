"""The literature's instances against PyVRP in the same run and against the published optimum; and those with technicians."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean

from benchmarks.dispatch import classics
from benchmarks.dispatch.bench import Bench, Instance
from benchmarks.dispatch.peers import PYVRP, PYVRP_PROFILES
from benchmarks.dispatch.tables import Table, geometric_mean, goal

REFERENCE = {
    "C101": (8_273, "optimum"),
    "R101": (16_377, "optimum"),
    "RC101": (16_198, "optimum"),
    "C201": (5_891, "optimum"),
    "R201": (11_432, "optimum"),
    "RC201": (12_618, "optimum"),
    "C1_2_2": (26_943, "best seen"),
    "R1_2_1": (46_796, "best seen"),
    "RC1_2_1": (35_214, "best seen"),
    "R1_4_1": (103_695, "best seen"),
    "RC2_4_1": (61_561, "best seen"),
    "C1_10_1": (424_448, "best known"),
    "C1_10_2": (413_378, "best known"),
    "R1_10_1": (530_261, "best known"),
}
"""Distances truncated to a tenth, in tenths: Solomon's published optima, the best known of a thousand customers."""
GOALS = {(100, True): 0.005, (1_000, True): 0.03}
"""By customers, where a published value is there."""
TECHNICIANS = (
    ("R101", 5, 4, 25),
    ("R101", 5, 4, 12),
    ("RC101", 5, 4, 11),
    ("R201", 7, 4, 5),
    ("C101", 6, 6, 10),
    ("R103", 6, 6, 13),
    ("RC203", 7, 4, 5),
)
"""Base, skills, levels and people; the last two where the user's folder has them."""


def literature(bench: Bench) -> Table:
    """Nobody is left out and the way is all that counts, so this is what general libraries are made for."""
    about = (
        "Distance in tenths, nobody may be left out, one core, the same processor time; PyVRP as it comes. Optima and best known values are"
        " the published ones, *best seen* the best of all runs there were; *drawn* are of the same classes, and PyVRP is what they are"
        " compared with."
    )
    columns = ("instance", "customers", "seconds", "reference", "PyVRP", "gap", "ours", "gap", "ours / PyVRP")
    table = Table("The literature's instances", about, columns)
    gaps = defaultdict[tuple[int, bool], list[float]](list)
    for one in _instances(bench):
        seconds = bench.scale.seconds(one.orders * 2 if one.orders > 100 else one.orders)
        peer, own = bench.peer(PYVRP, one, seconds), bench.own(one, seconds)
        value, kind = REFERENCE.get(one.name.upper(), (None, ""))
        beside = value or (peer.cost if peer else own.cost)
        gap = own.cost / beside - 1
        gaps[one.orders, value is not None].append(gap)
        table.add(
            one.name,
            one.orders,
            f"{seconds:g}",
            f"{value:,} {kind}" if value else None,
            peer,
            _percent(peer.cost / value - 1) if peer and value else None,
            own,
            _percent(gap),
            own.cost / peer.cost if peer else None,
        )
    for (size, published), found in gaps.items():
        wanted = f" (goal ≤ {GOALS[size, published]:.1%})" if (size, published) in GOALS else ""
        against = "the published values" if published else "PyVRP"
        mean = _percent(fmean(found))
        table.results.append(f"{size:,} customers, mean gap to {against}: **{mean}**{wanted}")
    return table


def _percent(share: float) -> str:
    return f"{share:+.2%}".replace("%", " %")


def _instances(bench: Bench) -> Iterator[Instance]:
    for path in sorted((bench.tools.folder / "instances").glob("*.json")):
        if path.name.startswith(("so_", "gh_")):
            one = Instance(path)
            if not bench.scale.classics or one.name in bench.scale.classics:
                yield one
    for path in _originals(bench):
        yield bench.kept(classics.read(path))
    for kind, customers in bench.scale.drawn_classics:
        yield bench.kept(classics.drawn(kind, customers, seed=1))


def _originals(bench: Bench) -> list[Path]:
    return sorted(bench.literature.glob("*.[tT][xX][tT]")) if bench.literature else []


def technicians(bench: Bench) -> Table:
    """Solomon's customers with skills and levels, where not everybody can do everything."""
    about = (
        "Solomon's customers as tasks of technicians with skills and levels, by the recipe of Kovacs, Parragh, Doerner and Hartl (2012):"
        " distance in thousandths, and 200 + (sum of the levels)^1.5 for what is given away. The technicians are drawn, so the figures are"
        " not theirs. PyVRP with a matrix for each technician; one core, the same processor time."
    )
    columns = ("instance: skills x levels, people", "seconds", "PyVRP", "ours", "ours / PyVRP")
    table, ratios = Table("Technicians of the literature", about, columns), list[float]()
    bases = {one.name.upper(): one for one in _instances(bench) if one.orders == 100}
    for base, skills, levels, people in TECHNICIANS:
        if base not in bases:
            continue
        said = classics.with_technicians(bases[base].said, skills, levels, people, seed=1)
        one, seconds = bench.kept(said), bench.scale.seconds(100)
        peer, own = bench.peer(PYVRP_PROFILES, one, seconds), bench.own(one, seconds)
        ratio = own.cost / peer.cost if peer else None
        ratios += [ratio] if ratio else []
        table.add(one.name, f"{seconds:g}", peer, own, ratio)
    table.results.append(goal("geometric mean", geometric_mean(ratios), 1.00))
    return table
