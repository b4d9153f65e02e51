"""axe-core in a page: what a screen reader or weak eyes stumble over (WCAG 2.2 AA)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

SOURCE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RUN = """() => axe.run(document, {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'],
}).then((found) => found.violations.filter((one) => ['serious', 'critical'].includes(one.impact))
  .flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 200)}`)))"""


@cache
def _source() -> str:
    return SOURCE.read_text("utf-8")


def stumbles(page: Page) -> list[str]:
    """Serious and critical findings on the page as it stands; the content policy stays as it is."""
    page.evaluate(_source())
    return [str(one) for one in page.evaluate(RUN)]
