"""To the customer, from the assessment to the follow-up call (RQ-NOT-01, RQ-NOT-05)."""

from django.utils.translation import gettext_lazy as _

from baoxiu.basics.notifications.defaults.kind import NoticeKind, Text

FROM_REPAIR_ON = (
    NoticeKind(
        "assessment_result",
        _("Result of the assessment"),
        ("name", "number", "product", "fault", "result", "proposal", "link"),
        {
            "zh-hans": Text(
                "检测结果：工单{number}",
                "{name}，您好！\n\n您的{product}（工单{number}）检测结果如下。\n故障：{fault}\n结论：{result}\n"
                "建议：{proposal}\n\n查看详情：{link}\n\n{firm}",
            ),
            "en": Text(
                "Result of the assessment: order {number}",
                "Dear {name},\n\nthis is the result for your {product} (order {number}).\nFault: {fault}\n"
                "Result: {result}\nOur advice: {proposal}\n\nDetails: {link}\n\n{firm}",
            ),
        },
    ),
    NoticeKind(
        "longer_time",
        _("It takes longer than told"),
        ("name", "number", "product", "reason", "due", "link"),
        {
            "zh-hans": Text(
                "需要更多时间：工单{number}",
                "{name}，您好！\n\n很抱歉，您的{product}（工单{number}）不能按原定时间完成。\n原因：{reason}\n"
                "新的完成时间：{due}前。\n\n查看详情：{link}\n\n{firm}",
            ),
            "en": Text(
                "It takes longer: order {number}",
                "Dear {name},\n\nwe are sorry: your {product} (order {number}) takes longer than we told you.\n"
                "Reason: {reason}\nNew time: until {due}.\n\nDetails: {link}\n\n{firm}",
            ),
        },
    ),
    NoticeKind(
        "quote_waiting",
        _("Quote waits for consent"),
        ("name", "number", "total", "valid_until", "link"),
        {
            "zh-hans": Text(
                "请确认维修方案和报价：工单{number}",
                "{name}，您好！\n\n工单{number}的维修方案和报价已备好，您需支付{total}元，"
                "有效期至{valid_until}。经您同意后我们才会维修。\n\n请查看并确认：{link}\n\n{firm}",
            ),
            "en": Text(
                "Please agree to plan and price: order {number}",
                "Dear {name},\n\nplan and price for order {number} are ready. You pay {total} yuan; "
                "the quote is "
                "valid until {valid_until}. We start only after your consent.\n\nPlease look and "
                "answer here: "
                "{link}\n\n{firm}",
            ),
        },
    ),
    NoticeKind(
        "quote_agreed",
        _("Copy of the agreed quote"),
        ("name", "number", "total", "link"),
        {
            "zh-hans": Text(
                "您已同意报价：工单{number}",
                "{name}，您好！\n\n您已同意工单{number}的维修方案和报价，需支付{total}元。"
                "您同意的报价单可随时查看：{link}\n\n{firm}",
            ),
            "en": Text(
                "You agreed to the quote: order {number}",
                "Dear {name},\n\nyou agreed to plan and price of order {number}: {total} yuan. What "
                "you agreed "
                "to stays here: {link}\n\n{firm}",
            ),
        },
    ),
    NoticeKind(
        "quote_refused",
        _("Copy of the refused quote"),
        ("name", "number", "link"),
        {
            "zh-hans": Text(
                "您未同意报价：工单{number}",
                "{name}，您好！\n\n您未同意工单{number}的报价，我们不会维修，产品将原样交还给您。"
                "详情：{link}\n\n{firm}",
            ),
            "en": Text(
                "You refused the quote: order {number}",
                "Dear {name},\n\nyou refused the quote of order {number}. We do not repair, and the "
                "product goes "
                "back to you as it is. Details: {link}\n\n{firm}",
            ),
        },
    ),
    NoticeKind(
        "quote_lapsed",
        _("Quote lapsed"),
        ("name", "number", "link"),
        {
            "zh-hans": Text(
                "报价已过期：工单{number}",
                "{name}，您好！\n\n工单{number}的报价已过有效期。如仍需维修，请与我们联系，我们会重新报价。"
                "详情：{link}\n\n{firm}",
            ),
            "en": Text(
                "The quote has lapsed: order {number}",
                "Dear {name},\n\nthe quote of order {number} is no longer valid. If you still want "
                "the repair, "
                "please contact us for a new one. Details: {link}\n\n{firm}",
            ),
        },
    ),
    NoticeKind(
        "repair_finished",
        _("Repair finished, acceptance waits"),
        ("name", "number", "product", "link"),
        {
            "zh-hans": Text(
                "维修完成，请验收：工单{number}",
                "{name}，您好！\n\n您的{product}（工单{number}）已修好并通过检验，请您验收签字。\n\n"
                "查看维修记录：{link}\n\n{firm}",
            ),
            "en": Text(
                "Repaired, please accept the work: order {number}",
                "Dear {name},\n\nyour {product} (order {number}) is repaired and has passed its inspection. "
                "Please look at the work and sign.\n\nRepair record: {link}\n\n{firm}",
            ),
        },
    ),
    NoticeKind(
        "settlement_sheet",
        _("Settlement sheet"),
        ("name", "number", "total", "paid", "link"),
        {
            "zh-hans": Text(
                "费用结算单：工单{number}",
                "{name}，您好！\n\n工单{number}的费用结算单已生成：您应付{total}元，已付{paid}元。\n\n"
                "查看明细：{link}\n\n{firm}",
            ),
            "en": Text(
                "Settlement sheet: order {number}",
                "Dear {name},\n\nthe settlement sheet of order {number} is ready: your part is "
                "{total} yuan, of "
                "which {paid} yuan are paid.\n\nDetails: {link}\n\n{firm}",
            ),
        },
    ),
    NoticeKind(
        "case_closed",
        _("Closed, with an invitation to rate"),
        ("name", "number", "link"),
        {
            "zh-hans": Text(
                "服务已完成，请您评价：工单{number}",
                "{name}，您好！\n\n工单{number}已完成。请花半分钟评价本次服务：{link}\n\n"
                "稍后我们会电话回访，感谢您的信任。\n\n{firm}",
            ),
            "en": Text(
                "Finished. How did we do? Order {number}",
                "Dear {name},\n\norder {number} is finished. Please take half a minute to rate our service: "
                "{link}\n\nWe will also call you in a few days. Thank you for your trust.\n\n{firm}",
            ),
        },
    ),
    NoticeKind(
        "returned_unrepaired",
        _("Product returned unrepaired"),
        ("name", "number", "product", "reason", "link"),
        {
            "zh-hans": Text(
                "产品未维修，已退还：工单{number}",
                "{name}，您好！\n\n您的{product}（工单{number}）未维修，已原样退还给您。原因：{reason}\n\n"
                "如有疑问或仍想维修，请与我们联系。稍后我们会电话回访。详情和联系方式：{link}\n\n{firm}",
            ),
            "en": Text(
                "Returned unrepaired: order {number}",
                "Dear {name},\n\nyour {product} (order {number}) was not repaired and is back with "
                "you as it "
                "was. Reason: {reason}\n\nPlease contact us with any question, or if you want the repair "
                "after all. We will also call you in a few days. Details and how to reach us: "
                "{link}\n\n{firm}",
            ),
        },
    ),
    NoticeKind(
        "praise_received",
        _("A customer's praise for the technician"),
        ("number", "technician", "opinion"),
        {
            "zh-hans": Text(
                "客户表扬：工单{number}",
                "{technician}，您好！\n\n客户在回访中对您在工单{number}的服务提出表扬：{opinion}\n\n感谢您的付出，请继续保持！"
                "\n\n{firm}",
            ),
            "en": Text(
                "Praise from a customer: order {number}",
                "Dear {technician},\n\nin the follow-up call the customer praised your work on order {number}: "
                "{opinion}\n\nThank you, and well done!\n\n{firm}",
            ),
        },
    ),
    NoticeKind(
        "followup_missed",
        _("Follow-up call not answered"),
        ("name", "number", "link"),
        {
            "zh-hans": Text(
                "回访电话未能接通：工单{number}",
                "{name}，您好！\n\n我们想听听您对工单{number}的意见，刚才的回访电话未能接通，稍后会再致电。"
                "您也可以直接在此告诉我们：{link}\n\n{firm}",
            ),
            "en": Text(
                "We tried to call you: order {number}",
                "Dear {name},\n\nwe wanted to ask how you found our service, order {number}, and did "
                "not reach you. We will try again. You can also tell us here: {link}\n\n{firm}",
            ),
        },
    ),
    NoticeKind(
        "claim_decided",
        _("Claim after the acceptance decided"),
        ("name", "number", "product", "wish", "answer", "reason", "link"),
        {
            "zh-hans": Text(
                "您的诉求已处理：工单{number}",
                "{name}，您好！\n\n您对{product}（工单{number}）提出的诉求“{wish}”，处理结果：{answer}。\n说明：{reason}\n\n"
                "查看详情：{link}\n\n{firm}",
            ),
            "en": Text(
                "Your claim: order {number}",
                "Dear {name},\n\nyou asked about your {product} (order {number}): {wish}. Answer: {answer}.\n"
                "Reason: {reason}\n\nDetails: {link}\n\n{firm}",
            ),
        },
    ),
    NoticeKind(
        "service_due",
        _("Service of a product is due"),
        ("name", "product", "serial", "service_link"),
        {
            "zh-hans": Text(
                "保养提醒：您的{product}",
                "{name}，您好！\n\n您的{product}（序列号{serial}）已到保养时间。定期保养能减少故障、延长使用寿命。\n\n"
                "在线预约保养：{service_link}\n\n{firm}",
            ),
            "en": Text(
                "Service is due: your {product}",
                "Dear {name},\n\nyour {product} (serial number {serial}) is due for service. Regular service "
                "prevents faults.\n\nRequest it here: {service_link}\n\n{firm}",
            ),
        },
    ),
    NoticeKind(
        "survey_invited",
        _("Invitation to the satisfaction survey"),
        ("name", "number", "product", "survey_until", "survey_link"),
        {
            "zh-hans": Text(
                "邀请您参加满意度调查：工单{number}",
                "{name}，您好！\n\n感谢您信任我们维修您的{product}（工单{number}）。诚邀您用一分钟填写满意度调查，"
                "您的意见将直接用于改进服务：{survey_link}\n\n请于{survey_until}前填写，谢谢！\n\n{firm}",
            ),
            "en": Text(
                "How satisfied are you? Order {number}",
                "Dear {name},\n\nthank you for letting us repair your {product} (order {number}). Please give us one "
                "minute for our satisfaction survey; what you say goes straight into better service: "
                "{survey_link}\n\nPlease answer by {survey_until}. Thank you!\n\n{firm}",
            ),
        },
    ),
)
