"""The private folder of the server's socket: short (a socket path ends at 107 bytes) and ours alone."""

import hashlib
import os
import stat
from pathlib import Path

from baoxiu.config.postgres.failures import UnsafeFolder
from baoxiu.config.postgres.server_user import ServerUser
from baoxiu.config.words import _

ROOT = Path("/tmp")
ATTEMPTS = 10


def fingerprint(data: Path) -> str:
    """Twelve characters that name a data directory."""
    return hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:12]


def socket_folder(data: Path, user: ServerUser) -> Path:
    """The socket folder of a data directory, made if missing.

    A folder of that name in another's hands is passed over. Raises UnsafeFolder when all names are taken.
    """
    for number in range(ATTEMPTS):
        folder = _named(data, user, number)
        _make(folder, user)
        if _is_private(folder, user):
            return folder
    text = _("Other users hold every socket folder name {name}…; remove them.")
    raise UnsafeFolder(text.format(name=_named(data, user, 0)))


def likely_socket_folder(data: Path, user: ServerUser) -> Path:
    """The folder that `socket_folder` would answer, without making anything."""
    for number in range(ATTEMPTS):
        folder = _named(data, user, number)
        if not os.path.lexists(folder) or _is_private(folder, user):
            return folder
    return _named(data, user, 0)


def _named(data: Path, user: ServerUser, number: int) -> Path:
    suffix = f"-{number}" if number else ""
    return ROOT / f"baoxiu-{user.uid}-{fingerprint(data)}{suffix}"


def _make(folder: Path, user: ServerUser) -> None:
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        return
    user.own(folder)


def _is_private(folder: Path, user: ServerUser) -> bool:
    facts = folder.lstat()
    return (
        stat.S_ISDIR(facts.st_mode) and facts.st_uid == user.uid and stat.S_IMODE(facts.st_mode) & 0o077 == 0
    )
