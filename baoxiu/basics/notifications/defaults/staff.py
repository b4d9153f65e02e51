"""To the firm's own people, inside the application (RQ-NOT-02, RQ-NOT-04)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from baoxiu.basics.notifications.defaults.kind import NoticeKind, Text


def _staff(code: str, label: object, variables: tuple[str, ...], zh: Text, en: Text) -> NoticeKind:
    return NoticeKind(code, label, variables, {"zh-hans": zh, "en": en}, "in_app")


STAFF = (
    _staff(
        "job_new",
        _("New job for a technician"),
        ("number", "product", "name", "address"),
        Text("新工单：{number}", "{product}，客户{name}，{address}。请尽快接单并联系客户。"),
        Text("New job: {number}", "{product}, customer {name}, {address}. Please accept it and call soon."),
    ),
    _staff(
        "job_declined",
        _("Technician declined a job"),
        ("number", "technician", "reason"),
        Text("退单：{number}", "{technician}退回了工单{number}。原因：{reason}"),
        Text("Declined: {number}", "{technician} gave back order {number}. Reason: {reason}"),
    ),
    _staff(
        "no_candidate",
        _("Nobody fits a job"),
        ("number", "product"),
        Text("无法自动派单：{number}", "工单{number}（{product}）没有符合条件的维修人员，请人工派单。"),
        Text(
            "No technician for {number}",
            "Nobody fits order {number} ({product}). Please dispatch it by hand.",
        ),
    ),
    _staff(
        "promise_warned",
        _("A deadline is near"),
        ("number", "promise", "due"),
        Text("即将超时：{number}", "{number}的“{promise}”将于{due}到期，请尽快处理。"),
        Text("Deadline near: {number}", "“{promise}” of {number} is due {due}. Please see to it."),
    ),
    _staff(
        "promise_late",
        _("A deadline has passed"),
        ("number", "promise", "due"),
        Text("已超时：{number}", "{number}的“{promise}”应于{due}前完成，现已超时。"),
        Text("Late: {number}", "“{promise}” of {number} was due {due} and is late."),
    ),
    _staff(
        "promise_escalated",
        _("An overdue matter goes up"),
        ("number", "promise", "due"),
        Text("超时升级：{number}", "{number}的“{promise}”应于{due}前完成，至今未处理，请督办。"),
        Text(
            "Overdue: {number}", "“{promise}” of {number} was due {due} and is still open. Please take it up."
        ),
    ),
    _staff(
        "rework",
        _("Sent back for rework"),
        ("number", "reason"),
        Text("返工：{number}", "工单{number}需要返工。原因：{reason}"),
        Text("Rework: {number}", "Order {number} was sent back. Reason: {reason}"),
    ),
    _staff(
        "work_reported",
        _("A technician reports the work finished"),
        ("number", "technician", "product"),
        Text(
            "完工报告：{number}", "{technician}报告工单{number}（{product}）已完工，状态已更新，可告知客户。"
        ),
        Text(
            "Work finished: {number}",
            "{technician} reports order {number} ({product}) finished. Its stage is up to date; the customer may be told.",
        ),
    ),
    _staff(
        "quote_answered",
        _("Customer answered a quote"),
        ("number", "answer", "total"),
        Text("报价答复：{number}", "客户对工单{number}的报价（{total}元）：{answer}。"),
        Text("Answer to the quote: {number}", "Order {number}, {total} yuan: {answer}."),
    ),
    _staff(
        "change_asked",
        _("A technician asks for a decision"),
        ("number", "technician", "matter", "reason"),
        Text("请示待批：{number}", "{technician}就工单{number}请示：{matter}。理由：{reason}。请尽快批复。"),
        Text(
            "Please decide: {number}", "{technician} asks about order {number}: {matter}. Reason: {reason}."
        ),
    ),
    _staff(
        "change_answered",
        _("What was asked has been decided"),
        ("number", "matter", "answer", "reason"),
        Text("请示批复：{number}", "工单{number}的请示“{matter}”：{answer}。批示：{reason}"),
        Text("Decided: {number}", "Order {number}, “{matter}”: {answer}. Words: {reason}"),
    ),
    _staff(
        "delay_reported",
        _("A delay is reported upwards"),
        ("number", "technician", "reason", "due"),
        Text("延误报告：{number}", "工单{number}已超期。{technician}说明：{reason}，申请延至{due}。"),
        Text(
            "Delay: {number}", "Order {number} is late. {technician}: {reason}; more time asked until {due}."
        ),
    ),
    _staff(
        "demand",
        _("Demand of a spot check"),
        ("number", "matter", "due"),
        Text("整改通知：{number}", "工单{number}抽查发现问题，请于{due}前整改：{matter}"),
        Text("To be put right: {number}", "Spot check of order {number}. Until {due}: {matter}"),
    ),
    _staff(
        "joint_plan",
        _("Plan of a joint review"),
        ("number", "matter"),
        Text("会审方案：{number}", "工单{number}的会审方案：{matter}"),
        Text("Plan of the joint review: {number}", "Order {number}: {matter}"),
    ),
    _staff(
        "customer_dissatisfied",
        _("Dissatisfied customer"),
        ("number", "name", "opinion"),
        Text("客户不满意：{number}", "客户{name}对工单{number}不满意：{opinion}"),
        Text("Dissatisfied customer: {number}", "{name} is not content with order {number}: {opinion}"),
    ),
    _staff(
        "assistance_asked",
        _("Question from a colleague"),
        ("number", "question", "due"),
        Text("求助：{number}", "同事就{number}向您求助，请在{due}前答复：{question}"),
        Text("Question: {number}", "A colleague asks you about {number}; please answer by {due}: {question}"),
    ),
    _staff(
        "assistance_replied",
        _("A helper's reply"),
        ("number", "question", "reply"),
        Text("求助有回复：{number}", "您就{number}的求助有了回复。问题：{question}　回复：{reply}"),
        Text("Reply to your question: {number}", "About {number} you asked: {question} Reply: {reply}"),
    ),
    _staff(
        "delay_explained",
        _("Reason of a delay"),
        ("number", "promise", "due", "reply"),
        Text("超时原因：{number}", "{number}的“{promise}”（期限{due}）已超时，原因：{reply}"),
        Text("Reason of a delay: {number}", "{number}: {promise} was due {due} and is late: {reply}"),
    ),
)
