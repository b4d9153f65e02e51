"""What the queues ask about views."""

from __future__ import annotations

from django.db import models

from baoxiu.basics.lists.models import FirstView, SavedView, ViewRows
from baoxiu.core.actors import Actor


def views_of(queue: str, actor: Actor) -> ViewRows:
    """The views a person may open in a queue: own ones first, each with ``is_first`` where the queue opens with it."""
    first = FirstView.objects.filter(owner_id=actor.user_id, view=models.OuterRef("pk"))
    rows = SavedView.objects.for_actor(actor).filter(queue=queue)
    mine = models.Case(models.When(owner_id=actor.user_id, then=0), default=1)
    return rows.annotate(is_first=models.Exists(first)).order_by(mine, "name", "pk")


def first_view(queue: str, actor: Actor) -> SavedView | None:
    """The view with which the queue opens for this person, as long as it is shared with them."""
    chosen = FirstView.objects.filter(owner_id=actor.user_id, queue=queue).values("view_id")
    return SavedView.objects.for_actor(actor).filter(pk__in=chosen).first()
