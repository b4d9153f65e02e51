"""Everything around the rows: headings, chips, column choice, views."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from baoxiu.basics.accounts.queries import roles
from baoxiu.basics.lists.queries import first_view, views_of
from baoxiu.basics.lists.rules import same_list
from baoxiu.core import clock
from baoxiu.core.events.queries import settled_id
from baoxiu.core.permissions import needs
from baoxiu.web.desk.queues.kind import SEPARATOR, Chip, Head, Kind

type Filters = Iterable[tuple[str, object, object]]
"""Name in the address, what it is called, the value in words; only those that are set."""


def opened_with(request: HttpRequest, kind: Kind) -> HttpResponseRedirect | None:
    """A queue that is opened without any wish opens with the person's first view, where there is one."""
    if request.GET:
        return None
    view = first_view(kind.code, request.actor)
    return redirect(f"{reverse(kind.address)}?{with_view(view.query, view.pk)}") if view else None


def frame(request: HttpRequest, kind: Kind, filters: Filters, *, wide: bool = False) -> dict[str, Any]:
    """What the queue's page needs besides its rows."""
    query = request.GET
    codes = kind.chosen(query)
    end = f"&cols={SEPARATOR.join(codes)}" if query.get("cols") else ""
    return {
        "kind": kind,
        "cols": kind.cells(codes),
        "left": frozenset(),
        "heads": heads(kind, query, wide=wide),
        "columns": [(column, column.code in codes) for column in kind.columns[1:]],
        "chips": [Chip(label, value, without(query, name)) for name, label, value in filters],
        "clear_url": f"?tab={query.get('tab', '')}{end}",
        "tab_end": end,
        "kept": [(name, value) for name, value in query.items() if name not in ("cols", "page")],
        "carried": _carried(kind, query),
        **_views(request, kind),
    }


def heads(kind: Kind, query: Mapping[str, str], *, wide: bool = False) -> list[Head]:
    """The headings of the chosen columns, each with the order that pressing it gives."""
    codes, now = kind.chosen(query), query.get("sort", "")
    found = []
    for column in kind.columns:
        if column.code not in codes:
            continue
        sorts = bool(column.order) and (column.everywhere or not wide)
        standing = {column.code: "ascending", f"-{column.code}": "descending"}.get(now, "") if sorts else ""
        wish = f"-{column.code}" if standing == "ascending" else column.code
        found.append(
            Head(column.label, with_value(query, "sort", wish) if sorts else "", standing, column.number)
        )
    return found


def plain(kind: Kind) -> dict[str, Any]:
    """The usual columns without anything to press, for a table that is part of another page."""
    shown = [column for column in kind.columns if column.shown]
    return {
        "cols": kind.cells(kind.usual),
        "left": frozenset(),
        "heads": [Head(column.label, number=column.number) for column in shown],
    }


def without(query: Mapping[str, str], *names: str) -> str:
    """The address without a filter, on the first page."""
    changed = _copy(query)
    for name in ("page", *names):
        changed.pop(name, None)
    return f"?{changed.urlencode()}" if changed else "?tab="


def with_value(query: Mapping[str, str], name: str, value: str) -> str:
    """The address with another value, on the first page."""
    changed = _copy(query)
    changed.pop("page", None)
    changed[name] = value
    return f"?{changed.urlencode()}"


def with_view(query: str, pk: int) -> str:
    """A view's address that knows which view it is."""
    return f"{query}&view={pk}".lstrip("&")


def _copy(query: Mapping[str, str]) -> QueryDict:
    made = QueryDict(mutable=True)
    made.update(query)
    return made


def _carried(kind: Kind, query: Mapping[str, str]) -> list[tuple[str, str]]:
    """What another filter leaves as it is: columns, order, the view."""
    carried = [(name, query[name]) for name in ("sort", "view") if query.get(name)]
    return [*carried, ("cols", SEPARATOR.join(kind.chosen(query)))] if query.get("cols") else carried


def _views(request: HttpRequest, kind: Kind) -> dict[str, Any]:
    rows = list(views_of(kind.code, request.actor).select_related("owner"))
    wanted = request.GET.get("view", "")
    current = next((row for row in rows if str(row.pk) == wanted), None)
    here = request.GET.urlencode()
    may_share = needs(request.actor, "lists.share")
    return {
        "views": [(row, with_view(row.query, row.pk)) for row in rows],
        "view": current,
        "view_is_mine": current is not None and current.owner_id == request.actor.user_id,
        "view_changed": current is not None and not same_list(current.query, here),
        "here": here,
        "since": settled_id(clock.now()),
        "share_roles": list(roles()) if may_share.allowed else [],
        "view_label": current.name if current else _("Views"),
    }
