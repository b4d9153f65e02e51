"""The life of a repair request (报修申请), requirements appendix e1."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from baoxiu.core.lifecycle import Lifecycle, Move, Stage

REQUEST = Lifecycle(
    name=_("request"),
    stages=(
        Stage("submitted", _("Waiting for review")),
        Stage("information_missing", _("Information missing"), "waiting"),
        Stage("accepted", _("Accepted"), "open"),
        Stage("refused", pgettext_lazy("request", "Refused"), "closed"),
        Stage("settled_by_advice", _("Solved remotely"), "closed"),
        Stage("withdrawn", _("Withdrawn"), "closed"),
        Stage("merged", _("Merged into another"), "closed"),
        Stage("closed", _("Closed"), "closed"),
    ),
    moves=(
        Move("accept", ("submitted",), "accepted", _("Accept"), "intake.review"),
        Move("ask_for_more", ("submitted",), "information_missing", _("Ask for more"), "intake.review"),
        Move("supplement", ("information_missing",), "submitted", _("Supplement"), "intake.register"),
        Move("settle_remotely", ("submitted",), "settled_by_advice", _("Solve remotely"), "intake.review"),
        Move("refuse", ("submitted",), "refused", pgettext_lazy("request", "Refuse"), "intake.review"),
        Move("withdraw", ("submitted", "information_missing"), "withdrawn", _("Withdraw"), "intake.register"),
        Move("merge", ("submitted", "information_missing"), "merged", _("Merge"), "intake.review"),
        Move("split", ("submitted",), "submitted", _("Split"), "intake.review"),
        Move("turn_into_repair", ("submitted",), "merged", _("Turn into a repair"), "intake.review"),
        Move("close", ("accepted",), "closed", pgettext_lazy("case", "Close"), "orders.close"),
        Move("reopen", ("closed",), "accepted", _("Open again"), "intake.review"),
    ),
)

OPINION = Lifecycle(
    name=_("department's opinion"),
    stages=(
        Stage("planned", _("Not its turn yet"), "waiting"),
        Stage("asked", _("Opinion awaited"), "open"),
        Stage("given", _("Opinion given"), "closed"),
        Stage("sent_back", _("Sent back to the desk"), "open"),
        Stage("repeated", _("Put forward again"), "closed"),
    ),
    moves=(
        Move("give_opinion", ("asked",), "given", _("Give the opinion"), "intake.opine"),
        Move("send_back", ("asked",), "sent_back", _("Send the matter back"), "intake.opine"),
        Move("put_forward", ("sent_back",), "repeated", _("Put forward again"), "intake.review"),
    ),
)
"""The life of one department's step in the review of a request (RQ-TRI-05)."""
