"""Lifecycles: the stages of a case, the moves between them and the right each needs, as data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from baoxiu.core.refusals import IllegalMove

type Group = Literal["open", "waiting", "closed"]


@dataclass(frozen=True, slots=True)
class Stage:
    """A place in a lifecycle. Group ``waiting`` means the next step is somebody else's."""

    code: str
    label: object
    group: Group = "open"


@dataclass(frozen=True, slots=True)
class Move:
    """A verb that leads from one of ``sources`` to ``target``, and the right it needs."""

    verb: str
    sources: tuple[str, ...]
    target: str
    label: object
    right: str = ""


@dataclass(frozen=True)
class Lifecycle:
    """One case's stages and moves; buttons and refusals come from here."""

    name: object
    stages: tuple[Stage, ...]
    moves: tuple[Move, ...]

    @cached_property
    def _by_code(self) -> dict[str, Stage]:
        return {stage.code: stage for stage in self.stages}

    @cached_property
    def _by_verb(self) -> dict[str, Move]:
        return {move.verb: move for move in self.moves}

    @property
    def choices(self) -> list[tuple[str, object]]:
        """Django choices of the stages."""
        return [(stage.code, stage.label) for stage in self.stages]

    def stage(self, code: str) -> Stage:
        """The stage with this code."""
        return self._by_code[code]

    def move(self, verb: str) -> Move:
        """The move with this verb."""
        return self._by_verb[verb]

    def codes(self, *groups: Group) -> tuple[str, ...]:
        """The codes of the stages in these groups."""
        return tuple(stage.code for stage in self.stages if stage.group in groups)

    def allows(self, verb: str, stage: str) -> bool:
        """Whether the verb leads anywhere from this stage."""
        return stage in self._by_verb[verb].sources

    def verbs(self, stage: str) -> list[Move]:
        """The moves possible from a stage, in the order of the declaration."""
        return [move for move in self.moves if stage in move.sources]

    def after(self, verb: str, stage: str) -> str:
        """The stage that the verb leads to; raises ``IllegalMove`` with a sentence."""
        move = self._by_verb[verb]
        if stage not in move.sources:
            raise IllegalMove(self.why_not(move, stage))
        return move.target

    def why_not(self, move: Move, stage: str) -> object:
        """The sentence that says why a move does not start at a stage."""
        wanted = _list(self._by_code[code].label for code in move.sources)
        return format_lazy(
            _("“{verb}” is not possible: the {thing} is now “{now}”; it must be {wanted}."),
            verb=move.label,
            thing=self.name,
            now=self._by_code[stage].label,
            wanted=wanted,
        )


def _list(labels: Iterable[object]) -> object:
    quoted = [format_lazy("“{}”", label) for label in labels]
    return format_lazy(" / ".join("{}" for _label in quoted), *quoted)
