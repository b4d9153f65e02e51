"""The notices of the house with their first texts; a firm edits its own copies (``models.Template``)."""

from baoxiu.basics.notifications.defaults.before_repair import BEFORE_REPAIR
from baoxiu.basics.notifications.defaults.from_repair_on import FROM_REPAIR_ON
from baoxiu.basics.notifications.defaults.kind import COMMON, NoticeKind, Text
from baoxiu.basics.notifications.defaults.staff import STAFF

KINDS: dict[str, NoticeKind] = {kind.code: kind for kind in (*BEFORE_REPAIR, *FROM_REPAIR_ON, *STAFF)}

__all__ = ["COMMON", "KINDS", "NoticeKind", "Text"]
