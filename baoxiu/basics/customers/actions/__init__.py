"""The verbs of the customer file (RQ-CUS-01…04)."""

from baoxiu.basics.customers.actions.add_address import TooManyAddresses, add_address
from baoxiu.basics.customers.actions.add_contact import add_contact, change_contact
from baoxiu.basics.customers.actions.change import change
from baoxiu.basics.customers.actions.mark_served import mark_served
from baoxiu.basics.customers.actions.register import find_or_register, register

__all__ = [
    "TooManyAddresses",
    "add_address",
    "add_contact",
    "change",
    "change_contact",
    "find_or_register",
    "mark_served",
    "register",
]
