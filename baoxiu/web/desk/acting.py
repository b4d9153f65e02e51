"""Forms that are one verb of an action: shown on a page, sent back to it, refused at their fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar, Self

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from baoxiu.core import clock
from baoxiu.core.actors import Actor
from baoxiu.core.refusals import NotAllowed, Refusal


class VerbForm(forms.Form):
    """One verb on one thing; its fields carry the verb as prefix, so that several stand on a page."""

    verb: ClassVar[str] = ""
    label: ClassVar[object] = ""
    button: ClassVar[object] = ""
    icon: ClassVar[str] = "check"
    done: ClassVar[object] = ""
    hint: ClassVar[object] = ""
    danger: ClassVar[bool] = False
    question: ClassVar[object] = ""
    at_fields: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *args: Any, thing: Any = None, actor: Actor, **options: Any) -> None:
        self.thing, self.actor = thing, actor
        options.setdefault("prefix", self.verb)
        super().__init__(*args, **options)
        self.prepare()

    def prepare(self) -> None:
        """Fill choices and first values from the thing and the actor."""

    def start(self, **values: Any) -> None:
        """First values, unless the page gave others."""
        for name, first in values.items():
            self.initial.setdefault(name, first)

    def act(self, *, by: Actor, at: datetime) -> Any:
        """The action; raises a refusal."""
        raise NotImplementedError

    def show(self, refusal: Refusal) -> None:
        """Put an action's sentences at the fields they concern."""
        for name, sentence in (refusal.fields or {"": str(refusal)}).items():
            field = self.at_fields.get(name, name)
            self.add_error(field if field in self.fields else None, sentence)

    @classmethod
    def sent(cls, request: HttpRequest, thing: Any = None) -> Self:
        """The form as it came."""
        return cls(request.POST, thing=thing, actor=request.actor)


def succeeds(request: HttpRequest, form: VerbForm) -> bool:
    """Validate and act; the form holds what was refused, and what was done is said on the next page."""
    return outcome(request, form) is not None


def outcome(request: HttpRequest, form: VerbForm) -> Any:
    """The same with what the action gave back; ``None`` when it was refused. An empty result counts as done.

    A missing right is no matter of fields: it goes on as it is.
    """
    if not form.is_valid():
        return None
    try:
        made = form.act(by=request.actor, at=clock.now())
    except NotAllowed:
        raise
    except Refusal as refusal:
        form.show(refusal)
        return None
    if form.done:
        messages.success(request, str(form.done))
    return True if made is None else made


def laid_out(
    kinds: Iterable[type[VerbForm]], thing: Any, actor: Actor, bound: VerbForm | None = None
) -> dict[str, VerbForm]:
    """The forms of a page by verb: fresh ones, and the one that was refused as it came."""
    fresh = {kind.verb: kind for kind in kinds}
    if bound is not None and bound.verb in fresh:
        del fresh[bound.verb]
    forms_by_verb: dict[str, VerbForm] = {
        verb: kind(thing=thing, actor=actor) for verb, kind in fresh.items()
    }
    return forms_by_verb | ({bound.verb: bound} if bound is not None else {})


def form_page[F: VerbForm](
    request: HttpRequest,
    form_class: type[F],
    thing: Any = None,
    *,
    back: str,
    back_label: object,
    first: dict[str, Any] | None = None,
    then: Callable[[Any, F], HttpResponse] | None = None,
) -> HttpResponse:
    """A page that is one form: shown with ``first`` values, sent back with what was refused, or done.

    ``then`` answers with what the action gave back and the form; without it the way goes on to ``back``.
    """
    posted = request.method == "POST"
    form = (
        form_class.sent(request, thing)
        if posted
        else form_class(thing=thing, actor=request.actor, initial=first)
    )
    made = outcome(request, form) if posted else None
    if made is not None:
        return then(made, form) if then else redirect(back)
    page = {"form": form, "back": back, "back_label": back_label}
    return render(request, "desk/files/form_page.html", page, status=422 if posted else 200)
