"""Values that show how a notice will read."""

from __future__ import annotations

from collections.abc import Mapping

SAMPLES: Mapping[str, Mapping[str, str]] = {
    "zh-hans": {
        "name": "王女士", "number": "WX261122-00012", "product": "空调", "technician": "李建国", "phone": "138 0013 8000",
        "window": "11月23日 14:00—16:00", "due": "11月29日 18:00", "promised": "11月23日 09:30", "link": "https://…",
        "reason": "客户不在家", "text": "可付费维修。", "missing": "产品序列号、故障照片", "advice": "清洗过滤网后重启。",
        "fault": "启动电容损坏", "result": "可维修", "proposal": "更换启动电容", "total": "165.00", "paid": "0.00",
        "valid_until": "11月29日", "address": "金水区花园路88号", "promise": "上门", "answer": "同意", "opinion": "漏水未修好",
        "question": "压缩机能否单独更换？", "reply": "可以，配件三天到货。",
    },
    "en": {
        "name": "Ms Wang", "number": "WX261122-00012", "product": "air conditioner", "technician": "Li Jianguo",
        "phone": "138 0013 8000", "window": "23 Nov 14:00—16:00", "due": "29 Nov 18:00", "promised": "23 Nov 09:30",
        "link": "https://…", "reason": "Nobody at home", "text": "A paid repair is possible.",
        "missing": "serial number, photo of the fault", "advice": "Clean the filter and switch on again.",
        "fault": "start capacitor broken", "result": "can be repaired", "proposal": "new start capacitor", "total": "165.00",
        "paid": "0.00", "valid_until": "29 Nov", "address": "88 Huayuan Road", "promise": "visit", "answer": "agrees",
        "opinion": "still leaks",
        "question": "Can the compressor be replaced alone?", "reply": "Yes, the part comes in three days.",
    },
}  # fmt: skip


def samples(language: str, allowed: tuple[str, ...], firm: str) -> dict[str, str]:
    """A value for each variable that a notice may use."""
    known = SAMPLES.get(language, SAMPLES["en"])
    return {name: firm if name == "firm" else known.get(name, f"‹{name}›") for name in allowed}
