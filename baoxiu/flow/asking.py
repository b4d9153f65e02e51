"""What customers are asked after the work: by the calls, and in a satisfaction round (RQ-REV-03, RQ-SAT-03)."""

from __future__ import annotations

from baoxiu.flow.form_parts import BuiltIn
from baoxiu.flow.form_parts import item as _item

_CLOSING = (
    _item("suggestion", "text", "客户建议", "Suggestion", required=False),
    _item("praise", "text", "客户表扬", "Praise", required=False, kept=True),
    _item(
        "question",
        "text",
        "未能当场答复的问题",
        "Question that could not be answered",
        required=False,
        kept=True,
    ),
    _item(
        "calls_welcome",
        "check",
        "愿意继续接受电话回访",
        "Further calls are welcome",
        required=False,
        kept=True,
    ),
)
"""How every talk ends: nothing that was said is lost (RQ-REV-06)."""

FOLLOWUP = BuiltIn(
    "followup",
    "客户回访单",
    "Follow-up call",
    (
        _item("solved", "check", "报修的问题已经解决", "The reported problem is solved"),
        _item("running", "text", "修后使用情况", "How the product has run since", required=False),
        _item("quality", "rating", "维修质量", "Quality of the repair"),
        _item("attitude", "rating", "服务态度", "Staff attitude"),
        _item("time", "rating", "服务及时性", "Time taken"),
        _item(
            "accepted_nothing",
            "check",
            "维修人员未接受或索要烟酒、礼品、小费",
            "The technician took or asked for no gifts or tips",
            required=False,
            opens_task=True,
        ),
        _item("opinion", "text", "客户意见", "Opinion", required=False, kept=True),
        *_CLOSING,
    ),
)

FOLLOWUP_SECOND = BuiltIn(
    "followup_second",
    "二次回访单",
    "Second follow-up call",
    (
        _item("solved", "check", "上次反映的故障没有再次出现", "The fault has not come back", required=False),
        _item("overall", "rating", "对本次服务的总体评价", "The service as a whole"),
        _item("use", "text", "使用习惯与保养情况", "Use and care of the product", required=False),
        _item("needs", "text", "其他产品或服务需求", "Other wishes for products or services", required=False),
        _item("opinion", "text", "客户意见", "Opinion", required=False, kept=True),
        *_CLOSING,
    ),
)

FOLLOWUP_REGULAR = BuiltIn(
    "followup_regular",
    "定期回访单",
    "Regular call",
    (
        _item("overall", "rating", "对我司产品和服务的总体评价", "Our products and service as a whole"),
        _item("running", "text", "各产品使用情况", "How the products run", required=False),
        _item("maintenance", "check", "需要安排保养或检修", "Maintenance is wanted", required=False),
        _item("needs", "text", "下一步需求", "What is needed next", required=False),
        _item("opinion", "text", "客户意见", "Opinion", required=False, kept=True),
        *_CLOSING,
    ),
)

FOLLOWUP_SOLVED = BuiltIn(
    "followup_solved",
    "投诉处理后回访单",
    "Call after a complaint",
    (
        _item("solved", "check", "投诉的问题是否已解决", "Is what was complained about solved?"),
        _item("overall", "rating", "对投诉处理的满意度", "How the complaint was handled"),
        _item("opinion", "text", "客户意见", "Opinion", required=False, kept=True),
        *_CLOSING,
    ),
)

SATISFACTION = BuiltIn(
    "satisfaction",
    "客户满意度调查表",
    "Customer satisfaction survey",
    (
        _item("product", "rating", "产品质量", "Quality of the product"),
        _item("repair", "rating", "维修质量", "Quality of the repair"),
        _item("attitude", "rating", "服务态度", "Staff attitude"),
        _item("speed", "rating", "服务及时性", "Time taken"),
        _item("price", "rating", "收费合理性", "Fairness of the price", required=False),
        _item("overall", "rating", "总体满意度", "Satisfaction as a whole"),
        _item("opinion", "text", "您的意见", "Your opinion", required=False),
        _item("needs", "text", "您还需要哪些产品或服务", "What else you need", required=False),
        _item("suggestion", "text", "您的建议", "Your suggestion", required=False),
    ),
)
