"""The categories of the Open Repair Data Standard as product families: Chinese name and the standard's own."""

from __future__ import annotations

NAMES = {
    "Aircon/dehumidifier": "空调、除湿机",
    "Battery/charger/adapter": "电池、充电器、适配器",
    "Coffee maker": "咖啡机",
    "Decorative or safety lights": "装饰灯、安全灯",
    "Desktop computer": "台式电脑",
    "Digital compact camera": "数码相机",
    "DSLR/video camera": "单反、摄像机",
    "Fan": "电风扇",
    "Flat screen": "平板电视、显示器",
    "Food processor": "食物料理机",
    "Games console": "游戏机",
    "Hair & beauty item": "美容美发电器",
    "Hair dryer": "电吹风",
    "Handheld entertainment device": "掌上娱乐设备",
    "Headphones": "耳机",
    "Hi-Fi integrated": "一体音响",
    "Hi-Fi separates": "分体音响",
    "Iron": "电熨斗",
    "Kettle": "电水壶",
    "Lamp": "灯具",
    "Laptop": "笔记本电脑",
    "Large home electrical": "大家电",
    "Misc": "其他",
    "Mobile": "手机",
    "Musical instrument": "电子乐器",
    "Paper shredder": "碎纸机",
    "PC accessory": "电脑配件",
    "Portable radio": "收音机",
    "Power tool": "电动工具",
    "Printer/scanner": "打印机、扫描仪",
    "Projector": "投影仪",
    "Sewing machine": "缝纫机",
    "Small home electrical": "小家电",
    "Small kitchen item": "厨房小电器",
    "Tablet": "平板电脑",
    "Toaster": "烤面包机",
    "Toy": "玩具",
    "TV and gaming-related accessories": "电视、游戏配件",
    "Vacuum": "吸尘器",
    "Watch/clock": "钟表",
}


def code_of(category_id: str, category: str) -> str:
    """The family's code; a category without a number in the standard gets its name's letters."""
    letters = "".join(char if char.isalnum() else "-" for char in category.lower())
    return f"ords-{category_id or letters}"[:40].strip("-")
