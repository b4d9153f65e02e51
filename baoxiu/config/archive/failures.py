"""Why a backup or restore is refused, in one sentence."""


class BadArchive(Exception):
    """The backup cannot be written, read or trusted; the message says why."""
