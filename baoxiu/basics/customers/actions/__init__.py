"""The verbs of the customer file (RQ-CUS-01…10)."""

from baoxiu.basics.customers.actions.add_address import TooManyAddresses, add_address
from baoxiu.basics.customers.actions.add_contact import add_contact, change_contact
from baoxiu.basics.customers.actions.care import (
    AgreementKnown,
    ProblemSolved,
    follow_problem,
    keep_agreement,
    keep_talk,
    open_problem,
)
from baoxiu.basics.customers.actions.change import KeyByList, change
from baoxiu.basics.customers.actions.key_list import (
    ListEmpty,
    ListOfYearExists,
    NotEnoughSales,
    begin_key_list,
    decide_key_list,
    drop_entry,
    propose_key_list,
    put_entry,
)
from baoxiu.basics.customers.actions.locate_address import locate_address
from baoxiu.basics.customers.actions.mark_served import mark_served
from baoxiu.basics.customers.actions.register import find_or_register, register

__all__ = [
    "AgreementKnown",
    "KeyByList",
    "ListEmpty",
    "ListOfYearExists",
    "NotEnoughSales",
    "ProblemSolved",
    "TooManyAddresses",
    "add_address",
    "add_contact",
    "begin_key_list",
    "change",
    "change_contact",
    "decide_key_list",
    "drop_entry",
    "find_or_register",
    "follow_problem",
    "keep_agreement",
    "keep_talk",
    "locate_address",
    "mark_served",
    "open_problem",
    "propose_key_list",
    "put_entry",
    "register",
]
