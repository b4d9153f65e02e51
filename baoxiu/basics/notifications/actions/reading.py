"""Marking notices as read."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.notifications.models import Notice
from baoxiu.core.actors import Actor
from baoxiu.core.refusals import NotAllowed
from baoxiu.core.rows import lock


class NotYours(NotAllowed):
    """The notice went to somebody else."""

    message = _("This notice is for somebody else.")


@transaction.atomic
def mark_read(notice: Notice, *, by: Actor, at: datetime) -> Notice:
    """Note that the recipient has read it; the first time counts. Raises ``NotYours``."""
    if notice.user_id is None or notice.user_id != by.user_id:
        raise NotYours()
    notice = lock(notice)
    if notice.read_at is None:
        notice.read_at = at
        notice.save(update_fields=["read_at"])
    return notice


@transaction.atomic
def mark_all_read(*, by: Actor, at: datetime) -> int:
    """Note that the actor has read everything; returns how many notices were new."""
    if by.user_id is None:
        return 0
    return int(Notice.objects.filter(user_id=by.user_id, read_at=None).update(read_at=at))
