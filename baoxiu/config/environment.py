"""The one place that reads environment variables: typed, documented, and loud on a wrong value.

`docs/operations/configuration.md` says the same in prose; a test compares the two.
"""

import functools
import ipaddress
import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from baoxiu.config.postgres import Cluster, ClusterTrouble
from baoxiu.config.secret_key import read_or_make_secret_key
from baoxiu.config.words import N_, _

CHECKOUT = Path(__file__).resolve().parents[2]
PREFIX = "BAOXIU_"
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
type Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class WrongSetting(ValueError):
    """An environment variable is unknown or has a value that is not allowed."""


@dataclass(frozen=True)
class Environment:
    """What the surroundings decide. `read` makes it; nothing else looks at environment variables."""

    data: Path
    host: str
    port: int
    url: str
    given_secret_key: str
    given_database_url: str
    given_app_database_url: str
    database_role: str
    pg_bin: Path | None
    debug: bool
    mail_url: str
    amap_key: str
    web_workers: int
    page_seconds: int
    trusted_proxies: tuple[Network, ...]
    allowed_hosts: tuple[str, ...]
    backup_folder: Path | None
    backup_keep: int
    language: str

    @property
    def own_database(self) -> bool:
        """Whether we run PostgreSQL ourselves, in the data directory."""
        return not self.given_database_url

    @property
    def cluster(self) -> Cluster:
        """The PostgreSQL of the data directory (not started)."""
        return Cluster(self.data, configured=self.pg_bin)

    @property
    def database_url(self) -> str:
        """The database's address for this process: as `database_role` (owner or app)."""
        return self.url_for(self.database_role)

    def url_for(self, role: str) -> str:
        """The database's address for the owner (migrations) or the app (web, worker), given or our own."""
        if self.own_database:
            return self.cluster.url(role)
        return (self.given_app_database_url if role == "app" else "") or self.given_database_url

    @property
    def secret_key(self) -> str:
        """The given key, or the one kept in the data directory (made there at the first call)."""
        return self.given_secret_key or read_or_make_secret_key(self.data)


def _text(value: str) -> str:
    return value


def _folder(value: str) -> Path:
    path = Path(value).expanduser()
    if not path.is_absolute() or (path.exists() and not path.is_dir()):
        raise ValueError(value)
    return path


def _folder_or_none(value: str) -> Path | None:
    return _folder(value) if value else None


def _existing_folder(value: str) -> Path | None:
    folder = _folder_or_none(value)
    if folder and not folder.is_dir():
        raise ValueError(value)
    return folder


def _whole_number(lowest: int, highest: int) -> Callable[[str], int]:
    def parse(value: str) -> int:
        if not lowest <= int(value) <= highest:
            raise ValueError(value)
        return int(value)

    return parse


def _yes_or_no(value: str) -> bool:
    return {"1": True, "0": False}[value]


def _address(*schemes: str) -> Callable[[str], str]:
    def parse(value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in schemes or not (parts.netloc or parts.query)):
            raise ValueError(value)
        return value.rstrip("/")

    return parse


def _key(value: str) -> str:
    if value and len(value) < 32:
        raise ValueError(value)
    return value


def _map_key(value: str) -> str:
    if value and not re.fullmatch(r"[0-9a-zA-Z]{32}", value):
        raise ValueError(value)
    return value


def _one_of(*choices: str) -> Callable[[str], str]:
    def parse(value: str) -> str:
        if value not in choices:
            raise ValueError(value)
        return value

    return parse


def _list(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


def _networks(value: str) -> tuple[Network, ...]:
    return tuple(ipaddress.ip_network(part) for part in _list(value))


def _hosts(value: str) -> tuple[str, ...]:
    if any("/" in part or " " in part for part in _list(value)):
        raise ValueError(value)
    return _list(value)


@dataclass(frozen=True)
class Variable:
    """One environment variable: where it goes, how it is read, what may stand in it."""

    name: str
    field: str
    parse: Callable[[str], Any]
    allowed: str
    default: str = ""

    def read(self, environ: Mapping[str, str]) -> Any:
        """The typed value. Raises WrongSetting with the variable, the value and what is allowed."""
        value = environ.get(self.name, "").strip() or self.default
        try:
            return self.parse(value)
        except (ValueError, KeyError) as trouble:
            shown = "…" if "KEY" in self.name or "URL" in self.name else value
            raise WrongSetting(_refusal(self.name, shown, self.allowed)) from trouble


VARIABLES = (
    Variable("BAOXIU_DATA", "data", _text, N_("an absolute path of a directory")),
    Variable("BAOXIU_HOST", "host", _text, N_("an address of this machine to listen on"), "127.0.0.1"),
    Variable("BAOXIU_PORT", "port", _whole_number(1, 65535), N_("a number from 1 to 65535"), "8000"),
    Variable(
        "BAOXIU_URL", "url", _address("http", "https"), N_("an address that starts with http:// or https://")
    ),
    Variable("BAOXIU_SECRET_KEY", "given_secret_key", _key, N_("at least 32 characters")),
    Variable(
        "DATABASE_URL",
        "given_database_url",
        _address("postgresql", "postgres"),
        N_("an address that starts with postgresql://"),
    ),
    Variable(
        "BAOXIU_APP_DATABASE_URL",
        "given_app_database_url",
        _address("postgresql", "postgres"),
        N_("an address that starts with postgresql://"),
    ),
    Variable("BAOXIU_DATABASE_ROLE", "database_role", _one_of("app", "owner"), N_("app or owner"), "app"),
    Variable(
        "BAOXIU_PG_BIN", "pg_bin", _existing_folder, N_("an existing folder with PostgreSQL's programs")
    ),
    Variable("BAOXIU_DEBUG", "debug", _yes_or_no, N_("0 or 1"), "0"),
    Variable(
        "BAOXIU_MAIL_URL",
        "mail_url",
        _address("smtp", "smtps"),
        N_("an address that starts with smtp:// or smtps://"),
    ),
    Variable("BAOXIU_AMAP_KEY", "amap_key", _map_key, N_("32 letters and digits, as AMap gives them")),
    Variable("BAOXIU_WEB_WORKERS", "web_workers", _whole_number(1, 64), N_("a number from 1 to 64"), "2"),
    Variable(
        "BAOXIU_PAGE_SECONDS", "page_seconds", _whole_number(0, 600), N_("a number from 0 to 600"), "20"
    ),
    Variable(
        "BAOXIU_TRUSTED_PROXIES",
        "trusted_proxies",
        _networks,
        N_("a comma-separated list of IP addresses or networks"),
    ),
    Variable("BAOXIU_ALLOWED_HOSTS", "allowed_hosts", _hosts, N_("a comma-separated list of host names")),
    Variable("BAOXIU_BACKUP_FOLDER", "backup_folder", _folder_or_none, N_("an absolute path of a directory")),
    Variable(
        "BAOXIU_BACKUP_KEEP", "backup_keep", _whole_number(1, 1000), N_("a number from 1 to 1000"), "14"
    ),
    Variable("BAOXIU_LANGUAGE", "language", _one_of("zh-hans", "en"), N_("zh-hans or en"), "zh-hans"),
)


def read(environ: Mapping[str, str]) -> Environment:
    """The environment from a mapping of variables. Raises WrongSetting with one clear sentence."""
    names = {variable.name for variable in VARIABLES}
    unknown = sorted(name for name in environ if name.startswith(PREFIX) and name not in names)
    if unknown:
        known = ", ".join(sorted(names))
        text = _("{name} is not a variable of Baoxiu; allowed are {known}.")
        raise WrongSetting(text.format(name=unknown[0], known=known))
    values = {variable.field: variable.read(environ) for variable in VARIABLES}
    values["data"] = _data(values["data"], environ)
    values["url"] = values["url"] or f"http://localhost:{values['port']}"
    values["allowed_hosts"] = values["allowed_hosts"] or _default_hosts(values["url"], values["host"])
    return Environment(**values)


@functools.cache
def current() -> Environment:
    """The environment of this process; a wrong value ends it with exit code 2 and one sentence."""
    try:
        return read(os.environ)
    except (WrongSetting, ClusterTrouble) as trouble:
        print(trouble, file=sys.stderr)
        raise SystemExit(2) from None


def _data(given: str, environ: Mapping[str, str]) -> Path:
    if not given:
        return default_data(environ, CHECKOUT)
    try:
        return _folder(given)
    except ValueError as trouble:
        raise WrongSetting(_refusal("BAOXIU_DATA", given, VARIABLES[0].allowed)) from trouble


def _refusal(name: str, value: str, allowed: str) -> str:
    text = _("{name}={value} is not allowed: it must be {allowed}.")
    return text.format(name=name, value=value, allowed=_(allowed))


def default_data(environ: Mapping[str, str], checkout: Path) -> Path:
    """`var/` of a writable checkout, else the user's folder for application data."""
    if (checkout / "pyproject.toml").is_file() and os.access(checkout, os.W_OK):
        return checkout / "var"
    home = environ.get("XDG_DATA_HOME", "")
    return (Path(home) if home.startswith("/") else Path.home() / ".local" / "share") / "baoxiu"


def _default_hosts(url: str, host: str) -> tuple[str, ...]:
    public = urlsplit(url).hostname or ""
    return tuple(dict.fromkeys(name for name in (*LOCAL_HOSTS, public, host) if name and name != "0.0.0.0"))
