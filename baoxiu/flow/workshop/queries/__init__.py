"""What the board, the set-up and the managers ask of the workshop."""

from baoxiu.flow.workshop.queries.board import (
    BayLine,
    CounterLine,
    Workshop,
    hours_of_bays,
    waiting_area,
    workshop,
)
from baoxiu.flow.workshop.queries.found import bays, outages
from baoxiu.flow.workshop.queries.trying import Judged, judged
from baoxiu.flow.workshop.queries.undoable import last_move

__all__ = [
    "BayLine",
    "CounterLine",
    "Judged",
    "Workshop",
    "bays",
    "hours_of_bays",
    "judged",
    "last_move",
    "outages",
    "waiting_area",
    "workshop",
]
