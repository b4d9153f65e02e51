"""Where a data directory keeps its cluster, so that the server's user reaches both it and the programs."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from baoxiu.config.postgres.binaries import Binaries, find
from baoxiu.config.postgres.failures import ClusterTrouble
from baoxiu.config.postgres.server_user import ServerUser
from baoxiu.config.postgres.socket_folder import fingerprint
from baoxiu.config.words import _

SHARED = Path("/var/lib/baoxiu")


@dataclass(frozen=True)
class Place:
    """The paths that belong to one data directory."""

    data: Path
    home: Path

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own directory."""
        return self.home / "postgres"

    @property
    def passwords(self) -> Path:
        """The password file in libpq's format, 0600."""
        return self.data / "postgres.passwords"

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.data / "postgres.log"

    @property
    def major(self) -> int | None:
        """The major version that made the cluster, or None when there is no cluster yet."""
        try:
            return int((self.cluster / "PG_VERSION").read_text())
        except OSError:
            return None


def make_data_directory(data: Path, user: ServerUser) -> None:
    """Make the data directory: private, but for root passable, because the server runs as somebody else.

    Raises ClusterTrouble when it cannot be made or written.
    """
    try:
        data.parent.mkdir(parents=True, exist_ok=True)
        if not data.exists():
            data.mkdir(mode=0o700)
            data.chmod(0o711 if user.switch else 0o700)
    except OSError as trouble:
        text = _("The data directory {path} cannot be made: {reason}.")
        raise ClusterTrouble(text.format(path=data, reason=trouble.strerror)) from trouble


def place_for(data: Path, user: ServerUser) -> Place:
    """The place of an existing cluster, or the one that a new cluster gets."""
    inside = Place(data, data)
    if not user.switch or inside.major is not None:
        return inside
    outside = Place(data, SHARED / fingerprint(data))
    if outside.major is not None or not user.reaches(data):
        return outside
    return inside


def make_home(place: Place, user: ServerUser) -> None:
    """Make the folder that will hold the cluster, when it is not the data directory itself."""
    if place.home == place.data:
        return
    for folder in (SHARED, place.home):
        if not folder.exists():
            folder.mkdir(parents=True, mode=0o755)
            folder.chmod(0o755)
    if not user.reaches(place.home):
        text = _("The server's user cannot reach {path}; set DATABASE_URL to a database instead.")
        raise ClusterTrouble(text.format(path=place.home))


def reachable(binaries: Binaries, place: Place, user: ServerUser) -> Binaries:
    """The same programs where the server's user may run them; copied when they are out of reach."""
    if user.reaches(binaries.folder):
        return binaries
    target = SHARED / fingerprint(place.data) / f"programs-{binaries.version}"
    return copy_programs(binaries, target)


def copy_programs(binaries: Binaries, target: Path) -> Binaries:
    """A copy of the programs below `target`, with the libraries that a wheel keeps beside its package."""
    prefix = binaries.folder.parent
    package = prefix.parent
    copied = target / package.name / prefix.name
    if not target.exists():
        partial = target.with_name(target.name + ".part")
        shutil.rmtree(partial, ignore_errors=True)
        shutil.copytree(prefix, partial / package.name / prefix.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, partial / libraries.name)
        partial.chmod(0o755)
        partial.rename(target)
    return Binaries(copied / binaries.folder.name, binaries.version, binaries.source)


def binaries_for(place: Place, user: ServerUser, configured: Path | None) -> Binaries:
    """The programs that serve this place. Raises NoBinaries or WrongMajor."""
    return reachable(find(major=place.major, configured=configured), place, user)
