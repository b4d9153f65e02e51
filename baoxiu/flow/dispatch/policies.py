"""Settings of the dispatch."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from baoxiu.core.policy.declarations import Policy, declare
from baoxiu.flow.dispatch.rules import Weights

_GROUP = _("Dispatch")
VAN = "dispatch.parts_on_van"

WEIGHTS: dict[str, Weights] = {
    "balanced": Weights(),
    "near": Weights(load=20, level=10, distance=55, fairness=10, same_technician=20, continuity=5),
    "fair": Weights(load=35, level=10, distance=15, fairness=40, same_technician=10, continuity=5),
    "skilled": Weights(load=15, level=45, distance=15, fairness=10, same_technician=30, continuity=15),
}
"""What each choice of ``dispatch.emphasis`` means for the score (RQ-DSP-01, RQ-DSP-03)."""

declare(
    Policy(
        key="dispatch.mode",
        kind="choice",
        default="automatic",
        label=_("Who dispatches"),
        group=_GROUP,
        choices=(("automatic", _("The system, by rule")), ("manual", _("The dispatcher, by hand"))),
        source="RQ-DSP-06",
    ),
    Policy(
        key=VAN,
        kind="choice",
        default="limit",
        label=_("A part that was noted for a job and is not on the van"),
        group=_GROUP,
        choices=(
            ("limit", _("Whoever lacks it is not sent")),
            ("prefer", _("Whoever has it goes before the others")),
        ),
        source="RQ-APT-07",
    ),
    Policy(
        key="dispatch.emphasis",
        kind="choice",
        default="balanced",
        label=_("What counts most in the choice of a technician"),
        group=_GROUP,
        choices=(
            ("balanced", _("Balanced")),
            ("near", _("Short ways")),
            ("fair", _("Equal shares")),
            ("skilled", _("Fitting skill")),
        ),
        source="RQ-DSP-01, RQ-DSP-03",
    ),
)
