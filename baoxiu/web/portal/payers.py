"""Who pays a line, as the customer says it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from baoxiu.flow.warranty.rules import Payer

WORDS: dict[str, tuple[object, str, str]] = {
    Payer.CUSTOMER: (_("You pay"), "neutral", "wallet"),
    Payer.COMPANY: (_("Free for you"), "done", ""),
    Payer.MAKER: (_("Free for you"), "done", ""),
    Payer.CONTRACT: (_("By contract"), "done", ""),
    Payer.UNDECIDED: (_("Not decided yet"), "neutral", ""),
}


def payer_words(payer: str) -> tuple[object, str, str]:
    """The word for the payer, its tone and its drawing."""
    return WORDS.get(payer, WORDS[Payer.UNDECIDED])
