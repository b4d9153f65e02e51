"""The built-in checklists for the way to the customer: readiness, and work at height (RQ-APT-03, RQ-VIS-05)."""

from __future__ import annotations

from baoxiu.flow.form_parts import BuiltIn
from baoxiu.flow.form_parts import item as _item

VISIT_READY = BuiltIn(
    "visit_ready",
    "出发前准备单",
    "Before setting out",
    (
        _item(
            "address",
            "check",
            "已与用户核对详细地址、楼层和到场时间",
            "Exact address, floor and time confirmed with the customer",
        ),
        _item(
            "parts",
            "pass_fail",
            "已按备料清单带齐配件（只作检测、无需配件的选“不适用”）",
            "Parts of the preparation list are packed (only looking: “not applicable”)",
        ),
        _item(
            "tools",
            "check",
            "随身工具和仪表齐全、完好",
            "Tools and instruments complete and sound",
        ),
        _item("materials", "text", "另需携带的辅料", "Extra materials to bring", required=False),
        _item(
            "special_tools",
            "text",
            "携带的专用工具（多件用顿号隔开）",
            "Special tools brought (separated by commas)",
            required=False,
            kept=True,
        ),
    ),
)

HEIGHT_READY = BuiltIn(
    "height_ready",
    "高处作业安全确认单",
    "Safety of work at height",
    (
        _item(
            "belt",
            "check",
            "安全带、安全绳已检查，完好可用",
            "Safety belt and rope checked and sound",
        ),
        _item(
            "measures",
            "check",
            "已备好防坠落、防坠物措施，作业下方设警戒区",
            "Measures against falls and falling objects ready, area below closed off",
        ),
        _item(
            "second",
            "text",
            "第二名作业人员姓名，或所用登高设备",
            "Name of the second person, or the lifting device used",
        ),
        _item("photo", "photo", "安全带和防护用品照片", "Photo of the belt and the protection"),
    ),
)
