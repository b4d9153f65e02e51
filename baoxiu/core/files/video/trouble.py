"""Why a video is not taken."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from baoxiu.core.refusals import InvalidInput

MOST_PARTS = 20_000
"""Parts of one file that are looked at; a phone's video has a few hundred."""


class InvalidVideo(InvalidInput):
    """The file is no video of a kind that is taken."""

    message = _("Please choose a video as phones take it (MP4, MOV or WebM).")


class CutOff(InvalidVideo):
    """The file ends too early, or goes on after the video's end."""

    message = _("The video did not arrive whole. Please send it once more.")
