"""A new database in a third of the time: each new model is rendered alone (docs/decisions/0011)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.migrations.state import ProjectState


@contextmanager
def rendering_only_new_models() -> Iterator[None]:
    """Let a model that is new to the state join it without everything around it being rendered anew.

    Django renders all models that are related, over however many others, for each that is added. Nothing that stands
    already names a new model, so nothing of it changes.
    """
    as_django_does = ProjectState.add_model
    ProjectState.add_model = _add_model
    try:
        yield
    finally:
        ProjectState.add_model = as_django_does


def _add_model(state: Any, model: Any) -> None:
    key = model.app_label, model.name_lower
    state.models[key] = model
    if state._relations is not None:
        state.resolve_model_relations(key)
    if "apps" not in state.__dict__:
        return
    if model.name_lower in state.apps.all_models[model.app_label]:
        state.reload_model(*key)
    else:
        state.apps.render_multiple([model])
