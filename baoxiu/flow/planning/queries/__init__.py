"""What the board, the customer's pages and the managers ask of the plan."""

from baoxiu.flow.planning.queries.slots import FreeWindow, free_windows

__all__ = ["FreeWindow", "free_windows"]
