"""The law as data (standards 2.4 to 2.6): terms per product family, with source and confidence of each row.

Only rows marked V or V2 may be called the law. M-h, M-m and M-l are from memory and shown with their mark.
Orders keep the rules in force on their sale date; a change here gets a new RULE_SET.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

RULE_SET = "sanbao/2026-11-22"
LAWFUL_MARKS = frozenset({"V", "V2"})


class Layer(StrEnum):
    """Who gives the promise (standards 2.1)."""

    STATUTE = "L0"
    FAMILY = "L1"
    PROVINCE = "L2"
    BRAND = "L3"
    CONTRACT = "L4"
    HOUSE = "house"


@dataclass(frozen=True, slots=True)
class Statute:
    """A family's rule. `marks` overrules `mark` for single fields; None means not known."""

    key: str
    name: str
    basis: str
    effective_from: date
    mark: str
    whole_months: int | None = None
    whole_km: int | None = None
    main_months: int | None = None
    main_parts: frozenset[str] = frozenset()
    accessory_months: Mapping[str, int] = field(default_factory=dict)
    clock_start: tuple[str, ...] = ("invoice",)
    return_days: int | None = 7
    exchange_days: int | None = 15
    lost_papers_ok_if_proved: bool = False
    carrier_pays_transport: bool = False
    marks: Mapping[str, str] = field(default_factory=dict)

    def mark_of(self, name: str) -> str:
        return self.marks.get(name, self.mark)


@dataclass(frozen=True, slots=True)
class Overlay:
    """A province's regulation that improves the national rule; without a known date it always applies."""

    key: str
    basis: str
    effective_from: date | None
    mark: str
    clock_start: tuple[str, ...] = ()
    min_months: int | None = None
    transport_paid: bool = False
    repaired_part_restarts: bool = False


BASIS_1995 = "国经贸〔1995〕458号"
FROM_1995 = date(1995, 8, 25)


def _goods(
    key: str,
    name: str,
    whole: int | None,
    main: int | None,
    parts: tuple[str, ...] = (),
    mark: str = "M-m",
    parts_mark: str = "",
    whole_km: int | None = None,
) -> Statute:
    """A row of the catalogue of 1995. Terms carry the row's own mark, the rest of the rule is V2."""
    parts_mark = parts_mark or mark
    marks = {"whole_months": mark, "main_months": mark, "main_parts": parts_mark, "transport": "M-m"}
    return Statute(
        key=f"cn.1995.{key}", name=name, basis=BASIS_1995, effective_from=FROM_1995, mark="V2",
        whole_months=whole, whole_km=whole_km, main_months=main, main_parts=frozenset(parts), marks=marks,
        carrier_pays_transport=key in BIG_GOODS,
    )  # fmt: skip


BIG_GOODS = frozenset({"colour_tv", "refrigerator", "washing_machine", "air_conditioner"})
TV_PARTS = ("picture_tube", "line_output_transformer", "tuner", "integrated_circuit")

CATALOGUE_1995 = (
    _goods("bicycle", "自行车", 12, 24, ("frame", "gear_shift"), "V2"),
    _goods("colour_tv", "彩色电视机", 12, 36, TV_PARTS, "V2"),
    _goods("mono_tv", "黑白电视机", 12, 36, TV_PARTS, "V2"),
    _goods(
        "video_recorder", "家用录像机", 12, 12,
        ("drum_motor", "capstan_motor", "loading_motor", "integrated_circuit"), "V2",
    ),
    _goods("camcorder", "摄像机", 12, 12),
    _goods("radio_recorder", "收录机", 6, 12),
    _goods("electronic_organ", "电子琴", 12, None),
    _goods("refrigerator", "家用电冰箱", 12, 36, ("compressor", "thermostat", "evaporator", "condenser")),
    _goods("washing_machine", "洗衣机", 12, 36, ("motor", "timer")),
    _goods("fan", "电风扇", 12, 36, ("motor",)),
    _goods("microwave_oven", "微波炉", 12, 24, ("magnetron",)),
    _goods("vacuum_cleaner", "吸尘器", 12, 36, ("motor",)),
    _goods(
        "air_conditioner", "家用空调器", 12, 36, ("compressor", "thermostat", "four_way_valve"), "V2", "M-m"
    ),
    _goods("range_hood", "吸排油烟机", 12, 36, ("motor",)),
    _goods("gas_water_heater", "燃气热水器", 12, None),
    _goods("sewing_machine", "缝纫机", 12, None),
    _goods("clock", "钟表", None, None),
    _goods("motorcycle", "摩托车", 12, None, whole_km=6000),
)  # fmt: skip

PHONE_ACCESSORIES = {"battery": 6, "charger": 12, "wired_headset": 3, "terminal_card": 12, "data_card": 12}
PC_PARTS = frozenset(
    {"mainboard", "cpu", "memory", "display", "hard_disk", "keyboard_of_notebook", "power_adapter"}
)

OTHER_FAMILIES = (
    Statute(
        "cn.mobile", "移动电话机", "2001年第4号令", date(2001, 11, 15), "V2", whole_months=12,
        accessory_months=PHONE_ACCESSORIES, lost_papers_ok_if_proved=True,
    ),
    Statute(
        "cn.fixedphone", "固定电话机", "2001年第4号令", date(2001, 11, 15), "V2", whole_months=12,
        marks={"whole_months": "M-m"},
    ),
    Statute(
        "cn.pc", "微型计算机", "2002年第24号令", date(2002, 9, 1), "V2", whole_months=12, main_months=24,
        main_parts=PC_PARTS, lost_papers_ok_if_proved=True,
    ),
    Statute(
        "cn.av", "家用视听商品", "2002年第24号令", date(2002, 9, 1), "V2", whole_months=12, main_months=24,
        main_parts=frozenset({"spindle_motor", "servo_motor", "laser_head", "integrated_circuit"}),
    ),
    Statute(
        "cn.agri.other", "其他农业机械", "2010年第126号令", date(2010, 6, 1), "V2", whole_months=12,
        main_months=12, return_days=None, exchange_days=None,
    ),
    Statute(
        "cn.car", "家用汽车", "市场监管总局令第43号", date(2022, 1, 1), "V", whole_months=36, whole_km=60_000,
        clock_start=("invoice", "delivery"), return_days=None, exchange_days=None,
    ),
)  # fmt: skip


def _machine(key: str, name: str, whole: int, main: int, mark: str = "M-m") -> Statute:
    """A row of the farm machinery annex, whose numbers were read for the rule of 1998."""
    return Statute(
        f"cn.agri.{key}", name, "2010年第126号令", date(2010, 6, 1), "V2",
        whole_months=whole, main_months=main, return_days=None, exchange_days=None,
        marks={"whole_months": mark, "main_months": mark},
    )  # fmt: skip


FARM_MACHINES = (
    _machine("diesel_multi", "多缸柴油机", 12, 24),
    _machine("diesel_single", "单缸柴油机", 9, 18),
    _machine("petrol_two_stroke", "二冲程汽油机", 3, 6),
    _machine("petrol_four_stroke", "四冲程汽油机", 6, 12),
    _machine("tractor_large", "大中型拖拉机", 12, 24),
    _machine("tractor_small", "小型拖拉机", 9, 18),
    _machine("combine_harvester", "联合收割机", 12, 24),
    _machine("transplanter", "插秧机", 12, 24),
)

STATUTES = {row.key: row for row in (*CATALOGUE_1995, *OTHER_FAMILIES, *FARM_MACHINES)}

OVERLAYS = {
    row.key: row
    for row in (
        Overlay(
            "cn-zj", "浙江省实施《消费者权益保护法》办法", date(2017, 3, 30), "V", clock_start=("delivery",),
            repaired_part_restarts=True,
        ),
        Overlay("cn-sh", "上海市消费者权益保护条例第三十三条", None, "V", min_months=6, transport_paid=True),
    )
}  # fmt: skip

# CL01: no rule and no agreement still leaves seven days from receipt.
FALLBACK_DAYS = 7
FALLBACK_BASIS = "消费者权益保护法第二十四条"
# CL12: from this day the period begins at delivery, or when the business has installed; not re-read.
START_RULE_FROM = date(2024, 7, 1)
START_RULE_BASIS = "消费者权益保护法实施条例第十八条"
START_RULE_MARK = "M-h"
