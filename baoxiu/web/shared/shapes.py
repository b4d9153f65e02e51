"""The values that the shared templates expect; a view builds them, a template shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

type Tone = Literal["neutral", "active", "waiting", "done", "late", "info"]
type StepState = Literal["done", "current", "todo", "stopped"]


@dataclass(frozen=True, slots=True)
class NavItem:
    """One place in a navigation. ``count`` above zero is shown; ``tone`` colours it; ``key`` after g leads there."""

    label: object
    url: str
    icon: str
    current: bool = False
    count: int = 0
    tone: Tone = "neutral"
    key: str = ""


@dataclass(frozen=True, slots=True)
class NavGroup:
    """A named group of places; an empty label shows no heading."""

    label: object
    items: Sequence[NavItem]


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo or a video: ``url`` is the large one, ``thumb`` the square of the grid; a video may have none."""

    url: str
    thumb: str
    name: str
    is_video: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact in a timeline: ``text`` is the sentence, ``detail`` what was written along with it."""

    at: datetime
    who: str
    text: object
    icon: str = "circle-dot"
    tone: Tone = "neutral"
    detail: str = ""
    pictures: Sequence[Picture] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One station of a progress "like a parcel"."""

    label: object
    state: StepState
    at: datetime | None = None
    note: object = ""


@dataclass(frozen=True, slots=True)
class Stat:
    """A figure on a home page, with the list it counts behind ``url``."""

    label: object
    figure: object
    url: str = ""
    unit: object = ""
    icon: str = ""
    note: object = ""
    tone: Tone = "neutral"
    history: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """What a person signed with: a drawing (PNG), or a typed name with a tick."""

    png: bytes
    typed_name: str
