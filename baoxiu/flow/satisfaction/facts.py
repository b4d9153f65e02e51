"""What every event about a customer's survey tells."""

from __future__ import annotations

from typing import Any

from baoxiu.flow.satisfaction.models import SurveyAsk
from baoxiu.flow.visits import facts


def known(ask: SurveyAsk) -> dict[str, Any]:
    """The order's facts, the round, and until when it waits for answers."""
    return facts.of_order(ask.order) | {
        "ask_id": ask.pk,
        "round": ask.round.number,
        "answer_until": ask.round.answer_until,
    }
