"""From events to the entries of a timeline, with few queries however long it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baoxiu.basics.technicians.queries import names as technician_names
from baoxiu.core import clock
from baoxiu.core.actors import shown_name
from baoxiu.core.events.models import Event
from baoxiu.core.files.models import StoredFile
from baoxiu.core.files.queries import by_ids
from baoxiu.core.reasons import Reason, say
from baoxiu.core.sentences import joined
from baoxiu.flow.intake.queries import words_of
from baoxiu.flow.workshop.reasons import SENTENCES as BAY_SENTENCES
from baoxiu.web.shared.shapes import Entry, Picture
from baoxiu.web.shared.story.case import CASE
from baoxiu.web.shared.story.facts import Facts
from baoxiu.web.shared.story.house import HOUSE
from baoxiu.web.shared.story.line import Line
from baoxiu.web.shared.story.workshop import SET_UP, WORKSHOP

LINES: Mapping[str, Line] = {**CASE, **WORKSHOP, **HOUSE, **SET_UP}
TECHNICIANS = ("technician_id", "old_technician_id")
NOBODY: Mapping[str, object] = {
    "manual_mode": gettext_lazy("Dispatch is set to be done by hand."),
    "nobody": gettext_lazy("No technician fits."),
}


@dataclass(frozen=True, slots=True)
class Material:
    """What the sentences need besides the events: names, pictures and the words that were written."""

    names: Mapping[int, str]
    files: Mapping[str, StoredFile]
    words: Mapping[tuple[str, int], str]
    now: datetime


def tell(events: Iterable[Event]) -> list[Entry]:
    """The timeline for staff, newest first."""
    rows = list(events)
    material = _gather(rows)
    return [_entry(event, material) for event in reversed(rows) if _is_told(event)]


def public_story(events: Iterable[Event]) -> list[Entry]:
    """What the customer may see of it, newest first: own wording, and no names of the office (RQ-SEC-01)."""
    rows = [event for event in events if event.kind in LINES and LINES[event.kind].for_customer]
    material = _gather(rows)
    return [_public(event, material) for event in reversed(rows)]


def _is_told(event: Event) -> bool:
    return event.kind in LINES and not LINES[event.kind].quiet


def pictures(files: Iterable[StoredFile]) -> list[Picture]:
    """The images and videos among the files, for the grid."""
    return [_picture(row) for row in files if row.is_seen]


def _picture(row: StoredFile) -> Picture:
    thumb = reverse("file_variant", args=[row.pk, "thumb"]) if row.width else ""
    return Picture(reverse("file", args=[row.pk]), thumb, row.name, row.is_video)


def _gather(events: Sequence[Event]) -> Material:
    data = [event.data for event in events]
    return Material(
        names=technician_names(row[key] for row in data for key in TECHNICIANS if row.get(key)),
        files=by_ids(row["file_id"] for row in data if row.get("file_id")),
        words=words_of(
            [row["review_id"] for row in data if row.get("review_id")],
            [row["supplement_id"] for row in data if row.get("supplement_id")],
        ),
        now=clock.now(),
    )


def _entry(event: Event, material: Material) -> Entry:
    line, facts = LINES[event.kind], Facts(event.data, material.now, material.names)
    file = material.files.get(str(event.data.get("file_id")))
    return Entry(
        at=event.at,
        who=shown_name(event.actor_name),
        text=_sentence(line.text, facts),
        icon=line.icon,
        tone=line.tone,
        detail=_detail(event, line, facts, material),
        pictures=pictures([file]) if file else (),
    )


def _public(event: Event, material: Material) -> Entry:
    """The customer reads who did it only where it is the customer."""
    line = LINES[event.kind]
    told = _entry(event, material)
    facts = Facts(event.data, material.now, material.names)
    who = event.actor_name if event.actor_kind == "customer" else _("Service team")
    return replace(
        told, who=who, text=_sentence(line.for_customer, facts), detail=told.detail if line.seen else ""
    )


def _sentence(text: object, facts: Facts) -> str:
    return str(text) % facts


def _detail(event: Event, line: Line, facts: Facts, material: Material) -> str:
    if line.detail == "words":
        review = material.words.get(("review", event.data.get("review_id") or 0), "")
        return review or material.words.get(("supplement", event.data.get("supplement_id") or 0), "")
    if line.detail == "why":
        return _why(event)
    if not line.detail or not (event.data.get(line.detail) or line.detail == "serials"):
        return ""
    return facts[line.detail]


def _why(event: Event) -> str:
    """Why nobody could be chosen, or this bay was."""
    if isinstance(event.data.get("why"), list):
        return joined(say(Reason(one["code"], one["params"]), BAY_SENTENCES) for one in event.data["why"])
    code = str(event.data.get("why", ""))
    known = NOBODY.get(code)
    return str(known) if known else code
