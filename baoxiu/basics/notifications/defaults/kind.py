"""What a kind of notice is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

COMMON = ("firm",)
"""Variables every notice has."""


class Text(NamedTuple):
    """Subject and body of a notice in one language."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """A notice: its own variables and the text it starts with in each language.

    ``at_once``: sent also in the quiet hours, as it answers what the customer does or sees at this moment.
    """

    code: str
    label: object
    variables: tuple[str, ...]
    texts: Mapping[str, Text]
    channel: str = "mail"
    at_once: bool = False

    @property
    def allowed(self) -> tuple[str, ...]:
        """All names its text may use."""
        return self.variables + COMMON
