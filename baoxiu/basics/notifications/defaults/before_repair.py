"""To the customer, from the report to the visit (RQ-NOT-01)."""

from django.utils.translation import gettext_lazy as _

from baoxiu.basics.notifications.defaults.kind import NoticeKind, Text

BEFORE_REPAIR = (
    NoticeKind(
        "request_received",
        _("Request received"),
        ("name", "number", "promised", "link"),
        {
            "zh-hans": Text(
                "已收到您的报修：{number}",
                "{name}，您好！\n\n您的报修已收到，编号{number}。我们会在{promised}前答复您。\n\n"
                "随时查看进度：{link}\n\n{firm}",
            ),
            "en": Text(
                "We have received your repair request {number}",
                "Dear {name},\n\nwe have received your repair request {number} and will answer by {promised}."
                "\n\nFollow its progress here: {link}\n\n{firm}",
            ),
        },
    ),
    NoticeKind(
        "batch_received",
        _("Delivery received"),
        ("name", "batch", "device_count", "batch_due", "link"),
        {
            "zh-hans": Text(
                "已收到您送来的{device_count}台产品",
                "{name}，您好！\n\n您送来的{device_count}台产品已全部登记，批次号{batch}，我们计划在{batch_due}前完成。\n\n"
                "首台产品的进度：{link}\n\n{firm}",
            ),
            "en": Text(
                "We have received your {device_count} devices",
                "Dear {name},\n\nyour {device_count} devices are registered as delivery {batch}; we plan to finish "
                "them by {batch_due}.\n\nProgress of the first: {link}\n\n{firm}",
            ),
        },
    ),
    NoticeKind(
        "information_needed",
        _("More information needed"),
        ("name", "number", "missing", "text", "link"),
        {
            "zh-hans": Text(
                "报修{number}需要您补充信息",
                "{name}，您好！\n\n为了处理您的报修{number}，请补充：{missing}\n{text}\n\n"
                "点此补充：{link}\n\n{firm}",
            ),
            "en": Text(
                "Your repair request {number}: please add information",
                "Dear {name},\n\nto go on with your repair request {number} we need: {missing}\n{text}\n\n"
                "Please add it here: {link}\n\n{firm}",
            ),
        },
    ),
    NoticeKind(
        "request_accepted",
        _("Request accepted"),
        ("name", "number", "product", "due", "link"),
        {
            "zh-hans": Text(
                "报修已受理，工单号{number}",
                "{name}，您好！\n\n您的{product}报修已受理，工单号{number}。接下来：派单给维修人员、检测、"
                "经您同意后维修、检验、由您验收。预计{due}前完成。\n\n随时查看进度：{link}\n\n{firm}",
            ),
            "en": Text(
                "Your repair is accepted: order {number}",
                "Dear {name},\n\nyour repair of {product} is accepted as order {number}. Next: a "
                "technician is "
                "assigned and finds the fault; after your consent the repair follows, is inspected "
                "and handed "
                "to you. We expect to finish by {due}.\n\nFollow its progress here: {link}\n\n{firm}",
            ),
        },
    ),
    NoticeKind(
        "request_refused",
        _("Request refused"),
        ("name", "number", "reason", "text", "link"),
        {
            "zh-hans": Text(
                "关于您的报修{number}",
                "{name}，您好！\n\n很抱歉，您的报修{number}未能受理。原因：{reason}\n{text}\n\n"
                "如有疑问，欢迎与我们联系。详情：{link}\n\n{firm}",
            ),
            "en": Text(
                "About your repair request {number}",
                "Dear {name},\n\nwe are sorry that we cannot accept your repair request {number}. Reason: "
                "{reason}\n{text}\n\nPlease contact us with any question. Details: {link}\n\n{firm}",
            ),
        },
    ),
    NoticeKind(
        "request_merged",
        _("Request merged with another"),
        ("name", "number", "other_number", "link"),
        {
            "zh-hans": Text(
                "报修{number}已并入{other_number}",
                "{name}，您好！\n\n您的报修{number}与{other_number}为同一问题，已合并处理，后续进度请看{other_number}。"
                "您提交的描述和照片都会保留。\n\n详情：{link}\n\n{firm}",
            ),
            "en": Text(
                "Your repair request {number} goes on as {other_number}",
                "Dear {name},\n\nyour repair requests {number} and {other_number} are about the same fault and go "
                "on together as {other_number}. What you wrote and sent is kept.\n\nDetails: {link}\n\n{firm}",
            ),
        },
    ),
    NoticeKind(
        "request_split",
        _("Request registered apart"),
        ("name", "number", "other_number", "link"),
        {
            "zh-hans": Text(
                "{other_number}中的另一项问题已单独登记为{number}",
                "{name}，您好！\n\n您的服务单{other_number}涉及另一台设备或另一项故障，已单独登记为{number}，两张单分别处理，"
                "您无需重新填写。\n\n{number}的进度：{link}\n\n{firm}",
            ),
            "en": Text(
                "A part of {other_number} goes on as {number}",
                "Dear {name},\n\nyour request {other_number} holds another device or fault. We have registered it as "
                "{number}, and both go on apart. You need not fill in anything again.\n\nHow {number} stands: "
                "{link}\n\n{firm}",
            ),
        },
    ),
    NoticeKind(
        "solved_remotely",
        _("Solved remotely"),
        ("name", "number", "advice", "link"),
        {
            "zh-hans": Text(
                "报修{number}的处理建议",
                "{name}，您好！\n\n您的报修{number}已远程解决，处理建议如下：\n{advice}\n\n"
                "如问题再次出现，请重新报修。详情：{link}\n\n{firm}",
            ),
            "en": Text(
                "Our advice on your repair request {number}",
                "Dear {name},\n\nyour repair request {number} was solved remotely. Our advice:\n{advice}\n\n"
                "Should the fault come back, please report it again. Details: {link}\n\n{firm}",
            ),
        },
    ),
    NoticeKind(
        "technician_assigned",
        _("Technician assigned"),
        ("name", "number", "technician", "phone", "link"),
        {
            "zh-hans": Text(
                "工单{number}已安排维修人员",
                "{name}，您好！\n\n工单{number}由维修人员{technician}（电话{phone}）负责，"
                "对方会尽快与您联系。\n\n查看进度：{link}\n\n{firm}",
            ),
            "en": Text(
                "A technician for order {number}",
                "Dear {name},\n\n{technician} (phone {phone}) takes care of order {number} and will call you "
                "soon.\n\nProgress: {link}\n\n{firm}",
            ),
        },
    ),
    NoticeKind(
        "visit_booked",
        _("Visit booked"),
        ("name", "number", "window", "technician", "phone", "link"),
        {
            "zh-hans": Text(
                "上门时间已约定：{window}",
                "{name}，您好！\n\n维修人员{technician}（电话{phone}）将于{window}上门，工单号{number}。"
                "如需改期，请提前告知。\n\n查看进度：{link}\n\n{firm}",
            ),
            "en": Text(
                "Your visit is booked: {window}",
                "Dear {name},\n\n{technician} (phone {phone}) will visit you {window} for order "
                "{number}. Please "
                "tell us in advance if another time suits you better.\n\nProgress: {link}\n\n{firm}",
            ),
        },
    ),
    NoticeKind(
        "counter_booked",
        _("Appointment at the counter"),
        ("name", "number", "window", "outlet", "link"),
        {
            "zh-hans": Text(
                "到店时间已约定：{window}",
                "{name}，您好！\n\n请于{window}带产品到{outlet}，工单号{number}，到店不用排队。"
                "如需改期，请提前告知。\n\n查看进度：{link}\n\n{firm}",
            ),
            "en": Text(
                "Your appointment at the counter: {window}",
                "Dear {name},\n\nplease bring the product of order {number} to {outlet}, {window}; you need not "
                "queue. Please tell us in advance if another time suits you better.\n\n"
                "Progress: {link}\n\n{firm}",
            ),
        },
    ),
    NoticeKind(
        "visit_rescheduled",
        _("Visit rescheduled"),
        ("name", "number", "window", "reason", "link"),
        {
            "zh-hans": Text(
                "上门时间已改为{window}",
                "{name}，您好！\n\n工单{number}的上门时间已改为{window}。原因：{reason}\n\n"
                "查看进度：{link}\n\n{firm}",
            ),
            "en": Text(
                "Your visit has moved to {window}",
                "Dear {name},\n\nthe visit for order {number} is now {window}. Reason: {reason}\n\n"
                "Progress: {link}\n\n{firm}",
            ),
        },
    ),
    NoticeKind(
        "on_the_way",
        _("Technician on the way"),
        ("name", "number", "technician", "phone", "link"),
        {
            "zh-hans": Text(
                "维修人员已出发",
                "{name}，您好！\n\n维修人员{technician}（电话{phone}）已出发前往您处，工单号{number}。\n\n"
                "查看进度：{link}\n\n{firm}",
            ),
            "en": Text(
                "Your technician is on the way",
                "Dear {name},\n\n{technician} (phone {phone}) is on the way to you for order {number}.\n\n"
                "Progress: {link}\n\n{firm}",
            ),
        },
    ),
    NoticeKind(
        "no_access",
        _("Nobody was met at the visit"),
        ("name", "number", "technician", "phone", "link"),
        {
            "zh-hans": Text(
                "上门未能进行：工单{number}",
                "{name}，您好！\n\n维修人员已按约上门，但未能进行服务。请致电{technician}（{phone}）"
                "另约时间，工单号{number}。\n\n查看进度：{link}\n\n{firm}",
            ),
            "en": Text(
                "The visit could not take place: order {number}",
                "Dear {name},\n\nour technician came at the agreed time but could not do the job. "
                "Please call "
                "{technician} ({phone}) for another time, order {number}.\n\nProgress: {link}\n\n{firm}",
            ),
        },
    ),
)
