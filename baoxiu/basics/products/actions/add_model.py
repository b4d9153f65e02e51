"""Models of a family."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from baoxiu.basics import texts
from baoxiu.basics.products.actions.add_family import CodeTaken
from baoxiu.basics.products.models import Family, Model
from baoxiu.basics.products.permissions import may_change_catalogue
from baoxiu.core.actors import Actor
from baoxiu.core.events.actions import record


@transaction.atomic
def add_model(
    family: Family, code: str, name: str, *, name_en: str = "", brand: str = "", by: Actor, at: datetime
) -> Model:
    """A model as its plate names it; raises ``CodeTaken`` or ``NotAllowed``."""
    may_change_catalogue(by).or_refuse()
    model = Model(
        family=family,
        code=texts.one_line(code, field="code", most=60),
        name=texts.one_line(name, field="name", most=80),
        name_en=texts.one_line(name_en, field="name_en", most=80, required=False),
        brand=texts.one_line(brand, field="brand", most=60, required=False),
    )
    if Model.objects.filter(code=model.code).exists():
        raise CodeTaken(field="code")
    model.save(force_insert=True)
    record("products.model_added", model, by=by, at=at, code=model.code, family=family.pk)
    return model
