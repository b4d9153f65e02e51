"""What every installation needs before its first request, as data (idempotent)."""

from baoxiu.basics.builtin.load import Loaded, load, problems

__all__ = ["Loaded", "load", "problems"]
