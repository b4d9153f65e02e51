"""The living gallery of all parts in all states, only routed where DEBUG is on. The firm is fiction."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any, Literal

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from baoxiu.core.clock import now
from baoxiu.core.lifecycle import Stage
from baoxiu.web.shared.doors import public
from baoxiu.web.shared.fields import PhotosField, SignatureField
from baoxiu.web.shared.shapes import Entry, NavGroup, NavItem, Stat, Step
from baoxiu.web.shared.widgets import (
    DateInput,
    DateTimeInput,
    DivisionPicker,
    MoneyInput,
    PhoneInput,
    RadioCards,
    Segments,
    Stars,
)

type Face = Literal["desk", "portal", "field"]

STAGES = [
    Stage("new", "待审核"),
    Stage("assigned", "已派单"),
    Stage("quoted", "待客户同意", "waiting"),
    Stage("done", "已完成", "closed"),
    Stage("cancelled", "已取消", "closed"),
]


PLACES: list[tuple[str, list[tuple[Any, ...]]]] = [
    ("", [("首页", "#", "home", True), ("我的任务", "#", "list-check", False, 7)]),
    (
        "服务",
        [
            ("报修", "#", "inbox", False, 12),
            ("工单", "#", "clipboard-list"),
            ("派单", "#", "route", False, 3, "late"),
            ("回访", "#", "phone-call"),
            ("投诉", "#", "message-report"),
        ],
    ),
    (
        "资料",
        [
            ("客户", "#", "users"),
            ("产品", "#", "package"),
            ("维修人员", "#", "tool"),
            ("网点", "#", "building-store"),
            ("价格表", "#", "tag"),
            ("规则", "#", "adjustments"),
        ],
    ),
]


class GalleryForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="联系人", max_length=30)
    phone = forms.CharField(label="手机号", widget=PhoneInput, help_text="只用于本次维修联系。")
    division = forms.CharField(label="所在地区", widget=DivisionPicker, initial="410105")
    address = forms.CharField(label="详细地址", help_text="小区、楼栋、单元、门牌号")
    product = forms.ChoiceField(label="产品", choices=[("", "请选择"), ("a", "冰箱"), ("b", "洗衣机")])
    fault = forms.CharField(label="故障现象", widget=forms.Textarea, required=False)
    how = forms.ChoiceField(
        label="维修方式",
        choices=[("visit", "上门维修"), ("send", "寄修"), ("shop", "送修")],
        widget=RadioCards(
            notes={"visit": "师傅到家里维修", "send": "我们安排快递取件", "shop": "送到附近网点"}, grid=True
        ),
        initial="visit",
    )
    when = forms.ChoiceField(
        label="时段", choices=[("am", "上午"), ("pm", "下午"), ("eve", "晚上")], widget=Segments, initial="pm"
    )
    bought = forms.DateField(label="购买日期", widget=DateInput, required=False)
    visit = forms.DateTimeField(label="上门时间", widget=DateTimeInput, required=False)
    amount = forms.DecimalField(label="配件费", widget=MoneyInput, required=False, initial=Decimal("128.00"))
    photos = PhotosField(label="照片", required=False, help_text="最多6张，拍下铭牌和故障处更快判断。")
    score = forms.ChoiceField(
        label="服务评分", choices=[(str(n), str(n)) for n in range(1, 6)], widget=Stars, initial="4"
    )
    agreed = forms.BooleanField(label="我已阅读并同意服务说明")
    signature = SignatureField(label="客户签名")


def routes() -> list[URLPattern]:
    """The addresses of the gallery, below those of the desk; none without DEBUG."""
    faces: dict[str, Face] = {"gallery/": "desk", "gallery/portal/": "portal", "gallery/field/": "field"}
    if not settings.DEBUG:
        return []
    return [path(place, gallery, {"face": face}, name=f"gallery_{face}") for place, face in faces.items()]


@public
def gallery(request: HttpRequest, face: Face = "desk") -> HttpResponse:
    """The parts in the shell of one door."""
    if "toast" in request.GET:
        messages.success(request, "已派给李建国师傅。")
        messages.error(request, "不能派单：该师傅的制冷证书已于11月1日到期。")
    return render(request, f"shared/gallery_{face}.html", {**_frame(), **_samples(), "face": face})


def _frame() -> dict[str, Any]:
    return {
        "firm_name": "豫美家电服务",
        "hotline": "400-820-8820",
        "user_name": "周婷",
        "user_role": "调度员 · 郑州",
        "nav": [NavGroup(label, [NavItem(*place) for place in places]) for label, places in PLACES],
        "tabs": [
            NavItem("今日", "#", "calendar-event", current=True, count=4),
            NavItem("工单", "#", "clipboard-list"),
            NavItem("我", "#", "user-circle"),
        ],
    }


def _samples() -> dict[str, Any]:
    at = now()
    bad = GalleryForm(
        {"name": "", "phone": "12345", "how": "visit", "when": "pm", "score": "4", "product": "a"}
    )
    return {
        "form": GalleryForm(),
        "bad_form": bad,
        "stages": STAGES,
        "moments": [
            at,
            at - timedelta(days=1),
            at + timedelta(days=1),
            at - timedelta(days=20),
            at - timedelta(days=400),
        ],
        "deadlines": [at + timedelta(hours=9), at + timedelta(minutes=50), at - timedelta(hours=3)],
        "price": Decimal("1234.5"),
        "stats": _stats(),
        "steps": _steps(),
        "entries": _entries(),
        "orders": _orders(),
        "page": Paginator(range(1, 248), 50).page(2),
        "history": [3, 5, 4, 8, 7, 11, 9],
        "faults": [("不制冷", 42), ("漏水", 27), ("噪音大", 18), ("不通电", 9)],
    }


def _stats() -> list[Stat]:
    return [
        Stat("待审核报修", 12, "#", icon="inbox", note="最早一条 5小时前"),
        Stat("今日上门", 38, "#", icon="calendar-event", note="已完成 21"),
        Stat("超时", 3, "#", icon="clock-exclamation", note="比昨天多 1", tone="late"),
        Stat(
            "一次修好率",
            "91.4",
            "#",
            unit="%",
            icon="circle-check",
            history=[86, 88, 87, 90, 89, 91, 91.4],
            note="近7天",
        ),
    ]


def _steps() -> list[Step]:
    at = now()
    return [
        Step("已报修", "done", at - timedelta(days=1, hours=4)),
        Step("审核通过", "done", at - timedelta(days=1, hours=3), "保修期内，免费维修"),
        Step("已派单", "done", at - timedelta(hours=5), "李建国师傅接单"),
        Step("师傅正在路上", "current", at - timedelta(minutes=18), "预计 14:30 到达，请保持电话畅通"),
        Step("上门维修", "todo"),
        Step("验收签字", "todo"),
        Step("回访评价", "todo"),
    ]


def _entries() -> list[Entry]:
    at = now()
    return [
        Entry(at - timedelta(minutes=18), "李建国", "师傅出发，预计14:30到达", "truck", "active"),
        Entry(
            at - timedelta(hours=2),
            "周婷",
            "与客户约定今天14:00—16:00上门",
            "calendar-time",
            detail="客户要求避开午休，敲门前先打电话。",
        ),
        Entry(at - timedelta(hours=5), "系统", "派给李建国：技能3级，距离4.2公里，今日还有2单", "route"),
        Entry(
            at - timedelta(days=1, hours=3),
            "王敏",
            "判定保修期内：购买于2025年3月8日，整机保修3年",
            "shield-check",
            "done",
        ),
        Entry(at - timedelta(days=1, hours=4), "陈女士", "提交报修：冰箱冷藏室不制冷，有异响", "inbox"),
    ]


def _orders() -> list[dict[str, Any]]:
    at = now()
    rows = [
        ("WO-20261122-0042", "陈女士", "13800138000", "YM-BCD-520W 对开门冰箱", STAGES[1], 3, "0", "李建国"),
        ("WO-20261122-0041", "刘志强", "13937112345", "YM-XQG100 滚筒洗衣机", STAGES[2], 1, "286.00", "张伟"),
        (
            "WO-20261122-0039",
            "郑州金水区第三幼儿园",
            "13503719988",
            "YM-KFR72 柜式空调",
            STAGES[0],
            -2,
            "0",
            "",
        ),
        ("WO-20261121-0117", "孙丽", "15038220011", "YM-JSQ31 燃气热水器", STAGES[3], 20, "1234.50", "赵磊"),
        ("WO-20261121-0098", "马先生", "18639001122", "YM-CXW 吸油烟机", STAGES[4], 30, "0", ""),
    ]
    keys = ("number", "customer", "phone", "product", "stage", "due", "amount", "technician")
    return [
        {**dict(zip(keys, row, strict=True)), "due": at + timedelta(hours=row[5]), "amount": Decimal(row[6])}
        for row in rows
    ]
