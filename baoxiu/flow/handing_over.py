"""The built-in handover slips: for every product, and for vehicles (RQ-ACC-06, RQ-ACC-07)."""

from __future__ import annotations

from baoxiu.flow.form_parts import BuiltIn
from baoxiu.flow.form_parts import item as _item

_EXPLAINED = _item(
    "explained",
    "check",
    "已向客户说明维修项目、更换的配件和保修期",
    "Work, parts and warranty were explained",
)
_BILL = _item(
    "bill",
    "pass_fail",
    "费用已说明并结清，已交付票据（免费维修选“不适用”）",
    "Bill explained and settled, receipt given (free repair: “not applicable”)",
)
_RECORD = _item("record", "check", "维修记录单副本已交给客户", "A copy of the repair record was given")
_NOTE = _item("note", "text", "备注", "Remark", required=False)

HANDOVER = BuiltIn(
    "handover",
    "交付单",
    "Handover slip",
    (
        _EXPLAINED,
        _BILL,
        _item(
            "papers",
            "pass_fail",
            "保修卡、随机资料和旧件已归还（无则选“不适用”）",
            "Warranty card, papers and old parts returned (none: “not applicable”)",
        ),
        _RECORD,
        _NOTE,
    ),
)

VEHICLE_HANDOVER = BuiltIn(
    "handover_vehicle",
    "车辆交付单",
    "Handover slip for vehicles",
    (
        _EXPLAINED,
        _BILL,
        _item(
            "papers", "check", "行驶证、保养手册等随车证件已归还", "Licence, service book and papers returned"
        ),
        _item("keys", "check", "车钥匙、随车工具和物品已交还", "Keys, tools and belongings returned"),
        _item(
            "walk",
            "pass_fail",
            "与客户一同检查车辆外观和内饰，无新增损伤",
            "Outside and inside looked at with the customer, no new damage",
            opens_task=True,
        ),
        _item("mileage", "number", "交付里程", "Mileage at handover", unit="km", least="0"),
        _RECORD,
        _NOTE,
    ),
)
