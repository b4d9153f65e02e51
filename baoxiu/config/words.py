"""Translation for the command line, without Django or a database: `doctor` speaks when both are broken."""

import functools
import gettext as catalogues
import os
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
CATALOGUES = {"zh-hans": "zh_Hans", "en": "en"}


@functools.cache
def _catalogue() -> catalogues.NullTranslations:
    language = CATALOGUES.get(os.environ.get("BAOXIU_LANGUAGE", "") or "zh-hans", "en")
    return catalogues.translation("django", LOCALE, languages=[language], fallback=True)


def _(message: str) -> str:
    """The message in the language of BAOXIU_LANGUAGE."""
    return _catalogue().gettext(message)


def N_(message: str) -> str:
    """Mark a message that is translated later."""
    return message
