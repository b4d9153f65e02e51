"""The verbs of an export."""

from baoxiu.basics.exports.actions.ask import TooManyWaiting, ask
from baoxiu.basics.exports.actions.expire import expire
from baoxiu.basics.exports.actions.take_out import NotReady, take_out
from baoxiu.basics.exports.actions.write import begin, fail, finish, hold

__all__ = ["NotReady", "TooManyWaiting", "ask", "begin", "expire", "fail", "finish", "hold", "take_out"]
