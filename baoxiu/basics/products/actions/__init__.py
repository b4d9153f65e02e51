"""The verbs of products: the catalogue, and the units that customers own."""

from baoxiu.basics.products.actions.add_family import CodeTaken, FamilyTerms, add_family, change_family
from baoxiu.basics.products.actions.add_fault_kind import add_fault_kind
from baoxiu.basics.products.actions.add_model import add_model
from baoxiu.basics.products.actions.register_unit import (
    InTheFuture,
    Purchase,
    SerialTaken,
    change_unit,
    register_unit,
)

__all__ = [
    "CodeTaken",
    "FamilyTerms",
    "InTheFuture",
    "Purchase",
    "SerialTaken",
    "add_family",
    "add_fault_kind",
    "add_model",
    "change_family",
    "change_unit",
    "register_unit",
]
