"""Keeping a view under a name."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.accounts.queries import roles
from baoxiu.basics.lists.models import SavedView
from baoxiu.basics.lists.names import checked_name
from baoxiu.basics.lists.permissions import may_keep
from baoxiu.basics.lists.rules import LONGEST_QUERY, kept_query
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record
from baoxiu.core.refusals import Conflict, InvalidInput

MOST_VIEWS = 40
"""Views of one person in one queue; nobody finds the forty-first."""


class TooManyViews(InvalidInput):
    """The person has ``MOST_VIEWS`` in this queue."""

    message = _("There are 40 views in this list already. Delete one first.")


class NameTaken(Conflict):
    """Another view of this person has the name."""

    code = "name_taken"
    message = _("There is a view of this name already.")


@transaction.atomic
def save_view(queue: str, *, name: str, query: str, role: str = "", by: Actor, at: datetime) -> SavedView:
    """Keep filters, order and columns of a queue, for oneself or for everybody with a role.

    The same name again changes the view. Raises ``NotAllowed``, ``InvalidInput``, ``TooManyViews``.
    """
    may_keep(by, role).or_refuse()
    clean = {"query": _checked_query(query), "role": _checked_role(role), "saved_at": at}
    named = {"owner_id": by.user_id, "queue": queue, "name": checked_name(name)}
    mine = SavedView.objects.filter(owner_id=by.user_id, queue=queue)
    if not mine.filter(name=named["name"]).exists() and mine.count() >= MOST_VIEWS:
        raise TooManyViews(field="name")
    view, _created = SavedView.objects.update_or_create(**named, defaults=clean)
    record("lists.view_saved", view, by=by, at=at, name=view.name, queue=queue, role=role, query=view.query)
    return view


def _checked_query(query: str) -> str:
    clean = kept_query(query)
    if len(clean) > LONGEST_QUERY:
        raise InvalidInput(_("These filters are too long to be saved."), field="name")
    return clean


def _checked_role(role: str) -> str:
    if role and not roles().filter(code=role).exists():
        raise InvalidInput(_("There is no such role."), field="role")
    return role
