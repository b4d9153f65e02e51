"""The life of a work order (维修工单), requirements appendix e2."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.core.lifecycle import Lifecycle, Move, Stage

_BEFORE_REPAIR = ("created", "assigned", "accepted", "assessed", "awaiting_consent", "ready")

ORDER = Lifecycle(
    name=_("order"),
    stages=(
        Stage("created", _("To be dispatched")),
        Stage("assigned", _("Dispatched"), "waiting"),
        Stage("accepted", _("Accepted by technician")),
        Stage("assessed", _("Assessed")),
        Stage("awaiting_consent", _("Waiting for consent"), "waiting"),
        Stage("ready", _("Ready for repair")),
        Stage("in_repair", _("In repair")),
        Stage("inspecting", _("Final inspection")),
        Stage("awaiting_acceptance", _("Waiting for acceptance"), "waiting"),
        Stage("settling", _("Settlement")),
        Stage("settled", _("Settled")),
        Stage("unrepaired", _("To be returned unrepaired")),
        Stage("closed", _("Closed"), "closed"),
        Stage("cancelled", _("Cancelled"), "closed"),
    ),
    moves=(
        Move("assign", ("created", "assigned", "accepted"), "assigned", _("Dispatch"), "dispatch.assign"),
        Move("decline", ("assigned",), "created", _("Decline"), "dispatch.accept"),
        Move("accept", ("assigned",), "accepted", _("Accept job"), "dispatch.accept"),
        Move("assess", ("accepted", "assessed"), "assessed", _("Assess"), "repairs.assess"),
        Move(
            "find_unrepairable",
            ("accepted", "assessed", "in_repair"),
            "unrepaired",
            _("Not repairable"),
            "repairs.assess",
        ),
        Move(
            "ask_consent",
            ("assessed", "awaiting_consent", "ready", "in_repair"),
            "awaiting_consent",
            _("Ask for consent"),
            "repairs.quote",
        ),
        Move("need_no_consent", ("assessed",), "ready", _("Nothing to agree"), "repairs.quote"),
        Move("consent", ("awaiting_consent",), "ready", _("Agree"), "repairs.consent"),
        Move("refuse_quote", ("awaiting_consent",), "unrepaired", _("Refuse the quote"), "repairs.consent"),
        Move("start", ("ready",), "in_repair", _("Start repair"), "repairs.repair"),
        Move("confirm_site", ("accepted",), "ready", _("Confirm the place"), "repairs.repair"),
        Move("finish_work", ("in_repair",), "awaiting_acceptance", _("Finish the work"), "repairs.repair"),
        Move("self_check", ("in_repair",), "inspecting", _("Self-check"), "repairs.repair"),
        Move("pass_inspection", ("inspecting",), "awaiting_acceptance", _("Pass"), "inspection.inspect"),
        Move("fail_inspection", ("inspecting",), "in_repair", _("Send back"), "inspection.inspect"),
        Move("fail_sample", ("awaiting_acceptance",), "in_repair", _("Sample failed"), "inspection.inspect"),
        Move("accept_work", ("awaiting_acceptance",), "settling", _("Customer accepts"), "acceptance.sign"),
        Move(
            "accept_unsigned",
            ("awaiting_acceptance",),
            "settling",
            _("Accept without signature"),
            "acceptance.except",
        ),
        Move("refuse_work", ("awaiting_acceptance",), "in_repair", _("Customer refuses"), "acceptance.sign"),
        Move("settle", ("settling",), "settled", _("Settle"), "settlement.settle"),
        Move("hand_back", ("unrepaired",), "closed", _("Returned unrepaired"), "orders.hand_back"),
        Move("close", ("settled",), "closed", pgettext_lazy("case", "Close"), "orders.close"),
        Move(
            "conclude",
            ("accepted", "assessed", "ready", "in_repair"),
            "closed",
            _("Close as the archive says"),
            "orders.conclude",
        ),
        Move("break_off", ("in_repair",), "cancelled", _("Break the work off"), "orders.cancel"),
        Move("cancel", _BEFORE_REPAIR, "cancelled", _("Cancel"), "orders.cancel"),
    ),
)
