"""The verbs of accounts."""

from baoxiu.basics.accounts.actions.change_password import change_password, reset_password
from baoxiu.basics.accounts.actions.change_role import add_role, change_role, take_back_role
from baoxiu.basics.accounts.actions.change_user import change_language, change_user
from baoxiu.basics.accounts.actions.create_user import UserNameTaken, create_user
from baoxiu.basics.accounts.actions.deactivate import deactivate, reactivate
from baoxiu.basics.accounts.actions.first_admin import AdminExists, first_admin
from baoxiu.basics.accounts.actions.grant_role import NeedsOutlet, UnknownRole, grant_role, revoke_role
from baoxiu.basics.accounts.actions.issue_token import TooWide, issue_token, revoke_token
from baoxiu.basics.accounts.actions.load_roles import load_roles
from baoxiu.basics.accounts.actions.note_export import TooManyRows, note_export
from baoxiu.basics.accounts.actions.record_use import record_use
from baoxiu.basics.accounts.passwords import WeakPassword

__all__ = [
    "AdminExists",
    "NeedsOutlet",
    "TooManyRows",
    "TooWide",
    "UnknownRole",
    "UserNameTaken",
    "WeakPassword",
    "add_role",
    "change_language",
    "change_password",
    "change_role",
    "change_user",
    "create_user",
    "deactivate",
    "first_admin",
    "grant_role",
    "issue_token",
    "load_roles",
    "note_export",
    "reactivate",
    "record_use",
    "reset_password",
    "revoke_role",
    "revoke_token",
    "take_back_role",
]
