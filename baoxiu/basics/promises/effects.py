"""What each kind of event does to which deadlines: the declarations, turned round."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from baoxiu.basics.promises.declarations import PROMISES
from baoxiu.basics.promises.kinds import PromiseKind

type Verb = Literal["cancel", "extend", "keep", "pause", "renew", "resume", "start"]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a kind of event does to a promise; ``field`` must be true in the event, where one is named."""

    verb: Verb
    kind: PromiseKind
    field: str = ""
    reason: str = ""


def _effects() -> dict[str, tuple[Effect, ...]]:
    found: defaultdict[str, list[Effect]] = defaultdict(list)

    def add(verb: Verb, kind: PromiseKind, facts: tuple[str, ...], reason: str = "") -> None:
        for fact in facts:
            name, _question, field = fact.partition("?")
            found[name].append(Effect(verb, kind, field, reason))

    for kind in PROMISES.values():
        add("cancel", kind, kind.cancels_on)
        add("keep", kind, kind.keeps_on)
        add("extend", kind, kind.extends_on)
        add("start", kind, kind.starts_on)
        add("renew", kind, kind.renews_on)
        for rule in kind.pauses:
            add("pause", kind, rule.on, rule.reason)
            add("resume", kind, rule.until, rule.reason)
    return {name: tuple(effects) for name, effects in found.items()}


EFFECTS = _effects()
