"""Translations without gettext's programs: extract, check and compile the catalogues of every room.

python scripts/messages.py update [room…]   extract msgids into the room's catalogue
python scripts/messages.py check            fail on a missing or stale translation
python scripts/messages.py compile          write the .mo files (English: msgstr = msgid)
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

WITHOUT_DATE = datetime(2026, 1, 1, tzinfo=UTC)
"""Catalogues carry no real dates: two people's updates would clash on them."""
ROOT = Path(__file__).resolve().parents[1] / "baoxiu"
ROOMS = ("core", "basics", "flow", "web/shared", "web/portal", "web/desk", "web/field", "web/api", "config")
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "N_": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip


def sources(room: str) -> Iterator[Path]:
    """The Python files and templates of a room."""
    for path in sorted((ROOT / room).rglob("*")):
        if path.suffix in (".py", ".html", ".txt") and not {"migrations", "tests", "static"} & set(
            path.parts
        ):
            yield path


def extracted(room: str) -> Catalog:
    """Every msgid of a room with its places."""
    catalog = Catalog(locale="zh_Hans", project="baoxiu")
    for path in sources(room):
        text = path.read_text("utf-8")
        if path.suffix != ".py":
            if "templates" not in path.parts:
                continue
            # A template is indented as its writer likes; read as Python, that would be a mistake.
            text = "\n".join(line.lstrip() for line in templatize(text).split("\n"))
        place = str(path.relative_to(ROOT))
        stream = io.BytesIO(text.encode("utf-8"))
        for line, message, comments, context in extract(extract_python, stream, keywords=KEYWORDS):
            catalog.add(message, locations=[(place, line)], context=context, auto_comments=comments)
    return catalog


def po_path(room: str) -> Path:
    """The Chinese catalogue of a room."""
    return ROOT / room / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"


def stored(room: str) -> Catalog:
    """The catalogue as it lies in the tree."""
    path = po_path(room)
    if not path.exists():
        return Catalog(locale="zh_Hans", project="baoxiu")
    with path.open("rb") as stream:
        return read_po(stream, locale="zh_Hans")


def update(room: str) -> None:
    """Merge the extracted msgids into the stored catalogue, keeping every translation still used."""
    fresh, old = extracted(room), stored(room)
    for message in fresh:
        known = old.get(message.id, message.context) if message.id else None
        if known is not None and known.string:
            message.string = known.string
    path = po_path(room)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh.creation_date = fresh.revision_date = WITHOUT_DATE
    out = io.BytesIO()
    write_po(out, fresh, width=110, sort_output=True, omit_header=False, no_location=True)
    path.write_bytes(out.getvalue())
    print(f"{room}: {len(fresh)} texts, {sum(1 for _m in missing(room))} without Chinese")


def missing(room: str) -> Iterator[str]:
    """The msgids of a room that have no Chinese."""
    known = stored(room)
    for message in extracted(room):
        if not message.id:
            continue
        there = known.get(message.id, message.context)
        strings = (there.string if isinstance(there.string, tuple) else (there.string,)) if there else ()
        if not strings or not all(strings) or (there and there.fuzzy):
            yield str(message.id)


def compile_room(room: str) -> None:
    """Write both languages' .mo files. English repeats its msgid: an empty one would fall back to Chinese."""
    chinese = stored(room)
    _write_mo(chinese, ROOT / room / "locale" / "zh_Hans")
    english = Catalog(locale="en", project="baoxiu")
    for message in extracted(room):
        if message.id:
            english.add(message.id, message.id, context=message.context)
    _write_mo(english, ROOT / room / "locale" / "en")


def _write_mo(catalog: Catalog, folder: Path) -> None:
    target = folder / "LC_MESSAGES" / "django.mo"
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as out:
        write_mo(out, catalog)


def main(command: str, rooms: list[str]) -> int:
    """Run one command over the rooms; the exit code of ``check`` is 1 when something is missing."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
    chosen = [room.removeprefix("baoxiu/").strip("/") for room in rooms] or list(ROOMS)
    if command == "check":
        gaps = [(room, text) for room in chosen for text in missing(room)]
        for room, text in gaps:
            print(f"{room}: no Chinese for {text!r}")
        return bool(gaps)
    for room in chosen:
        {"update": update, "compile": compile_room}[command](room)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
