"""Looks at the machine and the installed files; no database needed."""

import os
import shutil
import stat
from pathlib import Path

from baoxiu.config.doctor.finding import Check, Finding, bad, good, warning
from baoxiu.config.environment import CHECKOUT, Environment
from baoxiu.config.words import _

LEAST_FREE_BYTES = 1_000_000_000
PACKAGE = CHECKOUT / "baoxiu"
SECRETS = ("secret-key", "postgres.passwords")


def data_directory(environment: Environment) -> Finding:
    """Whether we can write to the data directory."""
    data = environment.data
    if not data.exists():
        return warning(
            _("The data directory {path} does not exist yet.").format(path=data),
            _("`baoxiu run` makes it at the first start."),
        )
    if not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        return bad(
            _("The data directory {path} cannot be written.").format(path=data),
            _("Run as the user who owns it, or give it to the present user."),
        )
    return good(_("The data directory {path} can be written.").format(path=data))


def secrets_private(environment: Environment) -> Finding:
    """Whether others on the machine can read keys and passwords."""
    paths = [environment.data / name for name in SECRETS]
    open_ones = [str(path) for path in paths if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077]
    if open_ones:
        return bad(
            _("Other users can read {paths}.").format(paths=", ".join(open_ones)),
            "chmod 600 " + " ".join(open_ones),
        )
    return good(_("Keys and passwords are private."))


def disk_space(environment: Environment) -> Finding:
    """Whether there is room for a day's work."""
    place = environment.data if environment.data.exists() else environment.data.parent
    free = shutil.disk_usage(place).free
    shown = f"{free / 1e9:.1f} GB"
    if free < LEAST_FREE_BYTES:
        return bad(
            _("Only {size} free on the data directory's disk.").format(size=shown),
            _("Free some space or move BAOXIU_DATA to a larger disk."),
        )
    return good(_("{size} free on the data directory's disk.").format(size=shown))


def web_assets(environment: Environment) -> Finding:  # noqa: ARG001
    """Whether style sheets and scripts were built."""
    built = PACKAGE / "web" / "static" / "built"
    if not built.is_dir() or not any(built.glob("*.css")):
        return bad(_("The web assets are not built; pages have no style."), "make setup")
    return good(_("The web assets are built."))


def catalogues(environment: Environment) -> Finding:  # noqa: ARG001
    """Whether every translation was compiled after its last change."""
    sources = list(PACKAGE.rglob("LC_MESSAGES/*.po"))
    stale = [po for po in sources if not _is_compiled(po)]
    if stale:
        return bad(
            _("{count} translations are not compiled.").format(count=len(stale)),
            "python scripts/messages.py compile",
        )
    return good(_("{count} translations are compiled.").format(count=len(sources)))


def _is_compiled(po: Path) -> bool:
    compiled = po.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime >= po.stat().st_mtime


def mail(environment: Environment) -> Finding:
    """Whether notices by mail can leave."""
    if not environment.mail_url:
        return warning(
            _("No mail server is set; notices stay inside the application."),
            _(
                "Set BAOXIU_MAIL_URL, for example smtp://user:password@mail.example.com:587?from=service@example.com."
            ),
        )
    return good(_("A mail server is set."))


def address(environment: Environment) -> Finding:
    """Whether customers can open the links that they receive."""
    if "//localhost" in environment.url or "//127." in environment.url:
        return warning(
            _("Links in messages begin with {url}; only this machine can open them.").format(
                url=environment.url
            ),
            _("Set BAOXIU_URL to the address that customers use."),
        )
    return good(_("Links in messages begin with {url}.").format(url=environment.url))


CHECKS: list[Check] = [data_directory, secrets_private, disk_space, web_assets, catalogues, mail, address]
