"""The verbs of the help inside the house."""

from baoxiu.flow.assistance.actions.answer import answer, hand_back
from baoxiu.flow.assistance.actions.ask import ask
from baoxiu.flow.assistance.actions.end import close, withdraw
from baoxiu.flow.assistance.actions.pass_on import pass_on

__all__ = ["answer", "ask", "close", "hand_back", "pass_on", "withdraw"]
