"""The documents of the house, and the facts that bring each into being (requirements appendix b)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import pgettext_lazy

from baoxiu.flow.documents.blocks import Facts
from baoxiu.flow.documents.facts import (
    acceptance_sheet,
    assessment_notice,
    dispatch_sheet,
    quote,
    repair_record,
    request_slip,
    settlement_sheet,
    tracking_report,
    warranty_card,
)
from baoxiu.flow.work_orders.models import WorkOrder


@dataclass(frozen=True, slots=True)
class Kind:
    """A document. It exists from the first event of ``issued_by`` on; each of them makes a version.

    ``moved_by``: events that add to the newest version. ``mark``: the letter in the code of a printed copy; never
    give it to another document, old copies must stay true.
    """

    code: str
    mark: str
    name: object
    gather: Callable[[WorkOrder], Facts]
    issued_by: frozenset[str]
    moved_by: frozenset[str] = frozenset()
    shows_money: bool = False
    for_customer: bool = True


def _events(room: str, facts: str) -> frozenset[str]:
    return frozenset(f"{room}.{fact}" for fact in facts.split())


KINDS: tuple[Kind, ...] = (
    Kind(
        "request_slip", "R", pgettext_lazy("paper", "Repair request slip"), request_slip.gather,
        _events("intake", "submitted supplemented"),
    ),
    Kind(
        "dispatch_sheet", "D", pgettext_lazy("paper", "Dispatch sheet"), dispatch_sheet.gather,
        _events("dispatch", "assigned"), _events("dispatch", "accepted") | _events("order", "item_added"),
        for_customer=False,
    ),
    Kind(
        "tracking_report", "T", pgettext_lazy("paper", "Field service tracking report"), tracking_report.gather,
        _events("visits", "booked"),
        _events("visits", "rescheduled set_out arrived checklist no_access finished cancelled"),
    ),
    Kind(
        "assessment_notice", "A", pgettext_lazy("paper", "Notice of the assessment result"), assessment_notice.gather,
        _events("repairs", "assessed"),
    ),
    Kind(
        "quote", "Q", pgettext_lazy("paper", "Repair quote"), quote.gather,
        _events("repairs", "quoted no_consent_needed"), _events("repairs", "agreed refused lapsed"),
        shows_money=True,
    ),
    Kind(
        "repair_record", "P", pgettext_lazy("paper", "Repair record"), repair_record.gather,
        _events("repairs", "started"),
        _events("repairs", "step_noted part_noted")
        | _events("inspection", "self_checked self_check_failed passed failed"),
    ),
    Kind(
        "acceptance_sheet", "C", pgettext_lazy("paper", "Acceptance sheet"), acceptance_sheet.gather,
        _events("acceptance", "presented"), _events("acceptance", "signed refused"), shows_money=True,
    ),
    Kind(
        "settlement_sheet", "S", pgettext_lazy("paper", "Settlement sheet"), settlement_sheet.gather,
        _events("settlement", "prepared"), _events("settlement", "paid settled"), shows_money=True,
    ),
    Kind("warranty_card", "W", pgettext_lazy("paper", "Warranty card"), warranty_card.gather, _events("acceptance", "signed")),
)  # fmt: skip
BY_CODE: Mapping[str, Kind] = {kind.code: kind for kind in KINDS}
BY_MARK: Mapping[str, Kind] = {kind.mark: kind for kind in KINDS}
