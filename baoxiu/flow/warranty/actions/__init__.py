"""The verbs of the warranty."""

from baoxiu.flow.warranty.actions.decide_on_merits import NothingOpen, decide_on_merits
from baoxiu.flow.warranty.actions.judge import judge
from baoxiu.flow.warranty.keeping import OrderIsOver

__all__ = ["NothingOpen", "OrderIsOver", "decide_on_merits", "judge"]
