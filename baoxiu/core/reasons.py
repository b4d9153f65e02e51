"""Why a rule decided as it did: a code and its figures (pure). Each room's `reasons.py` has the sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason that can be stored, translated and contested."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """The form in which decisions keep it."""
        return {"code": self.code, "params": dict(self.params)}


def because(code: str, **params: object) -> Reason:
    """`because("certificate_expired", date=day)`: every figure becomes text."""
    return Reason(code, {key: str(value) for key, value in params.items()})


def say(reason: Reason, sentences: Mapping[str, Any]) -> str:
    """The reason as a sentence in the reader's language; raises KeyError for a code without a sentence."""
    return str(sentences[reason.code]) % reason.params
