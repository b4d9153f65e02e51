"""As whom the server runs: PostgreSQL refuses root, so root lends it to an account that exists already."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from baoxiu.config.postgres.failures import ClusterTrouble
from baoxiu.config.words import _


@dataclass(frozen=True)
class ServerUser:
    """The account of the server process; `switch` is true when we are root and must change to it."""

    uid: int
    gid: int
    switch: bool

    @property
    def popen(self) -> dict[str, Any]:
        """Arguments for `subprocess` that make the child run as this user."""
        if not self.switch:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Give a path that we made to this user."""
        if self.switch:
            os.chown(path, self.uid, self.gid)

    def private_folder(self, path: Path) -> Path:
        """Make `path` (0700, this user's) if it is missing."""
        if not path.exists():
            path.mkdir(mode=0o700)
            self.own(path)
        return path

    def reaches(self, path: Path) -> bool:
        """Whether this user can pass through every folder down to `path` (or its nearest existing parent)."""
        while not path.exists():
            path = path.parent
        if not self.switch:
            return os.access(path, os.X_OK)
        test = subprocess.run(
            ["/bin/sh", "-c", 'cd "$0"', str(path)], cwd="/", capture_output=True, **self.popen
        )
        return test.returncode == 0


def server_user() -> ServerUser:
    """The present user, or `postgres` or else `nobody` when we are root."""
    if os.geteuid() != 0:
        return ServerUser(os.geteuid(), os.getegid(), switch=False)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return ServerUser(entry.pw_uid, entry.pw_gid, switch=True)
    raise ClusterTrouble(
        _("PostgreSQL does not run as root and this machine has neither a postgres nor a nobody user.")
    )
