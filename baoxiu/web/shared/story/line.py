"""How one kind of event is told."""

from __future__ import annotations

from dataclasses import dataclass

from baoxiu.web.shared.shapes import Tone


@dataclass(frozen=True, slots=True)
class Line:
    """The sentence of a kind of event, with the facts it names in ``%(…)s``.

    ``detail`` names the fact that stands below it word for word. ``seen``: the customer reads this sentence
    too; ``public`` is the customer's own wording. ``quiet``: another event tells the same, so it is left out.
    """

    text: object
    icon: str = "circle-dot"
    tone: Tone = "neutral"
    detail: str = ""
    seen: bool = False
    quiet: bool = False
    public: object = ""

    @property
    def for_customer(self) -> object:
        """The customer's sentence; empty for what stays in the house."""
        return self.public or (self.text if self.seen else "")
