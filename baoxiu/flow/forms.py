"""The built-in checklists as data; a firm may publish its own versions over them (design.md mechanism 6)."""

from __future__ import annotations

from datetime import UTC, datetime

from baoxiu.core.actors import SYSTEM
from baoxiu.core.forms.actions import publish
from baoxiu.core.forms.models import FormVersion
from baoxiu.flow.asking import FOLLOWUP, FOLLOWUP_REGULAR, FOLLOWUP_SECOND, FOLLOWUP_SOLVED, SATISFACTION
from baoxiu.flow.form_parts import BuiltIn
from baoxiu.flow.form_parts import item as _item
from baoxiu.flow.handing_over import HANDOVER, VEHICLE_HANDOVER
from baoxiu.flow.measuring import WEAR_CHECK
from baoxiu.flow.setting_out import HEIGHT_READY, VISIT_READY
from baoxiu.flow.sheets import COMMISSIONING_SHEET, INSTALLATION_SHEET, MAINTENANCE_SHEET

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
"""Built-in forms hold for work of any date, also for what is taken over from an archive."""


VISIT_START = BuiltIn(
    "visit_start",
    "上门前检查",
    "Before the work",
    (
        _item(
            "dress",
            "check",
            "着工装、佩戴工牌，仪容整洁，未饮酒",
            "Uniform and badge on, tidy, no alcohol",
        ),
        _item(
            "entering",
            "check",
            "敲门并得到允许后进入，出示服务证，自我介绍",
            "Knocked, was let in, showed the service card, introduced myself",
        ),
        _item(
            "protection",
            "check",
            "穿鞋套，铺好垫布和盖布，工具放在垫布上",
            "Shoe covers on, cloths laid out, tools on the mat",
        ),
        _item(
            "carrying",
            "check",
            "搬抬设备，不拖拉；钻孔小心",
            "Equipment is carried, not dragged; drilling with care",
        ),
        _item(
            "height",
            "pass_fail",
            "离地2.5米以上的外墙作业：已系安全带并做好防护（无此项作业选“不适用”）",
            "Outside wall above 2.5 m: safety belt on and site secured (otherwise “not applicable”)",
            opens_task=True,
        ),
        _item(
            "permission",
            "check",
            "使用用户设施、移动物品前已征得同意",
            "Asked before using facilities or moving things",
        ),
        _item("photo", "photo", "现场照片", "Photo of the site", required=False),
    ),
)

VISIT_END = BuiltIn(
    "visit_end",
    "离开前检查",
    "Before leaving",
    (
        _item("test_run", "pass_fail", "试机运行正常", "Test run without fault", opens_task=True),
        _item(
            "explained",
            "check",
            "已讲解产品性能、正确使用和日常保养，用户已确认",
            "Explained features, use and care; the customer confirmed",
        ),
        _item(
            "clean",
            "check",
            "擦净机器，清理垃圾，移动过的物品已复位",
            "Unit wiped, rubbish cleared, moved things put back",
        ),
        _item("card", "check", "已张贴服务联系卡", "Contact card stuck on"),
        _item(
            "accepted_nothing",
            "check",
            "未接受用户的水、烟、礼品、小费或用餐",
            "Accepted no drink, cigarettes, gifts, tips or meals",
        ),
        _item(
            "no_damage",
            "pass_fail",
            "未损坏用户物品（如有损坏，已道歉并登记）",
            "Nothing of the customer's was damaged (otherwise: apologised and noted)",
            opens_task=True,
        ),
        _item("damage_note", "text", "损坏情况及赔付意见", "Damage and compensation", required=False),
        _item("photo", "photo", "完工照片", "Photo after the work", required=False),
    ),
)

SELF_CHECK = BuiltIn(
    "self_check",
    "维修自检单",
    "Self-check",
    (
        _item("works", "pass_fail", "所修部位功能正常", "The repaired part works"),
        _item("standard", "pass_fail", "达到维修技术标准", "The repair standard is met"),
        _item(
            "sheet_done",
            "pass_fail",
            "派工单所列项目全部完成",
            "Everything on the dispatch sheet is done",
            kept=True,
        ),
        _item("complete", "pass_fail", "无漏装、错装、漏项", "Nothing left out or fitted wrongly"),
        _item("appearance", "pass_fail", "外观完好、清洁", "Appearance sound and clean"),
        _item("measured", "text", "检测数据", "Test data", required=False),
        _item("photo", "photo", "自检照片", "Photo", required=False),
    ),
)

FINAL_INSPECTION = BuiltIn(
    "final_inspection",
    "维修终检单",
    "Final inspection",
    (
        _item("function", "pass_fail", "功能检验合格", "Functions pass", probe="felt"),
        _item(
            "safety",
            "pass_fail",
            "安全检验合格（绝缘、接地、泄漏）",
            "Safety passes (insulation, earth, leaks)",
        ),
        _item(
            "technical",
            "pass_fail",
            "技术检测达到竣工标准",
            "Technical test meets the completion standard",
            probe="adjustable",
        ),
        _item("appearance", "pass_fail", "外观与原状一致", "Appearance as before", probe="felt"),
        _item(
            "record",
            "pass_fail",
            "维修记录完整，所用配件与报价一致",
            "Repair record complete, parts as quoted",
        ),
        _item("test_data", "text", "检测数据", "Test data", required=False),
        _item("remark", "text", "备注", "Remark", required=False),
    ),
)

SAMPLE_INSPECTION = BuiltIn(
    "sample_inspection",
    "维修抽检单",
    "Sample inspection",
    (
        _item("function", "pass_fail", "功能检验合格", "Functions pass"),
        _item(
            "safety",
            "pass_fail",
            "安全检验合格（绝缘、接地、泄漏）",
            "Safety passes (insulation, earth, leaks)",
        ),
        _item("workmanship", "pass_fail", "维修工艺符合规范", "Workmanship as the procedure asks"),
        _item("parts", "pass_fail", "所用配件与记录、报价一致", "Parts as recorded and quoted"),
        _item("record", "pass_fail", "维修记录、检验记录完整", "Repair and inspection records complete"),
        _item("remark", "text", "备注", "Remark", required=False),
        _item("photo", "photo", "抽检照片", "Photo", required=False),
    ),
)

BUILT_IN = (
    VISIT_READY, HEIGHT_READY, VISIT_START, VISIT_END, WEAR_CHECK, SELF_CHECK,
    INSTALLATION_SHEET, COMMISSIONING_SHEET, MAINTENANCE_SHEET,
    FINAL_INSPECTION, SAMPLE_INSPECTION, HANDOVER, VEHICLE_HANDOVER,
    FOLLOWUP, FOLLOWUP_SECOND, FOLLOWUP_REGULAR, FOLLOWUP_SOLVED, SATISFACTION,
)  # fmt: skip


def load_forms(*, at: datetime) -> list[FormVersion]:
    """Publish the built-in forms that have no version yet; returns those. A repeat changes nothing."""
    known = set(FormVersion.objects.values_list("code", flat=True))
    valid_from = min(at, BEGINNING)
    return [
        publish(
            form.code,
            title=form.title,
            title_en=form.title_en,
            fields=form.fields,
            by=SYSTEM,
            at=valid_from,
        )
        for form in BUILT_IN
        if form.code not in known
    ]
