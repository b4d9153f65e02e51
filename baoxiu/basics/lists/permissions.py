"""Who may keep, share and change a view."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from baoxiu.basics.lists.models import SavedView
from baoxiu.core.actors import Actor
from baoxiu.core.permissions import ALLOWED, Verdict, deny, needs


def may_keep(by: Actor, role: str) -> Verdict:
    """Everybody for themselves; for a role with the right to share."""
    if by.user_id is None:
        return deny(_("Only people with an account keep views."))
    return needs(by, "lists.share") if role else ALLOWED


def may_change_view(view: SavedView, by: Actor) -> Verdict:
    """Only whoever made it."""
    if by.user_id is not None and view.owner_id == by.user_id:
        return ALLOWED
    return deny(_("This view belongs to somebody else. Save it under a name of your own."))
