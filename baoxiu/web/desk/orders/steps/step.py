"""A step: one verb of the order page with its form, who may take it, and what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms

from baoxiu.core.actors import Actor
from baoxiu.core.permissions import Verdict, needs
from baoxiu.core.refusals import Refusal
from baoxiu.flow.visits.permissions import may
from baoxiu.web.desk.orders.file import OrderFile

PLAIN = "desk/orders/steps/plain.html"


class StepForm(forms.Form):
    """A form about one order; ``file`` is what is known of it."""

    def __init__(self, *args: Any, file: OrderFile, **options: Any) -> None:
        super().__init__(*args, **options)
        self.file = file
        self.prepare()

    def prepare(self) -> None:
        """Fill in what depends on the order."""

    def show(self, refusal: Refusal) -> None:
        """Put an action's sentences at the fields they concern."""
        sentences: Mapping[str, str] = refusal.fields or {"": str(refusal)}
        for name, sentence in sentences.items():
            self.add_error(name if name in self.fields else None, sentence)


type Act = Callable[[OrderFile, Any, Actor, datetime], object]
type Fits = Callable[[OrderFile], bool]


def always(_file: OrderFile) -> bool:
    """For steps that only the stage decides."""
    return True


@dataclass(frozen=True, slots=True)
class Step:
    """``side``: never the next thing to do, but possible. ``question`` is asked before it happens."""

    code: str
    label: object
    icon: str
    right: str
    stages: tuple[str, ...]
    act: Act
    done: object
    form: type[StepForm] = StepForm
    template: str = PLAIN
    fits: Fits = always
    side: bool = False
    hint: object = ""
    question: object = ""
    danger: bool = False
    wide: bool = False
    permission: Callable[[Actor, Any], Verdict] | None = None

    def offered(self, file: OrderFile) -> bool:
        """Whether the order stands where this step begins."""
        return file.order.stage in self.stages and self.fits(file)

    def verdict(self, file: OrderFile) -> Verdict:
        """Whether this person may take it."""
        if self.permission:
            return self.permission(file.actor, file.order)
        if not self.right:
            return needs(file.actor, "orders.see")
        return may(file.actor, self.right, file.order)
