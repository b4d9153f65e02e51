"""Another name for a view, and its end."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.basics.lists.actions.save_view import NameTaken
from baoxiu.basics.lists.models import SavedView
from baoxiu.basics.lists.names import checked_name
from baoxiu.basics.lists.permissions import may_change_view
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.rows import lock


@transaction.atomic
def rename_view(view: SavedView, *, name: str, by: Actor, at: datetime) -> SavedView:
    """Call it otherwise. Raises ``NotAllowed``, ``InvalidInput``, ``NameTaken``."""
    fresh = lock(view)
    may_change_view(fresh, by).or_refuse()
    clean, before = checked_name(name), fresh.name
    others = SavedView.objects.filter(owner_id=fresh.owner_id, queue=fresh.queue).exclude(pk=fresh.pk)
    if others.filter(name=clean).exists():
        raise NameTaken(field="name")
    fresh.name = clean
    fresh.save(update_fields=["name"])
    record("lists.view_renamed", fresh, by=by, at=at, old=before, new=clean)
    return fresh


@transaction.atomic
def delete_view(view: SavedView, *, by: Actor, at: datetime) -> None:
    """Take it away, also from those with whom it was shared. Raises ``NotAllowed``."""
    fresh = lock(view)
    may_change_view(fresh, by).or_refuse()
    record("lists.view_deleted", fresh, by=by, at=at, name=fresh.name, queue=fresh.queue, query=fresh.query)
    fresh.delete()
