"""The roles every installation starts with (requirements appendix (a)). A firm may add its own."""

from __future__ import annotations

from dataclasses import dataclass

from baoxiu.basics.accounts.rights import all_that_end_with

SEE_ALL = all_that_end_with("see")


@dataclass(frozen=True, slots=True)
class RoleSpec:
    """A built-in role. ``everywhere``: sees all outlets. ``home``: the door it opens to."""

    code: str
    name: str
    name_en: str
    rights: frozenset[str]
    everywhere: bool = False
    home: str = "desk"


def _rights(*groups: str) -> frozenset[str]:
    """``_rights("intake.see register")`` gives intake.see and intake.register."""
    pairs = (group.partition(".") for group in groups)
    return frozenset(f"{room}.{verb}" for room, _dot, verbs in pairs for verb in verbs.split())


AGENT = RoleSpec(
    "agent", "客服人员", "Service agent", everywhere=True,
    rights=_rights(
        "intake.see register review", "customers.see change", "products.change",
        "orders.see close hand_back cancel", "warranty.judge", "dispatch.see", "visits.book confirm",
        "repairs.consent", "settlement.see", "followups.see call", "complaints.see note", "assistance.see ask",
        "satisfaction.see ask note", "campaigns.see",
        "contacts.see note", "api.use",
    ),
)  # fmt: skip
FOLLOWUP_CLERK = RoleSpec(
    "followup_clerk", "跟踪业务员", "Follow-up clerk", everywhere=True,
    rights=_rights(
        "intake.see", "customers.see change propose", "orders.see", "followups.see call", "complaints.see note",
        "satisfaction.see ask note", "campaigns.see",
        "assistance.see ask", "contacts.see note",
    ),
)  # fmt: skip
DISPATCHER = RoleSpec(
    "dispatcher", "调度员", "Dispatcher", everywhere=True,
    rights=_rights(
        "intake.see", "customers.see change", "orders.see cancel", "dispatch.see assign", "visits.book confirm",
        "people.see", "parts.see move", "satisfaction.note", "complaints.see note", "intake.opine", "assistance.see ask answer",
        "contacts.see note", "api.use",
    ),
)  # fmt: skip
TEAM_LEADER = RoleSpec(
    "team_leader", "维修班组长", "Repair team leader",
    rights=_rights(
        "intake.see", "customers.see", "orders.see", "dispatch.see assign", "visits.book", "people.see", "parts.see move",
        "repairs.supervise", "satisfaction.note", "complaints.see note", "intake.opine", "assistance.see ask answer", "contacts.see note",
    ),
)  # fmt: skip
TECHNICIAN = RoleSpec(
    "technician", "维修人员", "Technician", home="field",
    rights=_rights(
        "dispatch.accept", "visits.book go", "repairs.assess quote repair consent", "orders.hand_back",
        "acceptance.sign", "settlement.settle", "warranty.judge", "assistance.ask", "api.use",
    ),
)  # fmt: skip
EXPERT = RoleSpec(
    "expert", "技术专家", "Technical expert", everywhere=True,
    rights=_rights(
        "intake.see", "customers.see", "orders.see", "warranty.judge", "repairs.assess",
        "intake.opine", "assistance.see answer", "satisfaction.note",
    ),
)  # fmt: skip
INSPECTOR = RoleSpec(
    "inspector", "质检员", "Quality inspector", everywhere=True,
    rights=_rights("customers.see", "orders.see", "inspection.inspect", "intake.opine", "assistance.see answer", "satisfaction.note"),
)  # fmt: skip
SUPERVISOR = RoleSpec(
    "supervisor", "车间主管", "Workshop supervisor",
    rights=_rights(
        "intake.see", "customers.see", "orders.see close hand_back", "warranty.judge", "dispatch.see",
        "people.see", "repairs.assess quote supervise", "inspection.inspect", "complaints.see note",
        "intake.opine", "assistance.see ask answer", "contacts.see note", "satisfaction.note",
    ),
)  # fmt: skip
SERVICE_MANAGER = RoleSpec(
    "service_manager", "服务经理", "Service manager", everywhere=True,
    rights=SEE_ALL | _rights(
        "intake.register review", "customers.change propose", "products.change", "orders.close hand_back cancel",
        "warranty.judge", "dispatch.assign", "visits.book confirm", "repairs.quote consent supervise",
        "inspection.inspect", "acceptance.except decide", "settlement.settle", "followups.call decide",
        "satisfaction.run ask note", "campaigns.run",
        "complaints.see note solve", "intake.opine", "assistance.ask answer", "contacts.note", "people.change", "outlets.change",
        "prices.change", "parts.move change", "lists.export share", "api.use",
    ),
)  # fmt: skip
GENERAL_MANAGER = RoleSpec(
    "general_manager", "总经理", "General manager", everywhere=True,
    rights=SEE_ALL | _rights(
        "customers.approve", "orders.cancel", "satisfaction.run note",
        "complaints.see note", "intake.opine", "assistance.answer", "outlets.change", "prices.change",
        "lists.export share", "api.use",
    ),
)  # fmt: skip
FINANCE = RoleSpec(
    "finance", "财务人员", "Finance", everywhere=True,
    rights=_rights(
        "intake.see", "customers.see", "orders.see", "settlement.see settle", "satisfaction.note", "intake.opine", "assistance.see answer",
        "lists.export", "api.use",
    ),
)  # fmt: skip
OUTLET_MANAGER = RoleSpec(
    "outlet_manager", "网点负责人", "Outlet manager",
    rights=_rights(
        "intake.see register review", "customers.see change", "orders.see close hand_back cancel",
        "dispatch.see assign accept", "visits.book", "repairs.supervise", "inspection.inspect",
        "acceptance.except decide", "settlement.see",
        "followups.see", "satisfaction.see note", "complaints.see note solve", "intake.opine",
        "assistance.see ask answer", "contacts.see note",
        "people.see", "parts.see move", "lists.export share", "api.use",
    ),
)  # fmt: skip
AUDITOR = RoleSpec("auditor", "审计员", "Auditor", everywhere=True, rights=SEE_ALL | _rights("api.use"))
ADMIN = RoleSpec(
    "admin", "系统管理员", "System administrator", everywhere=True,
    rights=_rights(
        "settings.see change", "people.see change", "parts.see change", "prices.change", "outlets.change", "products.change",
        "webhooks.see change", "audit.see", "api.use",
    ),
)  # fmt: skip

BUILT_IN = (
    AGENT, FOLLOWUP_CLERK, DISPATCHER, TEAM_LEADER, TECHNICIAN, EXPERT, INSPECTOR, SUPERVISOR,
    SERVICE_MANAGER, GENERAL_MANAGER, FINANCE, OUTLET_MANAGER, AUDITOR, ADMIN,
)  # fmt: skip
