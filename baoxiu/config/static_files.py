"""Scripts, styles and pictures as the web server gives them out: compressed, under names made of their content."""

import hashlib
import shutil
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.test.utils import override_settings

from baoxiu.config.environment import Environment
from baoxiu.config.locks import FileLock

NOTE = "static.fingerprint"


def collect_static(environment: Environment) -> bool:
    """Lay the static files out in `static/` of the data directory; false when they lie there already.

    They are laid out beside it and put into place when whole, so a start that is killed leaves no half folder behind.
    """
    target, note = environment.data / "static", environment.data / NOTE
    with FileLock(environment.data / "static.lock").held():
        wanted = source_fingerprint()
        if target.is_dir() and note.is_file() and note.read_text() == wanted:
            return False
        note.unlink(missing_ok=True)
        _lay_out(target)
        partial = note.with_name(f"{NOTE}.part")
        partial.write_text(wanted)
        partial.replace(note)
    return True


def source_fingerprint() -> str:
    """Changes with every name and every byte of the sources."""
    digest = hashlib.sha256(f"{settings.COMPRESSED}\n".encode())
    for finder in get_finders():
        for name, storage in finder.list(None):
            content = Path(storage.path(name)).read_bytes()
            digest.update(f"{name} {hashlib.sha256(content).hexdigest()}\n".encode())
    return digest.hexdigest()


def _lay_out(target: Path) -> None:
    partial, before = target.with_name("static.part"), target.with_name("static.before")
    for old in (partial, before):
        shutil.rmtree(old, ignore_errors=True)
    storages = settings.STORAGES | {"staticfiles": {"BACKEND": settings.COMPRESSED}}
    with override_settings(STATIC_ROOT=partial, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    if target.exists():
        target.rename(before)
    partial.rename(target)
    shutil.rmtree(before, ignore_errors=True)
