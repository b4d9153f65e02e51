"""The routes of the house and the rights they need, as the code has them.

``tests/permissions.txt`` holds the same as it was reviewed. After a route was added or its right changed, write the
list anew with ``python -m tests.permissions`` and read the difference before it is committed.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import django
from django.urls import URLPattern, URLResolver, get_resolver

TABLE = Path(__file__).with_name("permissions.txt")
HEAD = "# Route and the right it opens to; see tests/permissions.py.\n"
FOREIGN = {
    "account_change_password": "signed_in",
    "account_confirm_email": "public",
    "account_confirm_login_code": "signed_in",
    "account_email": "signed_in",
    "account_email_verification_sent": "public",
    "account_inactive": "public",
    "account_login": "public",
    "account_logout": "signed_in",
    "account_reauthenticate": "signed_in",
    "account_reset_password": "public",
    "account_reset_password_done": "public",
    "account_reset_password_from_key": "public",
    "account_reset_password_from_key_done": "public",
    "account_set_password": "signed_in",
    "account_signup": "public",
    "api:api-root": "public",
    "api:nothing_here": "public",
    "api:openapi-json": "public",
    "file": "public",
    "file_variant": "public",
    "health": "public",
    "home": "signed_in",
    "mfa_activate_totp": "signed_in",
    "mfa_add_webauthn": "signed_in",
    "mfa_authenticate": "signed_in",
    "mfa_deactivate_totp": "signed_in",
    "mfa_download_recovery_codes": "signed_in",
    "mfa_edit_webauthn": "signed_in",
    "mfa_generate_recovery_codes": "signed_in",
    "mfa_index": "signed_in",
    "mfa_list_webauthn": "signed_in",
    "mfa_login_webauthn": "signed_in",
    "mfa_reauthenticate": "signed_in",
    "mfa_reauthenticate_webauthn": "signed_in",
    "mfa_remove_webauthn": "signed_in",
    "mfa_view_recovery_codes": "signed_in",
    "set_language": "public",
}
"""Views that carry no right of ours: the sign-in's own, and what every door shares (a file asks for its case).
The second step of a sign-in counts as signed in: without the first it leads back to it."""


def patterns(
    resolver: URLResolver, names: str = "", before: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    """Every pattern with its full name and its path."""
    for one in resolver.url_patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one, names + (f"{one.namespace}:" if one.namespace else ""), path)
        else:
            yield names + (one.name or path), path, one


def pages() -> dict[str, tuple[str, str]]:
    """``{name: (path, right)}`` of everything that is no operation of the API; ``?`` where no right is named."""
    found = {}
    for name, path, pattern in patterns(get_resolver()):
        if not name.startswith("api:") or name in FOREIGN:
            found[name] = (path, getattr(pattern.callback, "right", FOREIGN.get(name, "?")))
    return found


def operations() -> dict[str, str]:
    """``{"GET /api/v1/orders": right}``."""
    routes = import_module("baoxiu.web.api.api").routes()
    return {route.replace(" ", " /api/v1", 1): right for route, right in routes.items()}


def unlisted_operations() -> set[str]:
    """Paths of the API that no operation answers for."""
    known = {route.partition(" ")[2].replace("{", "<").replace("}", ">") for route in operations()}
    paths = {
        f"/{path}"
        for name, path, _ in patterns(get_resolver())
        if name.startswith("api:") and name not in FOREIGN
    }
    return paths - known


def in_code() -> dict[str, str]:
    """Route and right, sorted."""
    rights = {name: right for name, (_path, right) in pages().items()} | operations()
    return dict(sorted(rights.items()))


def reviewed() -> dict[str, str]:
    """What the table says."""
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    rows = [line.rpartition(" ") for line in lines]
    return {name.strip(): right for name, _blank, right in rows}


if __name__ == "__main__":
    django.setup()
    TABLE.write_text(HEAD + "".join(f"{name:58} {right}\n" for name, right in in_code().items()), "utf-8")
