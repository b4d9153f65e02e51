"""The verbs of this room."""

from baoxiu.basics.lists.actions.change_view import delete_view, rename_view
from baoxiu.basics.lists.actions.open_with import open_with, open_with_none
from baoxiu.basics.lists.actions.save_view import MOST_VIEWS, NameTaken, TooManyViews, save_view

__all__ = [
    "MOST_VIEWS",
    "NameTaken",
    "TooManyViews",
    "delete_view",
    "open_with",
    "open_with_none",
    "rename_view",
    "save_view",
]
