"""Division codes of GB/T 2260 (pure): two digits each for province, city and district."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

_CODE = re.compile(r"\d{6}", re.ASCII)
_FILLERS = {"县", "市辖区", "省直辖县", "自治区直辖县级行政区划"}


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """A division as the table keeps it."""

    code: str
    name: str
    parent: str
    level: int


def is_code(code: str) -> bool:
    """Whether a text has the form of a division code."""
    return bool(_CODE.fullmatch(code))


def path_of(code: str) -> tuple[str, ...]:
    """The codes of province, city and district on the way to a division, widest first."""
    steps = (code[:2] + "0000", code[:4] + "00", code)
    return tuple(dict.fromkeys(steps))


def city_of(code: str) -> str:
    """The code of the city in which a division lies."""
    return code[:4] + "00"


def is_within(code: str, wider: str) -> bool:
    """Whether a division is, or lies in, a wider one."""
    return wider in path_of(code)


def joined_name(names: list[str]) -> str:
    """A full name: names that only fill a level are left out, and 北京市北京市 is said once."""
    return "".join(dict.fromkeys(name for name in names if name not in _FILLERS))


def read_tree(text: str) -> list[DivisionRow]:
    """The rows of a built divisions file, ``[[code, name, [[code, name, …]]]]``; raises ``ValueError``."""
    tree = json.loads(text)
    if not isinstance(tree, list):
        raise ValueError("not a list of provinces")
    rows: list[DivisionRow] = []
    _collect(tree, "", 1, rows)
    return rows


def _collect(branch: list[list[object]], parent: str, level: int, rows: list[DivisionRow]) -> None:
    for code, name, *below in branch:
        if not is_code(str(code)):
            raise ValueError(f"not a division code: {code}")
        rows.append(DivisionRow(str(code), str(name), parent, level))
        for deeper in below:
            _collect(deeper, str(code), level + 1, rows)  # type: ignore[arg-type]
