"""Settings of the warranty. None can undercut the law: the rules take the longest period (RQ-WAR-16)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.declarations import Policy, declare

_GROUP = _("Warranty")

declare(
    Policy(
        key="warranty.misuse",
        kind="choice",
        default="paid",
        label=_("Damage by misuse"),
        group=_GROUP,
        choices=(("paid", _("Paid repair")), ("refuse", _("Repair refused"))),
        source="RQ-WAR-05",
    ),
    Policy(
        key="warranty.special_case",
        kind="choice",
        default="paid",
        label=_("Opened by others, used against the manual, or abused"),
        group=_GROUP,
        choices=(
            ("paid", _("This repair is paid")),
            ("lapse", _("The guarantee ends for good")),
            ("recount", _("The period is counted afresh from the purchase")),
        ),
        source="RQ-WAR-07",
    ),
    Policy(
        key="warranty.no_proof",
        kind="choice",
        default="paid",
        label=_("Papers lost, but found in our register"),
        group=_GROUP,
        choices=(("paid", _("Paid repair")), ("covered_by_register", _("The register is proof enough"))),
        source="RQ-WAR-03",
    ),
    Policy(
        key="warranty.covered_payer",
        kind="choice",
        default="company",
        label=_("Who bears a repair in warranty"),
        group=_GROUP,
        choices=(("company", _("We ourselves")), ("maker", _("The maker"))),
        source="RQ-WAR-12, RQ-FEE-04",
    ),
)
