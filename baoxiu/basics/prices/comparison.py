"""Rows of a file against a price list: what is new, what changes, what is wrong, before anything is taken over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from baoxiu.basics.prices.inputs import LineInput, fill
from baoxiu.basics.prices.models import PriceLine, PriceList
from baoxiu.basics.products.inputs import read_code
from baoxiu.basics.products.models import Family, FaultKind
from baoxiu.core.money import parse_yuan
from baoxiu.core.refusals import InvalidInput

COMPARED = ("name", "name_en", "kind", "family", "fault", "difficulty", "unit", "price", "is_main_part")
LANGUAGES = ("zh-hans", "en")
YES, NO = ("是", "yes", "true", "1"), ("否", "no", "false", "0", "")


@dataclass(frozen=True, slots=True)
class Entered:
    """A row as it stands in the file: its line there, and the cells as text by field."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A row that cannot be taken over, and why."""

    number: int
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that changes: the new one, the old one, and the fields that differ."""

    line: PriceLine
    old: PriceLine
    fields: Sequence[str]


@dataclass(slots=True)
class Comparison:
    """What taking over would do. ``missing`` are lines of the list that the file does not name."""

    new: list[PriceLine] = field(default_factory=list)
    changed: list[Difference] = field(default_factory=list)
    same: list[PriceLine] = field(default_factory=list)
    missing: list[PriceLine] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)

    @property
    def lines(self) -> list[PriceLine]:
        """Everything that the file says."""
        return [*self.new, *(one.line for one in self.changed), *self.same]


def compare(rows: Iterable[Entered], base: PriceList | None) -> Comparison:
    """Every row of a file against the lines of a list, by their code; none of them is saved."""
    known = {line.code: line for line in base.lines.select_related("family", "fault")} if base else {}
    reader, found, seen = _Reader(), Comparison(), dict[str, int]()
    for row in rows:
        try:
            line = reader.line(row)
            _only_once(line.code, row.number, seen)
        except InvalidInput as refusal:
            found.wrong.append(Wrong(row.number, row.cells.get("code", ""), str(refusal)))
            continue
        _sort(line, known.get(line.code), found)
    found.missing = [line for code, line in known.items() if code not in seen]
    return found


def _sort(line: PriceLine, old: PriceLine | None, found: Comparison) -> None:
    if old is None:
        found.new.append(line)
        return
    differ = [name for name in COMPARED if getattr(line, name) != getattr(old, name)]
    if differ:
        found.changed.append(Difference(line, old, differ))
    else:
        found.same.append(line)


def _only_once(code: str, number: int, seen: dict[str, int]) -> None:
    if code in seen:
        sentence = _("This code stands in line {line} already.")
        raise InvalidInput(str(sentence).format(line=seen[code]), field="code")
    seen[code] = number


class _Reader:
    """Turns cells into lines; products and faults may be named by code, in Chinese or in English."""

    def __init__(self) -> None:
        self.families = _by_name(Family.objects.order_by("pk"))
        self.faults = _by_name(FaultKind.objects.order_by("pk"))
        self.kinds = dict[str, str]()
        for language in LANGUAGES:
            with override(language):
                self.kinds |= {str(label).casefold(): code for code, label in PriceLine.Kind.choices}
        self.kinds |= {code: code for code in PriceLine.Kind.values}

    def line(self, row: Entered) -> PriceLine:
        """The line that a row says; raises ``InvalidInput``."""
        cells = row.cells
        family = self._family(cells.get("family", ""))
        line = PriceLine(code=read_code(cells.get("code", ""), most=40))
        data = LineInput(
            code=line.code,
            kind=self.kinds.get(cells.get("kind", "").casefold(), ""),
            name=cells.get("name", ""),
            name_en=cells.get("name_en", ""),
            price=parse_yuan(cells.get("price", ""), field="price"),
            family=family,
            fault=self._fault(cells.get("fault", ""), family),
            difficulty=_difficulty(cells.get("difficulty", "")),
            is_main_part=_yes_or_no(cells.get("is_main_part", "")),
            unit=cells.get("unit", "") or "次",
        )
        fill(line, data)
        return line

    def _family(self, name: str) -> Family | None:
        found = self.families.get(name.casefold(), [])
        if name and not found:
            sentence = _("There is no product family “{name}”.")
            raise InvalidInput(str(sentence).format(name=name), field="family")
        return found[0] if found else None

    def _fault(self, name: str, family: Family | None) -> FaultKind | None:
        """The fault of this name: of this family, else of all, else the only one there is."""
        if not name:
            return None
        found = self.faults.get(name.casefold(), [])
        own = [one for one in found if family and one.family_id == family.pk]
        common = [one for one in found if one.family_id is None]
        fitting = own or common or found
        if len(fitting) != 1:
            sentence = _("There is no kind of fault “{name}” for this product.")
            raise InvalidInput(str(sentence).format(name=name), field="fault")
        return fitting[0]


def _by_name[N: (Family, FaultKind)](rows: Iterable[N]) -> dict[str, list[N]]:
    found = dict[str, list[N]]()
    for row in rows:
        for name in {row.code.casefold(), row.name.casefold(), row.name_en.casefold()} - {""}:
            found.setdefault(name, []).append(row)
    return found


def _difficulty(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else (1 if not text else 0)


def _yes_or_no(text: str) -> bool:
    if text.casefold() not in YES + NO:
        raise InvalidInput(_("Please write yes or no."), field="is_main_part")
    return text.casefold() in YES
