"""What the board, the customer's pages and the managers ask of the plan."""

from baoxiu.flow.planning.queries.board import Board, BoardDay, BoardStop, board
from baoxiu.flow.planning.queries.capacity import Balance, Capacity, capacity
from baoxiu.flow.planning.queries.drafts import Comparison, compare
from baoxiu.flow.planning.queries.fairness import Fairness, Share, fairness
from baoxiu.flow.planning.queries.leading import Waiting, pooled, waiting_too_long
from baoxiu.flow.planning.queries.moves import try_move
from baoxiu.flow.planning.queries.offers import Offered, Offers, offers
from baoxiu.flow.planning.queries.reasons import Against, Nobody, why_nobody, why_not_him
from baoxiu.flow.planning.queries.replay import Replay, replay
from baoxiu.flow.planning.queries.slots import FreeWindow, free_windows
from baoxiu.flow.planning.queries.tried import tray_board, try_in_tray
from baoxiu.flow.planning.queries.undoable import last_of

__all__ = [
    "Against",
    "Balance",
    "Board",
    "BoardDay",
    "BoardStop",
    "Capacity",
    "Comparison",
    "Fairness",
    "FreeWindow",
    "Nobody",
    "Offered",
    "Offers",
    "Replay",
    "Share",
    "Waiting",
    "board",
    "capacity",
    "compare",
    "fairness",
    "free_windows",
    "last_of",
    "offers",
    "pooled",
    "replay",
    "tray_board",
    "try_in_tray",
    "try_move",
    "waiting_too_long",
    "why_nobody",
    "why_not_him",
]
