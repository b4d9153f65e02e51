"""The signing key of an installation that was given none: made once, kept 0600 in the data directory."""

import os
import secrets
from pathlib import Path

from baoxiu.config.postgres.place import make_data_directory
from baoxiu.config.postgres.server_user import server_user

LENGTH = 64


def read_or_make_secret_key(data: Path) -> str:
    """The key of this data directory. Two processes that ask at once get the same one."""
    path = data / "secret-key"
    if not path.exists():
        make_data_directory(data, server_user())
        _make(path)
    return path.read_text().strip()


def _make(path: Path) -> None:
    partial = path.with_name(f"secret-key.{os.getpid()}")
    partial.touch(mode=0o600)
    partial.write_text(secrets.token_urlsafe(LENGTH))
    try:
        os.link(partial, path)
    except FileExistsError:
        pass
    finally:
        partial.unlink()
