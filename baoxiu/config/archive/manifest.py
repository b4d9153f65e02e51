"""The manifest of a backup: what is in it and how to prove it. It is the archive's last member."""

import hashlib
import json
import tarfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from baoxiu.config.archive.failures import BadArchive
from baoxiu.config.words import _

NAME = "manifest.json"
DATABASE = "database.dump"
FILES = "files/"
FORMAT = 1
CHUNK = 1 << 20


@dataclass(frozen=True)
class Manifest:
    """`members` maps the name of every member to its SHA-256."""

    format: int
    version: str
    postgres: int
    made_at: str
    with_files: bool
    members: dict[str, str]

    def to_json(self) -> bytes:
        """The text that goes into the archive."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False).encode()


def sha256(stream: IO[bytes]) -> str:
    """The fingerprint of what is left in a stream."""
    digest = hashlib.sha256()
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def read_manifest(path: Path) -> Manifest:
    """The manifest of a backup file. Raises BadArchive when it is missing or not ours."""
    try:
        with tarfile.open(path, "r:") as archive:
            member = archive.extractfile(NAME)
            facts = json.load(member) if member else {}
    except (OSError, tarfile.TarError, KeyError, ValueError) as trouble:
        text = _("{path} is not a whole backup of Baoxiu (cut off, or another kind of file): {reason}")
        raise BadArchive(text.format(path=path, reason=trouble)) from trouble
    if facts.get("format") != FORMAT:
        text = _("{path} was written by version {version} in a format unknown here.")
        raise BadArchive(text.format(path=path, version=facts.get("version", "?")))
    return Manifest(**facts)


def verify(path: Path) -> Manifest:
    """Read the whole archive and compare every member with the manifest.

    Raises BadArchive with the first difference.
    """
    manifest = read_manifest(path)
    found = {}
    try:
        with tarfile.open(path, "r:") as archive:
            for member in archive:
                if member.name != NAME and (stream := archive.extractfile(member)):
                    found[member.name] = sha256(stream)
    except (OSError, tarfile.TarError) as trouble:
        text = _("{path} cannot be read to its end: {reason}")
        raise BadArchive(text.format(path=path, reason=trouble)) from trouble
    for name in manifest.members.keys() | found.keys():
        if manifest.members.get(name) != found.get(name):
            text = _("{path} is damaged: {member} is not what the manifest says.")
            raise BadArchive(text.format(path=path, member=name))
    return manifest
