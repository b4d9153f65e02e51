"""Names, streets and words of the invented firm and its customers."""

from __future__ import annotations

from random import Random

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
)
GIVEN = [
    "伟",
    "芳",
    "娜",
    "敏",
    "静",
    "丽",
    "强",
    "磊",
    "军",
    "洋",
    "勇",
    "艳",
    "杰",
    "娟",
    "涛",
    "明",
    "超",
    "秀兰",
    "霞",
    "平",
    "刚",
    "桂英",
    "建华",
    "建国",
    "国强",
    "志强",
    "秀英",
    "海燕",
    "春梅",
    "晓东",
    "玉兰",
    "文博",
    "浩然",
    "子涵",
    "雨桐",
    "欣怡",
    "俊杰",
    "志远",
    "思远",
    "佳怡",
    "振宇",
    "晨曦",
    "立新",
    "红梅",
    "小红",
    "卫东",
    "世杰",
    "雪梅",
    "长江",
    "永刚",
]
ESTATES = [
    "阳光花园",
    "绿城小区",
    "幸福家园",
    "金色港湾",
    "东方明珠",
    "锦绣江南",
    "翠湖天地",
    "书香苑",
    "和谐家园",
    "龙湖小区",
    "滨河花苑",
    "世纪新城",
    "康桥小区",
    "清华园",
    "紫荆花园",
    "中原新城",
    "鑫苑小区",
    "建业花园",
]
STREETS = [
    "文化路",
    "建设路",
    "人民路",
    "中州大道",
    "花园路",
    "解放路",
    "黄河路",
    "农业路",
    "商务路",
    "迎宾大道",
    "工业路",
    "七一路",
    "红旗街",
    "健康路",
    "学院路",
]
FIRMS = [
    "中原商贸有限公司",
    "豫新物业管理有限公司",
    "鼎盛酒店",
    "市第三中学",
    "和顺养老院",
    "嵩山食品有限公司",
    "黄河快捷酒店",
    "绿源幼儿园",
]

SINCE = ("今天早上", "昨天晚上", "两三天了", "上周开始", "刚买回来就这样", "时好时坏，有一个月了")
WISHES = ("周末都在家", "工作日晚上6点以后", "最好上午来", "下午方便", "越快越好", "")
DETAILS = (
    "", "，声音比以前大很多。", "，重启过两次还是一样。", "，家里有老人，麻烦尽快。", "，之前没修过。", "，显示屏还亮。",
    "，说明书上的办法都试过了。", "，一开机就这样。", "，邻居家同款没问题。",
)  # fmt: skip
PRAISE = ("师傅很专业，讲解也清楚。", "来得准时，收拾得干净。", "服务态度好，价格透明。", "")
NEEDS = ("想了解净水器。", "希望夏天前做一次保养。", "暂时没有。", "")
NOBODY = ("响铃未接", "关机", "正在通话中", "客户在忙，稍后再打")
GRUMBLES = ("修了两次才好，耽误时间。", "约好上午来，下午才到。", "解释得不清楚，收费没有提前说明白。")


def person(random: Random) -> str:
    """A name."""
    return random.choice(SURNAMES) + random.choice(GIVEN)


def phone(random: Random, taken: set[str]) -> str:
    """A mobile number that nobody of the demo has yet."""
    while True:
        number = (
            random.choice(("139", "138", "137", "136", "150", "158", "186", "187"))
            + f"{random.randrange(10**8):08d}"
        )
        if number not in taken:
            taken.add(number)
            return number


def address(random: Random) -> str:
    """Street, estate, house, flat."""
    street = f"{random.choice(STREETS)}{random.randrange(1, 299)}号"
    flat = f"{random.randrange(1, 32)}号楼{random.randrange(1, 5)}单元{random.randrange(1, 28)}0{random.randrange(1, 5)}"
    return f"{street}{random.choice(ESTATES)}{flat}"
