"""The verbs of this room."""

from baoxiu.basics.travel.actions.forget_old import forget_old
from baoxiu.basics.travel.actions.learn import learn

__all__ = ["forget_old", "learn"]
