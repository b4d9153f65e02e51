"""Which requirement is proved where: writes docs/requirements.md from the citations in tests and code.

    scripts/requirements.py write    write the page anew
    scripts/requirements.py check    fail when the page is old, or when something cites what does not exist

A citation is the id in a docstring or a comment: ``RQ-INT-01``, ``RQ-INT-01/02``, ``RQ-ACC-03…05``, ``T04``, ``M12``. The
catalogue (docs/requirements/catalogue.tsv) holds every id with its title; a requirement counts as proved when a test cites it.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
CATALOGUE = CHECKOUT / "docs" / "requirements" / "catalogue.tsv"
PAGE = CHECKOUT / "docs" / "requirements.md"
SOURCES = ("baoxiu", "tests")
CITED = re.compile(r"\bRQ-([A-Z]+)-(\d\d)((?:(?:/|, ?|…|–|-)\d\d)*)\b|\b([TM]\d\d)\b")
FURTHER = re.compile(r"(/|, ?|…|–|-)(\d\d)")
HEAD = """# Requirements and where they are proved

Written by `scripts/requirements.py write` from the citations in tests and code; `make check` fails when it is old.
A requirement counts as proved when at least one test cites it.
"""


@dataclass
class Requirement:
    """A line of the catalogue with the files that cite it."""

    id: str
    title: str
    tests: set[str] = field(default_factory=set)
    code: set[str] = field(default_factory=set)


@dataclass
class Group:
    """The requirements of one capability."""

    code: str
    title: str
    requirements: list[Requirement] = field(default_factory=list)

    @property
    def proved(self) -> int:
        """How many have a test."""
        return sum(bool(one.tests) for one in self.requirements)


def catalogue() -> list[Group]:
    """The groups in the catalogue's order."""
    groups: dict[str, Group] = {}
    for line in CATALOGUE.read_text().splitlines()[1:]:
        code, requirement, title = line.split("\t")
        if requirement:
            groups[code].requirements.append(Requirement(requirement, title))
        else:
            groups[code] = Group(code, title)
    return list(groups.values())


def cited(text: str) -> Iterator[str]:
    """The ids that a text names, ranges spelled out."""
    for group, first, further, rule in CITED.findall(text):
        if rule:
            yield rule
            continue
        yield f"RQ-{group}-{first}"
        last = int(first)
        for sign, number in FURTHER.findall(further):
            start = int(number) if sign[0] in "/," else last + 1
            yield from (f"RQ-{group}-{one:02d}" for one in range(start, int(number) + 1))
            last = int(number)


def words(path: Path) -> str:
    """Docstrings and comments of a file."""
    source = path.read_text()
    tree = ast.parse(source)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    said = [ast.get_docstring(node) or "" for node in ast.walk(tree) if isinstance(node, documented)]
    remarks = re.findall(r"(?:^|\s)#(.*)$", source, re.MULTILINE)
    return "\n".join([*said, *remarks])


def collect(groups: list[Group]) -> list[str]:
    """Note every citation at its requirement; answers those that name nothing."""
    known = {one.id: one for group in groups for one in group.requirements}
    unknown: dict[str, set[str]] = defaultdict(set)
    for path in sorted(path for source in SOURCES for path in (CHECKOUT / source).rglob("*.py")):
        name = str(path.relative_to(CHECKOUT))
        for requirement in cited(words(path)):
            if requirement not in known:
                unknown[requirement].add(name)
            elif path.name.startswith("test_"):
                known[requirement].tests.add(name)
            elif "/tests/" not in f"/{name}":
                known[requirement].code.add(name)
    return [f"{one}: {', '.join(sorted(places))}" for one, places in sorted(unknown.items())]


def page(groups: list[Group]) -> str:
    """The page in Markdown."""
    count = sum(len(group.requirements) for group in groups)
    proved = sum(group.proved for group in groups)
    lines = [
        HEAD,
        f"{proved} of {count} are proved by a test.\n",
        "| group | | proved | of |",
        "|---|---|---:|---:|",
    ]
    lines += [
        f"| [{group.code}](#{group.code.lower()}) | {group.title} | {group.proved} | {len(group.requirements)} |"
        for group in groups
    ]
    for group in groups:
        lines += [f'\n<a id="{group.code.lower()}"></a>\n\n## {group.code} · {group.title}\n']
        lines += ["| id | requirement | tests | code |", "|---|---|---|---|"]
        lines += [_row(one) for one in group.requirements]
    return "\n".join(lines) + "\n"


def _row(one: Requirement) -> str:
    title = one.title.replace("|", "\\|")
    return f"| {one.id} | {title} | {_links(one.tests) or '–'} | {_links(one.code)} |"


def _links(names: set[str]) -> str:
    """Where several files cite it, the first three and how many more."""
    ordered = sorted(names)
    shown = [f"[{Path(name).stem}](../{name})" for name in ordered[:3]]
    more = [f"+{len(ordered) - 3}"] if len(ordered) > 3 else []
    return " ".join([*shown, *more])


def main() -> int:
    """Write or check; the number of complaints."""
    groups = catalogue()
    unknown = collect(groups)
    for line in unknown:
        print(f"cited, but not in the catalogue: {line}")
    text = page(groups)
    if sys.argv[1:] == ["write"]:
        PAGE.write_text(text)
    elif not PAGE.exists() or PAGE.read_text() != text:
        print("docs/requirements.md is old: run scripts/requirements.py write")
        return 1
    return len(unknown)


if __name__ == "__main__":
    sys.exit(main())
