"""What a view may be called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from baoxiu.basics.lists.rules import LONGEST_NAME
from baoxiu.core.refusals import InvalidInput


def checked_name(name: str) -> str:
    """A name without stray blanks; raises ``InvalidInput``."""
    clean = " ".join(name.split())
    if not clean:
        raise InvalidInput(_("Please give the view a name."), field="name")
    if len(clean) > LONGEST_NAME:
        raise InvalidInput(_("The name is too long; 40 characters at most."), field="name")
    return clean
