"""``python -m benchmarks.documents``: milliseconds a page of each printed document, setting and PDF alone.

No database: the facts are made up, of the size that a usual order has.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import time

from baoxiu.flow.documents.setting import TEMPLATES, set_page, square

ROUNDS = 30
ADDRESS = "https://service.example.com/v/" + "A" * 80


def sample(places: int) -> dict[str, object]:
    """Facts with every kind of block; ``places`` rows in each table."""
    pairs = {"title": "产品信息", "rows": [[["型号", "KFR-35GW"], ["序列号", "KF35 2506-000127"]]] * 3}
    rows = {
        "title": "费用明细",
        "heads": ["项目", "类别", "数量", "单价", "金额", "付款方"],
        "shares": [4, 1.6, 1.3, 2, 2, 2.2],
        "aligns": ["left", "left", "right", "right", "right", "right"],
        "rows": [["空调一般维修", "工时费", "1", "¥120.00", "¥120.00", "客户"]] * places,
        "foot": [["客户应付", "¥165.00"]],
    }
    text = {"title": "故障描述", "body": "开机后不制冷，外机不转，有异响。" * 3}
    sign = {"places": [{"label": "客户（签字）", "name": "", "date": "", "image": ""}] * 2, "date": "日期："}
    return {"pairs": pairs, "rows": rows, "words": text, "signatures": sign}


def facts(template: str, turn: int) -> str:
    """What one document says; another text each time, so that nothing is remembered from the last one."""
    made = sample(4)
    source = (TEMPLATES / f"{template}.typ").read_text("utf-8")
    calls = [line[1:].rstrip(')"').split('("') for line in source.splitlines() if '("' in line]
    blocks = {key: made[kind] for kind, key in calls}
    number = f"WX260302-{turn:05}"
    head = {
        "firm": "报修",
        "contact": "报修 · 400-000-0000",
        "number": number,
        "check": "存证号",
        "name": "单据",
    }
    more = {"lang": "zh", "page": "{n}/{m}", "head": [["编号", number]], "qr": square(ADDRESS + number)}
    return json.dumps(head | more | {"blocks": blocks}, ensure_ascii=False)


def measure(template: str, turn: int) -> tuple[float, float]:
    """Milliseconds on the clock and of the processor for one PDF."""
    said = facts(template, turn)
    begun, worked = time.perf_counter(), time.process_time()
    set_page(template, said, "pdf", turn)
    return (time.perf_counter() - begun) * 1_000, (time.process_time() - worked) * 1_000


def main() -> None:
    """Measure one after the other and print the medians; on a busy machine the processor's time says more."""
    print(f"{platform.python_version()} · {os.cpu_count()} cores · load {os.getloadavg()[0]:.1f}")
    for path in sorted(TEMPLATES.glob("*.typ")):
        if path.stem == "sheet":
            continue
        walls, works = zip(*(measure(path.stem, turn) for turn in range(ROUNDS)), strict=True)
        print(
            f"{path.stem}: {statistics.median(walls):.0f} ms a page, {statistics.median(works):.0f} ms of processor"
        )


if __name__ == "__main__":
    main()
