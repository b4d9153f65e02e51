"""The firm as data: outlets with their districts and positions, products, parts and prices."""

from __future__ import annotations

from dataclasses import dataclass

FIRM = "嵩岳电器售后服务中心"
HOTLINE = "400-0371-668"
HOURS = "每天 8:00–20:00"
BRAND = "嵩岳"
SEED = 20_260_101
WEEKS = 8
UNITS = 3_000
PASSWORD = "baoxiu-demo"


@dataclass(frozen=True, slots=True)
class OutletPlan:
    """An outlet: districts served (GB/T 2260), position in degrees (WGS 84), number of technicians."""

    code: str
    name: str
    kind: str
    city: str
    districts: tuple[str, ...]
    lat: float
    lng: float
    technicians: int
    share: int


OUTLETS = (
    OutletPlan("ZZ01", "郑州直营服务中心", "own", "郑州市",
               ("410102", "410103", "410104", "410105", "410106", "410108", "410122"), 34.76, 113.68, 12, 36),
    OutletPlan("LY01", "洛阳直营服务中心", "own", "洛阳市",
               ("410302", "410303", "410305", "410311"), 34.66, 112.45, 8, 20),
    OutletPlan("KF01", "开封鼓楼服务网点", "outsourced", "开封市",
               ("410202", "410203", "410204", "410205"), 34.80, 114.34, 5, 11),
    OutletPlan("XX01", "新乡牧野服务网点", "outsourced", "新乡市",
               ("410702", "410703", "410704", "410711"), 35.31, 113.91, 5, 12),
    OutletPlan("NY01", "南阳卧龙服务网点", "outsourced", "南阳市", ("411302", "411303"), 32.99, 112.54, 5, 11),
    OutletPlan("XC01", "许昌魏都服务网点", "outsourced", "许昌市", ("411002", "411003"), 34.03, 113.83, 5, 10),
)  # fmt: skip

FAMILIES = (
    "air_conditioner", "refrigerator", "washing_machine", "television", "water_heater", "gas_stove",
    "range_hood", "microwave_oven", "rice_cooker", "vacuum_cleaner", "water_purifier", "dishwasher",
)  # fmt: skip
"""The twelve product families, the commonest first."""

MODELS = {
    "air_conditioner": ("KFR-35GW/N8", "KFR-26GW/E1", "KFR-72LW/N3"),
    "refrigerator": ("BCD-216T", "BCD-451W", "BCD-118S"),
    "washing_machine": ("XQG100-B14", "XQB80-Z3"),
    "television": ("55E8", "65Q10"),
    "water_heater": ("JSQ30-16L", "DSZF-60"),
    "gas_stove": ("JZT-B8", "JZT-Q6"),
    "range_hood": ("CXW-268-J7", "CXW-238-T3"),
    "microwave_oven": ("G80F23", "M1-L213"),
    "rice_cooker": ("FD4019", "FB5037"),
    "vacuum_cleaner": ("VC-P9", "VC-W3"),
    "water_purifier": ("RO-800G", "RO-500S"),
    "dishwasher": ("WQP8-W38", "WQP12-J5"),
}
WEIGHTS = (28, 16, 14, 8, 9, 5, 6, 3, 2, 2, 5, 2)
"""How often each family is reported."""

PRICES = {
    "air_conditioner": (2_899, 180, (("压缩机", "Compressor", 860, True), ("主控板", "Main board", 320, True),
                                    ("加注制冷剂", "Refrigerant", 180, False), ("启动电容", "Capacitor", 45, False))),
    "refrigerator": (3_199, 150, (("压缩机", "Compressor", 680, True), ("温控器", "Thermostat", 90, True),
                                  ("门封条", "Door seal", 120, False))),
    "washing_machine": (2_399, 120, (("电机", "Motor", 380, True), ("排水泵", "Drain pump", 110, False),
                                     ("门封圈", "Door gasket", 95, False))),
    "television": (3_499, 120, (("电源板", "Power board", 260, False), ("背光条", "Backlight", 220, False))),
    "water_heater": (1_999, 120, (("点火器", "Igniter", 95, False), ("换热器", "Heat exchanger", 360, True))),
    "gas_stove": (1_299, 100, (("电磁阀", "Solenoid valve", 80, False), ("点火针", "Ignition pin", 30, False))),
    "range_hood": (1_799, 120, (("电机", "Motor", 290, True), ("开关板", "Switch board", 110, False))),
    "microwave_oven": (599, 80, (("磁控管", "Magnetron", 180, True), ("高压保险", "High-voltage fuse", 20, False))),
    "rice_cooker": (399, 60, (("发热盘", "Heating plate", 70, False), ("电源板", "Power board", 65, False))),
    "vacuum_cleaner": (899, 70, (("电机", "Motor", 160, True), ("电池组", "Battery", 190, False))),
    "water_purifier": (1_699, 80, (("增压泵", "Booster pump", 180, False), ("滤芯", "Filter", 150, False))),
    "dishwasher": (3_299, 150, (("循环泵", "Circulation pump", 320, True), ("进水阀", "Inlet valve", 85, False))),
}  # fmt: skip
"""Family: price of the product, labour, parts with name, English name, price and whether a main part; in yuan."""

STAFF = (
    ("agent", "agent", "林晓燕", ""),
    ("agent2", "agent", "何静", ""),
    ("followup", "followup_clerk", "苏雅", ""),
    ("dispatcher", "dispatcher", "周建华", ""),
    ("inspector", "inspector", "吴国强", ""),
    ("inspector2", "inspector", "郭立新", ""),
    ("supervisor", "supervisor", "高志强", "ZZ01"),
    ("manager", "service_manager", "陈明", ""),
    ("boss", "general_manager", "宋长江", ""),
    ("finance", "finance", "马丽", ""),
    ("auditor", "auditor", "沈文博", ""),
    ("admin", "admin", "罗永刚", ""),
    ("kaifeng", "outlet_manager", "王振宇", "KF01"),
    ("luoyang", "outlet_manager", "梁卫东", "LY01"),
)
"""User name, role, name, outlet."""
