"""Make the table of divisions' centres anew: ``centres.py adcodes.csv`` (the file of the package cpca, MIT).

Its degrees are GCJ-02; the table holds WGS-84. A district that was renamed or given another code since is found by its
name within its city, a city governed by its province within the province.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from baoxiu.basics.travel.rules.coordinates import Point, from_gcj02  # noqa: E402

TARGET = ROOT / "baoxiu" / "basics" / "places" / "centres.txt"
DIVISIONS = ROOT / "baoxiu" / "web" / "static" / "built" / "divisions.json"
HEAD = """\
# Centres of divisions (GB/T 2260): code, latitude, longitude in WGS-84. Made by scripts/centres.py.
# Derived from adcodes.csv of cpca 0.5.5, Copyright (c) 2018 QinYuan Du, MIT License.
"""


def divisions(branch: list[Any]) -> Iterator[tuple[str, str]]:
    """Code and name of every division of the tree."""
    for code, name, *below in branch:
        yield code, name
        for deeper in below:
            yield from divisions(deeper)


def stem(name: str) -> str:
    """The name without what kind of place it is."""
    return name.rstrip("省市区县旗") if len(name) > 2 else name


def main(source: str) -> None:
    """Write the table."""
    with Path(source).open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["longitude"]]
    by_code: dict[str, Point] = {}
    by_name: dict[tuple[str, str], Point] = {}
    for row in rows:
        point = from_gcj02((float(row["latitude"]), float(row["longitude"])))
        by_code[row["adcode"][:6]] = point
        for width in (2, 4):
            by_name[row["adcode"][:width], stem(row["name"])] = point
    lines = []
    for code, name in divisions(json.loads(DIVISIONS.read_text("utf-8"))):
        wide = 2 if name.endswith("市") else 4
        found = (
            by_code.get(code) or by_name.get((code[:4], stem(name))) or by_name.get((code[:wide], stem(name)))
        )
        if found:
            lines.append(f"{code} {found[0]:.3f} {found[1]:.3f}\n")
    TARGET.write_text(HEAD + "".join(lines), "utf-8")
    print(f"{len(lines)} centres")


if __name__ == "__main__":
    main(sys.argv[1])
