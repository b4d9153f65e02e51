"""The path of each service: which parts of the flow its order walks (RQ-INT-16, RQ-WO-13).

One lifecycle serves every service; a path says which of its moves are skipped. A repair is assessed, judged, checked and
inspected. Work by a sheet begins when place and time are settled, and ends with the filled sheet; visit, quote (where
something is to be paid), acceptance, settlement and follow-up call are on both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.core.lifecycle import Stage
from baoxiu.flow.intake.services import COMMISSIONING, INSTALLATION, MAINTENANCE, REPAIR

OF_A_REPAIR = frozenset({"assess", "find_unrepairable", "self_check", "pass_inspection", "fail_inspection"})
BY_SHEET = frozenset({"confirm_site", "finish_work", "break_off"})
SHEET_STAGES = {
    "accepted": Stage("accepted", _("Accepted by technician")),
    "ready": Stage("ready", _("Ready to begin")),
    "in_repair": Stage("in_repair", pgettext_lazy("stage", "Work under way")),
    "unrepaired": Stage("unrepaired", _("To be ended without work")),
}
"""Stages as they are called where nothing is repaired."""


@dataclass(frozen=True, slots=True)
class Path:
    """``sheet``: the checklist with which the work ends (none: self-check and final inspection). ``starts_file``: the
    product's file begins here, with the day of installation and the cards. ``place``: the customer approves the place
    first. ``skips``: moves of the lifecycle that are not taken."""

    skips: frozenset[str]
    sheet: str = ""
    starts_file: bool = False
    place: bool = False

    @property
    def by_sheet(self) -> bool:
        """Whether the work follows a sheet, without fault, verdict and inspection."""
        return bool(self.sheet)


PATHS: Mapping[str, Path] = {
    REPAIR: Path(BY_SHEET),
    INSTALLATION: Path(OF_A_REPAIR, "installation_sheet", starts_file=True, place=True),
    COMMISSIONING: Path(OF_A_REPAIR, "commissioning_sheet", starts_file=True),
    MAINTENANCE: Path(OF_A_REPAIR, "maintenance_sheet"),
}
"""Services without a path are answered; no order is made of them."""
