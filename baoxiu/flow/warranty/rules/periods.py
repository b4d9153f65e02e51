"""Which periods protect a line: every layer that applies gives its own, the best for the consumer wins."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from baoxiu.basics.promises.rules import add_months, merged, nth_counted_day
from baoxiu.core.reasons import Reason, because
from baoxiu.flow.warranty.rules.cases import (
    LEGAL_LAYERS,
    BrandTerms,
    ContractTerms,
    JobLine,
    LineKind,
    RuleUsed,
    WarrantyInputs,
)
from baoxiu.flow.warranty.statutes import (
    FALLBACK_BASIS,
    FALLBACK_DAYS,
    OVERLAYS,
    START_RULE_BASIS,
    START_RULE_FROM,
    START_RULE_MARK,
    STATUTES,
    Layer,
    Overlay,
    Statute,
)

START_RULE = RuleUsed("CL12", Layer.STATUTE, START_RULE_MARK, START_RULE_BASIS)
FALLBACK_RULE = RuleUsed("CL01", Layer.STATUTE, "V", FALLBACK_BASIS)


@dataclass(frozen=True, slots=True)
class Cover:
    """A period that one layer promises for one line."""

    rules: tuple[RuleUsed, ...]
    starts_on: date
    ends_on: date
    max_km: int | None = None

    @property
    def layer(self) -> Layer:
        return self.rules[0].layer


@dataclass(frozen=True, slots=True)
class Start:
    """A day from which a period may be counted, and the rule that allows it besides the layer's own."""

    day: date
    allowed_by: tuple[RuleUsed, ...] = ()


def statute_in_force(inputs: WarrantyInputs) -> Statute | None:
    """The family's rule, if it was in force on the sale date. Raises KeyError for an unknown family."""
    row = STATUTES[inputs.statute] if inputs.statute else None
    return row if row and inputs.bought_on and row.effective_from <= inputs.bought_on else None


def overlays_in_force(inputs: WarrantyInputs) -> list[Overlay]:
    """The provinces' rules that were in force on the sale date. Raises KeyError for an unknown one."""
    bought = inputs.bought_on
    rows = [OVERLAYS[key] for key in sorted(set(inputs.overlays))]
    return [row for row in rows if bought and (row.effective_from is None or row.effective_from <= bought)]


def end_of_term(start: date, months: int, repairs: Iterable[tuple[date, date]] = ()) -> date:
    """The last protected day: P3, prolonged by each day in repair once (P6). An open repair protects on."""
    days = (add_months(start, months) - start).days
    return nth_counted_day(start, days, merged(repairs)) or date.max


def starts(inputs: WarrantyInputs, own: tuple[str, ...] = ("invoice",)) -> list[Start]:
    """The days from which the layers that apply let a period run (P8); an exchange restarts it."""
    bought = inputs.bought_on
    if bought is None:
        return []
    if inputs.exchanged_on:
        return [Start(inputs.exchanged_on)]
    found = [Start(bought)]
    if "delivery" in own and inputs.delivered_on:
        found.append(Start(inputs.delivered_on))
    return found + list(_later_starts(inputs, bought))


def covers(line: JobLine, inputs: WarrantyInputs) -> list[Cover]:
    """Every period that protects the line. A contract with a business replaces all others (standards 2.1)."""
    agreed = (
        [_contract_cover(inputs.contract)] if inputs.contract and line.kind in inputs.contract.kinds else []
    )
    if inputs.business_buyer and inputs.contract:
        return agreed
    if line.kind is LineKind.TRAVEL:
        return agreed + _travel_covers(line, inputs)
    if line.serves:
        return agreed + _labour_covers(line, inputs)
    return agreed + _part_covers(line, inputs)


def best(found: Iterable[Cover]) -> Cover | None:
    """The period that ends last; at a tie the lower layer, which binds more."""
    return max(found, key=lambda cover: (cover.ends_on, -list(Layer).index(cover.layer)), default=None)


def windows(inputs: WarrantyInputs) -> tuple[date | None, date | None]:
    """The last days to return and to exchange (golden vector W1)."""
    statute = statute_in_force(inputs)
    if inputs.bought_on is None:
        return None, None
    if statute is None:
        last = None if inputs.brand else (inputs.delivered_on or inputs.bought_on) + timedelta(FALLBACK_DAYS)
        return last, None
    own = [Start(inputs.bought_on), *_later_starts(inputs, inputs.bought_on)]
    latest = max(start.day for start in own)
    return _plus(latest, statute.return_days), _plus(latest, statute.exchange_days)


def below_minimum(statute: Statute, brand: BrandTerms) -> tuple[Reason, ...]:
    """Which of the brand's terms are shorter than the family's rule (RQ-WAR-15), for whoever sets them."""
    pairs = [
        ("whole_months", statute.whole_months, brand.whole_months),
        ("main_months", statute.main_months, brand.main_months or brand.whole_months),
    ]
    return tuple(
        because("brand_below_minimum", months=promised, minimum=minimum, mark=statute.mark_of(name))
        for name, minimum, promised in pairs
        if minimum is not None and promised is not None and promised < minimum
    )


def _plus(day: date, days: int | None) -> date | None:
    return None if days is None else day + timedelta(days)


def _later_starts(inputs: WarrantyInputs, bought: date) -> Iterator[Start]:
    for overlay in overlays_in_force(inputs):
        if "delivery" in overlay.clock_start and inputs.delivered_on:
            yield Start(inputs.delivered_on, (_overlay_rule(overlay),))
    if bought >= START_RULE_FROM:
        for day in (inputs.delivered_on, inputs.installed_on):
            if day:
                yield Start(day, (START_RULE,))


def _overlay_rule(overlay: Overlay) -> RuleUsed:
    return RuleUsed(overlay.key, Layer.PROVINCE, overlay.mark, overlay.basis)


def _statute_rule(statute: Statute, name: str) -> RuleUsed:
    return RuleUsed(statute.key, Layer.FAMILY, statute.mark_of(name), statute.basis)


def _brand_rule(brand: BrandTerms) -> RuleUsed:
    return RuleUsed(brand.rule_id, Layer.BRAND, "", brand.basis)


def _contract_cover(contract: ContractTerms) -> Cover:
    rule = RuleUsed(contract.rule_id, Layer.CONTRACT, "", contract.basis)
    return Cover((rule,), contract.starts_on, contract.ends_on)


def _counted(
    rule: RuleUsed, months: int | None, begins: Iterable[Start], inputs: WarrantyInputs, km: int | None = None
) -> list[Cover]:
    """One period for each day from which it may be counted."""
    if months is None:
        return []
    return [
        Cover((rule, *start.allowed_by), start.day, end_of_term(start.day, months, inputs.repairs), km)
        for start in begins
    ]


def _part_covers(line: JobLine, inputs: WarrantyInputs) -> list[Cover]:
    """A province's rule adds to what holds without it: it never takes the fallback of the Consumer Law away."""
    agreed = [*_statute_covers(line, inputs), *_brand_covers(line, inputs)]
    return [*_province_covers(line, inputs), *(agreed or _fallback(inputs))]


def _term_in_statute(line: JobLine, statute: Statute) -> tuple[str, int | None]:
    """The name of the field that rules the line, and its months: an accessory has its own, shorter term."""
    if line.accessory in statute.accessory_months:
        return "accessory_months", statute.accessory_months[line.accessory]
    is_main = line.is_main_part or line.part in statute.main_parts
    if is_main and (statute.main_months or 0) > (statute.whole_months or 0):
        return "main_months" if line.is_main_part else "main_parts", statute.main_months
    return "whole_months", statute.whole_months


def _statute_covers(line: JobLine, inputs: WarrantyInputs) -> list[Cover]:
    statute = statute_in_force(inputs)
    if statute is None:
        return []
    name, months = _term_in_statute(line, statute)
    begins = starts(inputs, statute.clock_start)
    found = _counted(_statute_rule(statute, name), months, begins, inputs, statute.whole_km)
    return found + _restarted(line, inputs, statute, name, months)


def _restarted(
    line: JobLine, inputs: WarrantyInputs, statute: Statute, name: str, months: int | None
) -> list[Cover]:
    """Where the province says so, a repaired part's term begins again when it is handed back."""
    overlays = [overlay for overlay in overlays_in_force(inputs) if overlay.repaired_part_restarts]
    if line.handed_back_on is None or not overlays:
        return []
    begin = Start(line.handed_back_on, (_overlay_rule(overlays[0]),))
    return _counted(_statute_rule(statute, name), months, [begin], inputs, statute.whole_km)


def _province_covers(line: JobLine, inputs: WarrantyInputs) -> list[Cover]:
    if line.consumable:
        return []
    return [
        cover
        for overlay in overlays_in_force(inputs)
        for cover in _counted(_overlay_rule(overlay), overlay.min_months, starts(inputs), inputs)
    ]


def _brand_covers(line: JobLine, inputs: WarrantyInputs) -> list[Cover]:
    brand = inputs.brand
    if brand is None:
        return []
    months = brand.whole_months
    if line.accessory in brand.accessory_months:
        months = brand.accessory_months[line.accessory]
    elif line.is_main_part:
        months = max((term for term in (months, brand.main_months) if term is not None), default=None)
    return _counted(_brand_rule(brand), months, starts(inputs), inputs)


def _fallback(inputs: WarrantyInputs) -> list[Cover]:
    """No rule and no agreement: seven days from receipt (CL01)."""
    received = inputs.delivered_on or inputs.bought_on
    return [Cover((FALLBACK_RULE,), received, received + timedelta(FALLBACK_DAYS))] if received else []


def _labour_covers(line: JobLine, inputs: WarrantyInputs) -> list[Cover]:
    """Labour follows the part it serves; a brand's longer promise on a main part may leave labour out."""
    served = next((other for other in inputs.lines if other.key == line.serves), line)
    found = _part_covers(served, inputs)
    if inputs.brand and served.is_main_part and not inputs.brand.labour_with_main_part:
        found = [cover for cover in found if cover.layer is not Layer.BRAND]
    return found if served.accessory else found + _part_covers(JobLine(line.key, line.kind), inputs)


def _travel_covers(line: JobLine, inputs: WarrantyInputs) -> list[Cover]:
    """In the period the whole repair is free (M01), unless the brand keeps travel out and the law lets it."""
    found = _part_covers(line, inputs)
    if inputs.brand is None or inputs.brand.travel_covered:
        return found
    overlays = [overlay for overlay in overlays_in_force(inputs) if overlay.transport_paid]
    statute = statute_in_force(inputs)
    extra: tuple[RuleUsed, ...] = tuple(_overlay_rule(overlay) for overlay in overlays)
    if statute and statute.carrier_pays_transport:
        extra += (_statute_rule(statute, "transport"),)
    legal = [cover for cover in found if cover.layer in LEGAL_LAYERS] if extra else []
    return [Cover((*cover.rules, *extra), cover.starts_on, cover.ends_on, cover.max_km) for cover in legal]
