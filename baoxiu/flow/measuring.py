"""The built-in sheet for worn parts and technical state (RQ-EXE-04). The limits are the firm's repair standard."""

from __future__ import annotations

from baoxiu.flow.form_parts import BuiltIn
from baoxiu.flow.form_parts import item as _item

WEAR_CHECK = BuiltIn(
    "wear_check",
    "磨损件与技术状态检测单",
    "Worn parts and technical state",
    (
        _item(
            "insulation", "number", "绝缘电阻", "Insulation resistance", required=False, least="2", unit="MΩ"
        ),
        _item("earth", "number", "接地电阻", "Earth resistance", required=False, most="0.1", unit="Ω"),
        _item("leakage", "number", "泄漏电流", "Leakage current", required=False, most="0.75", unit="mA"),
        _item(
            "capacity", "number", "电容容量偏差", "Deviation of capacity", required=False, most="5", unit="%"
        ),
        _item(
            "brush",
            "number",
            "电机碳刷剩余长度",
            "Length of carbon brush",
            required=False,
            least="5",
            unit="mm",
        ),
        _item(
            "bearing",
            "number",
            "轴承径向间隙",
            "Radial play of bearing",
            required=False,
            most="0.1",
            unit="mm",
        ),
        _item("remark", "text", "其他磨损情况", "Other wear", required=False),
    ),
)
