"""The life of a question to a helper (求助): from the hand-over to the end, watched by who asked (RQ-TRI-09)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from baoxiu.core.lifecycle import Lifecycle, Move, Stage

ASSISTANCE = Lifecycle(
    name=_("question"),
    stages=(
        Stage("asked", _("Waiting for the helper"), "waiting"),
        Stage("answered", _("Helper answered")),
        Stage("handed_back", _("Handed back")),
        Stage("closed", _("Question closed"), "closed"),
        Stage("withdrawn", _("Question withdrawn"), "closed"),
    ),
    moves=(
        Move("answer", ("asked",), "answered", _("Answer the question"), "assistance.answer"),
        Move("hand_back", ("asked",), "handed_back", _("Hand the question back"), "assistance.answer"),
        Move("close", ("answered", "handed_back"), "closed", _("Close the question"), "assistance.ask"),
        Move("pass_on", ("asked", "answered", "handed_back"), "asked", _("Pass on"), "assistance.ask"),
        Move("withdraw", ("asked", "handed_back"), "withdrawn", _("Withdraw the question"), "assistance.ask"),
    ),
)
