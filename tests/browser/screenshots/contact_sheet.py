"""One page with all pictures, by door; and the routes that have no page, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from tests.browser.screenshots.camera import Camera
from tests.browser.screenshots.routes import Kind, without_a_page

HEAD = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Baoxiu: every page</title><style>
body{font:14px system-ui,sans-serif;margin:24px;background:#eee}h2{margin:32px 0 8px}
figure{display:inline-block;margin:0 12px 16px 0;vertical-align:top;background:#fff;padding:8px}
figcaption{margin-bottom:6px}a{display:inline-block;vertical-align:top;margin-right:4px}
img{block-size:220px;inline-size:auto;max-inline-size:340px;object-fit:cover;object-position:top;border:1px solid #ccc}
</style><h1>Every page</h1>
"""


def write_sheet(camera: Camera) -> None:
    """Write ``index.html`` beside the pictures."""
    kinds = sorted(camera.taken, key=lambda kind: (kind.door, kind.route, kind.code, kind.stage))
    parts = [HEAD, f"<p>{len(kinds)} pages, each in two languages on desktop and phone.</p>"]
    for door, group in groupby(kinds, key=lambda kind: kind.door):
        parts.append(f"<h2>{door}</h2>")
        parts.extend(_figure(camera, kind) for kind in group)
    parts.append(
        _list("Routes without a page", (f"{name}: {why}" for name, why in without_a_page(camera.met)))
    )
    parts.append(_list("Not taken", camera.refused))
    (camera.folder / "index.html").write_text("\n".join(parts), "utf-8")


def _figure(camera: Camera, kind: Kind) -> str:
    title = " · ".join(word for word in (kind.route, kind.code, kind.stage) if word)
    shots = "".join(
        f'<a href="{escape(name)}"><img src="{escape(name)}" loading="lazy" alt="{language} {size}"></a>'
        for language, size, name in camera.taken[kind]
    )
    return f"<figure><figcaption>{escape(title)}</figcaption>{shots}</figure>"


def _list(title: str, lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<h2>{title}</h2><ul>{items}</ul>"
