"""How statements are sent to PostgreSQL."""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql.base import ServerBindingCursor

SINGLE = (" LIMIT 1", " LIMIT 21")
"""What ``first()`` and ``get()`` ask: one row, by whatever."""


class PlanningCursor(ServerBindingCursor):
    """Prepares what is asked again and again, except where the best way depends on the values.

    A prepared statement is planned without its values. What begins or ends with some letters is found by an index only
    where the server sees the letters, and the first forty rows of some stages only where it sees how rare they are;
    else it reads the whole table (docs/decisions/0007).
    """

    def execute(self, query: Any, params: Any = None, *, prepare: bool | None = None, **how: Any) -> Any:
        """Send the statement; ``prepare`` says otherwise."""
        if prepare is None and isinstance(query, str) and _depends_on_values(query):
            prepare = False
        return super().execute(query, params, prepare=prepare, **how)


def _depends_on_values(query: str) -> bool:
    """A search by pattern, or the beginning of a list of what is one of several."""
    a_list = " LIMIT " in query and " IN (" in query and not query.endswith(SINGLE)
    return " LIKE " in query or a_list
