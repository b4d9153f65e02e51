"""Row locks: an action works on the fresh, locked row, never on what the page had loaded."""

from __future__ import annotations

from typing import Any

from django.db import models


def lock[M: models.Model](row: M) -> M:
    """The same row, fresh from the database and locked until the transaction ends."""
    manager: Any = row.__class__._default_manager  # a lazy user is a User
    return manager.select_for_update(of=("self",)).get(pk=row.pk)
