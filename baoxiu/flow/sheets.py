"""The sheets by which work is done where nothing is repaired (RQ-INS-01…06, RQ-WO-03)."""

from __future__ import annotations

from baoxiu.flow.form_parts import BuiltIn, item

_EXPLAINED = item(
    "training",
    "check",
    "已向用户讲解并示范正确使用、日常保养，用户已操作一遍",
    "Use and care were explained and shown; the customer has tried it",
)
_ANSWERED = item("questions", "check", "已解答用户提出的问题", "The customer's questions were answered")
_SHEET_END = (
    item("measured", "text", "检测数据", "Test data", required=False),
    item("photo", "photo", "完工照片", "Photo after the work", required=False),
)

INSTALLATION_SHEET = BuiltIn(
    "installation_sheet",
    "安装单",
    "Installation sheet",
    (
        item(
            "unpacked", "pass_fail", "开箱检查：外观完好，附件齐全", "Unpacked: sound, accessories complete"
        ),
        item("place", "pass_fail", "安装位置与用户确认的一致", "Put where the customer agreed"),
        item(
            "standard",
            "pass_fail",
            "按国家标准安装，固定牢固，管线整齐",
            "Installed to the national standard, firm, pipes and cables neat",
        ),
        item("wall", "pass_fail", "墙孔已封堵，现场已修补", "Wall holes closed and patched"),
        item("drain", "pass_fail", "排水、接口无渗漏", "Drain and joints do not leak"),
        item("electric", "pass_fail", "电源、接地符合要求", "Supply and earth as required"),
        item("test_run", "pass_fail", "试机运行正常", "Test run without fault"),
        _EXPLAINED,
        _ANSWERED,
        *_SHEET_END,
    ),
)

COMMISSIONING_SHEET = BuiltIn(
    "commissioning_sheet",
    "调试单",
    "Commissioning sheet",
    (
        item("installed", "pass_fail", "安装符合调试条件", "The installation is fit to be commissioned"),
        item("electric", "pass_fail", "电源、接地符合要求", "Supply and earth as required"),
        item("parameters", "pass_fail", "参数已设定并记录", "Parameters set and noted"),
        item("safety", "pass_fail", "安全保护装置动作正常", "Safety devices act"),
        item(
            "test_run",
            "pass_fail",
            "试机运行正常，达到额定指标",
            "Test run without fault, rated figures reached",
        ),
        _EXPLAINED,
        _ANSWERED,
        *_SHEET_END,
    ),
)

MAINTENANCE_SHEET = BuiltIn(
    "maintenance_sheet",
    "保养单",
    "Maintenance sheet",
    (
        item("cleaned", "pass_fail", "已清洁整机及滤网", "Unit and filters cleaned"),
        item("fastened", "pass_fail", "紧固件、接线牢固", "Fastenings and wiring firm"),
        item("leaks", "pass_fail", "无泄漏、无异响", "No leaks, no noises"),
        item("electric", "pass_fail", "绝缘、接地合格", "Insulation and earth pass"),
        item(
            "test_run",
            "pass_fail",
            "试机运行正常（有故障请选“不适用”，并另行登记维修）",
            "Test run without fault (a fault: “not applicable”, and report it)",
        ),
        _EXPLAINED,
        *_SHEET_END,
    ),
)
