"""What happened, told in the reader's language: each kind of event is a sentence (RQ-WO-07)."""

from baoxiu.web.shared.story.case import CASE
from baoxiu.web.shared.story.house import HOUSE
from baoxiu.web.shared.story.telling import LINES, public_story, tell

__all__ = ["CASE", "HOUSE", "LINES", "public_story", "tell"]
