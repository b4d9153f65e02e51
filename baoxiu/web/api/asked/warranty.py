"""What is sent about the warranty."""

from __future__ import annotations

from typing import Annotated

from baoxiu.basics.products.models import Unit
from baoxiu.flow.warranty.models import Verdict
from baoxiu.flow.warranty.rules import Cause
from baoxiu.web.api.kinds import Flag, Given, OneOf, Sentence

Stage = Annotated[str, OneOf(Verdict.Stage.values)]


class Judgement(Given):
    """When and by which cause it is judged; without ``proof`` what is on file counts."""

    stage: Stage = "counter"
    cause: Annotated[str, OneOf(Cause)]
    proof: Annotated[str, OneOf(("", *Unit.Proof.values))] = ""
    note: Sentence = ""


class OnTheMerits(Given):
    """Whether it is free, and why; ``maker`` keeps the maker's answer."""

    free: Flag
    note: Sentence
    stage: Annotated[str, OneOf(("diagnosis", "maker"))] = "diagnosis"
