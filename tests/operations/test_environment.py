"""The one reader of environment variables: typed, and loud on a wrong value."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from baoxiu.config.databases import PLANNING, database
from baoxiu.config.environment import VARIABLES, WrongSetting, default_data, read

WRONG = [
    ("BAOXIU_PORT", "eighty", "1 to 65535"),
    ("BAOXIU_PORT", "0", "1 to 65535"),
    ("BAOXIU_PORT", "70000", "1 to 65535"),
    ("BAOXIU_DATA", "relative/path", "absolute path"),
    ("BAOXIU_DATA", "/etc/passwd", "absolute path"),
    ("BAOXIU_URL", "baoxiu.example.com", "http:// or https://"),
    ("BAOXIU_SECRET_KEY", "short", "32 characters"),
    ("DATABASE_URL", "sqlite:///x.db", "postgresql://"),
    ("BAOXIU_APP_DATABASE_URL", "mysql://a@b/c", "postgresql://"),
    ("BAOXIU_DATABASE_ROLE", "root", "app or owner"),
    ("BAOXIU_PG_BIN", "/nowhere/bin", "existing folder"),
    ("BAOXIU_DEBUG", "yes", "0 or 1"),
    ("BAOXIU_MAIL_URL", "mail.example.com", "smtp://"),
    ("BAOXIU_AMAP_KEY", "abc", "32 letters and digits"),
    ("BAOXIU_WEB_WORKERS", "0", "1 to 64"),
    ("BAOXIU_TRUSTED_PROXIES", "10.0.0.300", "IP addresses"),
    ("BAOXIU_ALLOWED_HOSTS", "https://a.example.com/", "host names"),
    ("BAOXIU_LANGUAGE", "zh-cn", "zh-hans or en"),
]


@pytest.mark.parametrize(("name", "value", "allowed"), WRONG)
def test_a_wrong_value_is_refused_with_name_and_what_is_allowed(name: str, value: str, allowed: str) -> None:
    """One sentence that names the variable, and the value unless it may be a secret."""
    with pytest.raises(WrongSetting) as refusal:
        read({name: value})
    message = str(refusal.value)
    assert name in message
    assert allowed in message
    assert value in message or "URL" in name or "KEY" in name


def test_secrets_are_not_repeated() -> None:
    """A wrong address with a password in it does not reach a log."""
    with pytest.raises(WrongSetting) as refusal:
        read({"DATABASE_URL": "mysql://user:geheim@host/db"})
    assert "geheim" not in str(refusal.value)


def test_an_unknown_variable_is_refused() -> None:
    """A typing error must not pass silently."""
    with pytest.raises(WrongSetting, match=r"BAOXIU_PROT is not a variable .*BAOXIU_PORT"):
        read({"BAOXIU_PROT": "8000"})


def test_defaults_need_no_variable() -> None:
    """An empty environment is complete."""
    environment = read({})
    assert (environment.host, environment.port, environment.url) == (
        "127.0.0.1",
        8000,
        "http://localhost:8000",
    )
    assert environment.own_database
    assert environment.allowed_hosts == ("localhost", "127.0.0.1", "[::1]")


def test_the_public_address_is_an_allowed_host() -> None:
    """Whoever sets the address need not repeat it."""
    environment = read({"BAOXIU_URL": "https://bx.example.com/"})
    assert environment.url == "https://bx.example.com"
    assert "bx.example.com" in environment.allowed_hosts


def test_roles_of_an_external_database() -> None:
    """RQ-SEC-04: the application may have a role of its own."""
    given = {"DATABASE_URL": "postgresql://o@h/d", "BAOXIU_APP_DATABASE_URL": "postgresql://a@h/d"}
    assert read(given).database_url == "postgresql://a@h/d"
    assert read(given | {"BAOXIU_DATABASE_ROLE": "owner"}).database_url == "postgresql://o@h/d"
    assert read({"DATABASE_URL": "postgresql://o@h/d"}).database_url == "postgresql://o@h/d"


def test_an_address_may_choose_otherwise() -> None:
    """What stands in the address of a database wins over what we set."""
    address = "postgresql://o@h/d"
    chosen = database(read({"DATABASE_URL": f"{address}?options=-cgeqo%3Doff&sslmode=require"}))["OPTIONS"]
    assert (chosen["options"], chosen["sslmode"]) == ("-cgeqo=off", "require")
    assert database(read({"DATABASE_URL": address}))["OPTIONS"]["options"] == PLANNING


@pytest.mark.django_db
def test_joins_are_taken_as_they_stand() -> None:
    """docs/decisions/0007: to search for a better order of joins costs more than the answer."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW join_collapse_limit")
        assert cursor.fetchone() == ("4",)


def test_every_variable_goes_to_a_field_of_its_own() -> None:
    """The table and the dataclass agree."""
    fields = [variable.field for variable in VARIABLES]
    assert len(fields) == len(set(fields)) == len(read({}).__dataclass_fields__)


def test_the_secret_key_is_made_once_and_private(tmp_path: Path) -> None:
    """No key in the code, none shared by two installations."""
    data = tmp_path / "data"
    first = read({"BAOXIU_DATA": str(data)}).secret_key
    assert len(first) >= 64
    assert read({"BAOXIU_DATA": str(data)}).secret_key == first
    assert stat.S_IMODE((data / "secret-key").stat().st_mode) == 0o600


def test_default_data_directory(tmp_path: Path) -> None:
    """`var/` of a checkout; for an installed package the user's folder."""
    assert default_data({"XDG_DATA_HOME": "/xdg"}, tmp_path) == Path("/xdg/baoxiu")
    (tmp_path / "pyproject.toml").touch()
    assert default_data({}, tmp_path) == tmp_path / "var"


def test_a_command_ends_with_code_2_and_one_line() -> None:
    """Not a traceback."""
    environ = os.environ | {"BAOXIU_PORT": "many", "BAOXIU_LANGUAGE": "en"}
    answer = subprocess.run(
        [sys.executable, "-m", "baoxiu.config.cli", "backup"], env=environ, capture_output=True, text=True
    )
    assert answer.returncode == 2
    assert answer.stderr.count("\n") == 1
    assert "BAOXIU_PORT=many" in answer.stderr
