"""The view with which a queue opens."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.basics.lists.models import FirstView, SavedView
from baoxiu.basics.lists.permissions import may_keep
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record


@transaction.atomic
def open_with(view: SavedView, *, by: Actor, at: datetime) -> FirstView:
    """From now on the view's queue opens with it for this person. Raises ``NotAllowed``."""
    may_keep(by, "").or_refuse()
    first, _created = FirstView.objects.update_or_create(
        owner_id=by.user_id, queue=view.queue, defaults={"view": view}
    )
    record("lists.first_view_chosen", view, by=by, at=at, name=view.name, queue=view.queue)
    return first


@transaction.atomic
def open_with_none(view: SavedView, *, by: Actor, at: datetime) -> None:
    """The queue opens as everybody's again. Raises ``NotAllowed``."""
    may_keep(by, "").or_refuse()
    gone, _kinds = FirstView.objects.filter(owner_id=by.user_id, view=view).delete()
    if gone:
        record("lists.first_view_dropped", view, by=by, at=at, name=view.name, queue=view.queue)
