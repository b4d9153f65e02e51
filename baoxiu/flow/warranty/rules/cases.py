"""What a warranty judgement is made from and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from baoxiu.core.reasons import Reason
from baoxiu.flow.warranty.statutes import LAWFUL_MARKS, RULE_SET, Layer


class Proof(StrEnum):
    """How the purchase is shown (RQ-WAR-03, RQ-WAR-13). REGISTER: found by serial in the firm's books."""

    INVOICE = "invoice"
    CARD = "card"
    REGISTER = "register"
    NONE = "none"


class Cause(StrEnum):
    """Why the product failed (RQ-WAR-04 to RQ-WAR-07)."""

    MATERIAL_DEFECT = "material_defect"
    PROCESS_DEFECT = "process_defect"
    NORMAL_USE_FAILURE = "normal_use_failure"
    MISUSE = "misuse"
    UNAUTHORISED_REPAIR = "unauthorised_repair"
    AGAINST_MANUAL = "against_manual"
    ABUSE = "abuse"
    NATURAL_DISASTER = "natural_disaster"
    NOT_A_FAULT = "not_a_fault"
    UNKNOWN = "unknown"


class LineKind(StrEnum):
    """Labour and parts are always separate lines: they are taxed differently when free (standards 0.5)."""

    LABOUR = "labour"
    PART = "part"
    TRAVEL = "travel"
    OTHER = "other"


class Verdict(StrEnum):
    """PARTLY is said of a whole job only."""

    COVERED = "covered"
    NOT_COVERED = "not_covered"
    PARTLY = "partly"
    UNDECIDED = "undecided"


class Payer(StrEnum):
    """Who bears a line (RQ-FEE-04)."""

    COMPANY = "company"
    CUSTOMER = "customer"
    CONTRACT = "contract"
    MAKER = "maker"
    UNDECIDED = "undecided"


class Treatment(StrEnum):
    """The class of the job (RQ-WAR-09)."""

    FREE = "free"
    PAID = "paid"
    MIXED = "mixed"
    REFUSED = "refused"
    UNDECIDED = "undecided"


class MisuseTreatment(StrEnum):
    """RQ-WAR-05."""

    PAID = "paid"
    REFUSE = "refuse"


class SpecialCaseEffect(StrEnum):
    """RQ-WAR-07: guarantee ends for good, this repair is paid, or the period counts afresh from purchase."""

    LAPSE = "lapse"
    PAID = "paid"
    RECOUNT = "recount"


class NoProofEffect(StrEnum):
    """Whether the firm's own register may stand in for a lost voucher."""

    PAID = "paid"
    COVERED_BY_REGISTER = "covered_by_register"


@dataclass(frozen=True, slots=True)
class JobLine:
    """A line to be judged. `serves` names the part line for which the labour is done."""

    key: str
    kind: LineKind
    part: str = ""
    is_main_part: bool = False
    accessory: str = ""
    serves: str = ""
    consumable: bool = False
    handed_back_on: date | None = None


@dataclass(frozen=True, slots=True)
class BrandTerms:
    """The maker's promise (L3). It binds where it is better than the law."""

    rule_id: str = "brand"
    whole_months: int | None = None
    main_months: int | None = None
    accessory_months: Mapping[str, int] = field(default_factory=dict)
    labour_with_main_part: bool = False
    travel_covered: bool = True
    basis: str = ""


@dataclass(frozen=True, slots=True)
class ContractTerms:
    """A service agreement (L4): the kinds of line and, beyond defects, the causes that it covers."""

    rule_id: str
    starts_on: date
    ends_on: date
    kinds: frozenset[LineKind] = frozenset(LineKind)
    extra_causes: frozenset[Cause] = frozenset()
    basis: str = ""


@dataclass(frozen=True, slots=True)
class WarrantyPolicy:
    """What the firm may choose. COVERED_PAYER is MAKER for a trader who recovers from the maker."""

    misuse: MisuseTreatment = MisuseTreatment.PAID
    special_case: SpecialCaseEffect = SpecialCaseEffect.PAID
    no_proof: NoProofEffect = NoProofEffect.PAID
    covered_payer: Payer = Payer.COMPANY


@dataclass(frozen=True, slots=True)
class WarrantyInputs:
    """Everything a judgement looks at. `repairs`: half-open spans of days in repair or waiting for parts."""

    claimed_on: date
    cause: Cause
    lines: tuple[JobLine, ...]
    statute: str = ""
    overlays: tuple[str, ...] = ()
    invoice_on: date | None = None
    sold_on: date | None = None
    delivered_on: date | None = None
    installed_on: date | None = None
    exchanged_on: date | None = None
    proof: Proof = Proof.NONE
    serial_known: bool = False
    km: int | None = None
    brand: BrandTerms | None = None
    contract: ContractTerms | None = None
    business_buyer: bool = False
    repairs: tuple[tuple[date, date], ...] = ()
    policy: WarrantyPolicy = field(default_factory=WarrantyPolicy)

    @property
    def bought_on(self) -> date | None:
        """The purchase date, or the earliest day that shows there was one."""
        hints = [day for day in (self.delivered_on, self.installed_on) if day]
        return self.invoice_on or self.sold_on or min(hints, default=None)


@dataclass(frozen=True, slots=True)
class RuleUsed:
    """A rule with its layer and confidence mark."""

    rule_id: str
    layer: Layer
    mark: str = ""
    basis: str = ""

    @property
    def may_be_called_law(self) -> bool:
        """Rows from memory are never shown as "the law"."""
        return self.layer in LEGAL_LAYERS and self.mark in LAWFUL_MARKS


LEGAL_LAYERS = frozenset({Layer.STATUTE, Layer.FAMILY, Layer.PROVINCE})


@dataclass(frozen=True, slots=True)
class LineJudgement:
    """The verdict on one line. The dates are those of the best period found, also when it is over."""

    key: str
    verdict: Verdict
    payer: Payer
    reasons: tuple[Reason, ...]
    rules: tuple[RuleUsed, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class WarrantyJudgement:
    """The verdict on a job. `lapses`: the guarantee of this unit ends for good (RQ-WAR-07)."""

    verdict: Verdict
    treatment: Treatment
    lines: tuple[LineJudgement, ...]
    return_until: date | None = None
    exchange_until: date | None = None
    lapses: bool = False
    rule_set: str = RULE_SET

    @property
    def rules(self) -> tuple[RuleUsed, ...]:
        """Every rule used, once, in order of first use."""
        return tuple(dict.fromkeys(rule for line in self.lines for rule in line.rules))

    def line(self, key: str) -> LineJudgement:
        """The judgement of that line; raises KeyError for an unknown key."""
        for line in self.lines:
            if line.key == key:
                return line
        raise KeyError(key)
