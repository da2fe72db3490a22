"""Words of the genre: how meetup communities name their posts, dates, places and people.

Nothing here knows a city, a person, a venue or a community: those come as data.
"""

import re


def _words(*patterns: str) -> re.Pattern[str]:
    """Blank-separated patterns as one."""
    return re.compile("|".join(" ".join(patterns).split()), re.IGNORECASE)


# Title words, the strongest first; the first pattern that is found names the kind.
TITLE_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("other", _words("财务 账目 收支")),
    (
        "announcement",
        _words(
            "推荐(?!系统|算法|引擎|技术) 延期 推迟 改期 取消 变更 启事",
            "招募.{0,4}(?:组委|志愿|义工)",
        ),
    ),
    (
        "recap",
        _words(r"总结 小结 回顾 汇总 复盘 纪要 纪实 summary recap (?<!code\s)review"),
    ),
    ("call_for_talks", _words(r"征集 征召 征稿 征求 号召 招募 招讲师 call\sfor")),
    ("signup", _words(r"报名 注册 抢票 register sign[\s-]?up rsvp")),
    ("photos", _words("合影 照片 相册 图集 photos?")),
    ("announcement", _words("通知 预告 公告 通告 招聘 试行 启用")),
    ("schedule", _words("日程 议程 流程 时间表 排期 行程 schedule agenda")),
    (
        "recap",
        _words(
            "报道 速记 记录 感言 感想 花絮 观后 录音 录像 见闻 游记 归来 资料 干货",
            "(?<!音)视频(?!技术|处理|编|直播|会议|专) ppt 幻灯 讲稿 slides?",
        ),
    ),
    (
        "article",
        _words(
            "faq 专访 访谈 教程 使用 安装 入门 翻译 译文 合集 手册 指引 迁移 你好 howto",
            "如何在 怎样 名单 通讯录 介绍",
        ),
    ),
)
# As loud in a title, but of two kinds: what the body says decides.
GATHERING = _words("召集")

CATEGORY_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("announcement", _words("推荐 通知 预告")),
    ("call_for_talks", _words("征集")),
    ("signup", _words("报名")),
    ("recap", _words("总结 小结 回顾 summary")),
    ("photos", _words("合影 照片 photos?")),
    ("article", _words("^docs?$ howto 人物 专访 访谈 教程 文章 技术文")),
)

EXTERNAL = _words("峰会 大会 工作坊 训练营 培训 workshop summit conference")
SOLD = _words(r"\d\s*折 折扣 优惠 门票 票价 购票 付费")
GET_TOGETHER = _words("沙龙 活动 聚会 专场 专题 party meetup salon")
PAST = _words(
    "圆满 (?:顺利|成功地?)(?:举行|举办|结束|完成) 如期(?:举行|进行) 落幕 告一段落",
)
FILES = _words("幻灯 ppt slides? 讲稿 演示文稿 演示文档 录音 音频 录像 视频 速记")
SIGN_UP = _words(r"报名 名额 注册参加 sign\s?up")
CALL = _words("征集 征召 投稿 征求 招募讲师")
TOPIC = _words("主题 议题 课题 topic 话题 讲师")
NUMBERED_TOPIC = re.compile(r"(?:主题|议题|topic)\s*[一二三四五六七八九十\d]", re.IGNORECASE)
WHEN_OR_WHERE = re.compile(
    r"(?:活动|沙龙|聚会|大会|举办|举行|本期){0,4}(?:时间|日期|地点|地址|场地)\s*[:：]"
)

# A line that says where: its label and what it names.
WHERE_LINE = re.compile(
    r"(?:^|[\s，。；,;])(?:活动|沙龙|聚会|大会|会议|举办|举行|本期|本次|场地|详细|具体){0,4}"
    r"(?:地点|地址|场地)\s*[:：]\s*(?P<place>\S.*)"
)
# The place of a sentence that says where it was or will be held.
HELD_IN = re.compile(
    r"在(?P<place>[^，。！；,;!]{2,40}?)(?:成功|顺利|如期|隆重|准时|正式|圆满|热烈|地){0,3}"
    r"(?:举行|举办|召开|进行|开始|开幕|开场|拉开|迎来|来临)"
)

# Days: the label before one, the verbs after it, and what makes it another day.
WHEN_LABEL = re.compile(
    r"(?:时\s?间|日期)[^：:。]{0,8}[:：为是在定于]|时间\s+$|(?:定于|定为|定在)\s*$"
)
WHEN_HEADING = re.compile(
    r"^[^：:]{0,8}(?:活动|沙龙|聚会|大会|本期|举办)?时间(?:[、,及和]?地点)?\s*[:：]?$"
)
TAKES_PLACE = _words(
    "举行 举办 召开 开始 迎来 圆满 结束 如期 成功 顺利 开幕 拉开 进行",
    "定于 定为 定在 来临 相约 约定 参加",
)
MOVED_TO = re.compile(r"(?:推迟|延期|改期|改|延|移|提前)(?:到|至|为|在|于)\s*$")
MOVED_FROM = re.compile(r"原定|原计划|原本|本来|计划是")
CONFIRMED = re.compile(r"确认|确定|最终")
TENTATIVE = re.compile(r"预计|初定|暂定|大概|大约")
DEADLINE_BEFORE = re.compile(r"截止|截至|发送确认|提交|投稿|报名时间")
DEADLINE_AFTER = re.compile(
    r"^\s*(?:[(（]周.[)）])?\s*[之以]?前|前(?:付款|报名|发送|将)|截止|发送确认|更新|初稿"
)
RANGE_END = re.compile(r"\d\s*[日号]?\s*[~～\-–—至到]\s*$")
TODAY_IS = re.compile(r"今天是|今日是|写于|发表于")
SEVERAL_MONTHS = re.compile(r"\d{1,2}(?:\s*[,，、]\s*\d{1,2})+\s*月")

# Places.
WHERE_HEADING = re.compile(r"^[^：:时]{0,8}(?:地点|地址|场地)\s*[:：]?$")
WHEN_WHERE_HEADING = re.compile(r"^[^：:]{0,8}时间[、,及和]?地点\s*[:：]?$")
OTHER_LABEL = re.compile(r"^[^：:]{1,8}[:：]")
AT = re.compile(r"[在于](?P<place>[^，。！；,;!]{4,40})")
STREET = re.compile(
    r"[路街道巷]\s?[\d一二三四五六七八九十]+|(?<!^)\d+\s?号|[区市县].{1,12}[路街道巷]|大道|交界"
)
VENUE = _words(
    "大厦 大楼 中心 广场 酒店 饭店 宾馆 咖啡 科技园 科学园 创意园 软件园 产业园 园区 大学 学院",
    "学校 空间 社区 公司 基地 展馆 会馆 图书馆 会议室 办公室 餐厅 酒吧 书店 书吧 礼堂 讲堂",
    "创业园 软件 楼",
)
VENUE_NAME = re.compile(
    r"[^路街道巷号区市县楼层座栋，,。；;\s\d][^路街道巷号区市县，,。；;\s]{0,14}?"
    r"(?:大厦|大楼|中心|广场|酒店|饭店|宾馆|咖啡厅?|科技园|科学园|创意园|软件园|产业园|大学|学院"
    r"|空间|社区|基地|会馆|图书馆|餐厅|酒吧|书店)(?:[A-Z\d]+[座栋层楼室]?)*"
)
NO_VENUE = re.compile(
    r"[，。]|的(?:支持|期待|协助|帮助|努力|掌声)|如火如荼|火热|热烈|有条不紊|大家|我们|中$"
)
BEFORE_PLACE = re.compile(r"^\s*(?:\d{1,2}\s?[日号]|位于|于)\s*")
SAID_OF_PLACE = re.compile(
    r"[，,。；;]\s*(?:具体|详细|地址|届时|感谢|稍后|交通|附近)|\s(?:地铁|公交|交通)\s?[:：]|。|由(?=.*赞助)"
)
NOT_TOLD = re.compile(
    r"待定|洽谈|邮件|短信|通知|知会|保密|另行|告知|发送|稍后|确认函|邀请函|报名成功|某(?:咖啡|酒店|处|地)|有意"
)

# Sponsors: who is thanked for a place, gifts or food.
SPONSORS = (
    re.compile(
        r"(?:赞助商?|赞助方|赞助单位|提供方|提供公司|提供单位)\s*[:：]\s*(?P<name>[^。；;\n]{2,80})"
    ),
    re.compile(
        r"感谢(?P<name>[^，。；;、！!感谢]{2,24}?)(?:公司)?(?:的)?(?:鼎力|倾情|友情|热情)?(?:赞助|提供)"
        r"(?=[^，。；;]{0,12}(?:场地|会场|茶|饮|奖品|礼品|食品|书|，|。|[)）]|$))"
    ),
    re.compile(r"由(?P<name>[^，。；;、！!的]{2,24}?)(?:友情|独家)?赞助"),
    re.compile(
        r"(?P<name>[^，。；;、！!\s感谢]{2,16}?公司)(?:[(（][^()（）]{1,16}[)）])?"
        r"(?:为[^，。]{0,10})?提供了?场地"
    ),
)
SPONSOR_PADDING = re.compile(
    r"^(?:再次|特别|最后|还要|非常|衷心|也|场地|奖品|礼品|提供方?|本期|本次|[:：\s])+"
    r"|(?:的|给?大家|[为对]本[次期](?:活动|沙龙)?|友情|倾情|场地|提供|赞助)+$"
)
NO_SPONSOR = re.compile(
    r"^(?:我们|大家|各位|以下|他们|[\d\W]+)|朋友|讲师|同学|沙龙|支持|以及|^和|\d[件个顶本份]"
)

# Links and heads.
PICTURES = re.compile(r"!\[[^\]\n]{0,300}\]\([^()\n]{0,1000}\)")
ADDRESSES = re.compile(
    r"(?:\[([^\[\]\n]{1,200})\]\s?\(\s?|<a\b[^>]{0,300}?href=[\"'])?"
    r"(https?://[^\s()\[\]<>\"'，。；）]{4,500})"
)
SIGN_UP_LABEL = re.compile(
    r"报名(?:地址|链接|网址|入口|表|通道|方式|页面|请)|(?:点|戳|击|我要).{0,6}报名"
)
FORM_ADDRESS = re.compile(
    r"form|/fill|/f/|//f\.|sign-?up|regist|event|survey|apply|enrol|ticket|activit", re.IGNORECASE
)
PICTURE_ADDRESS = re.compile(r"\.(?:jpe?g|png|gif|webp)\b", re.IGNORECASE)
HEADS = re.compile(
    r"(?<![\d.\-])(?P<count>\d{2,4})\s?(?:多|余|几)?\s?"
    r"(?:(?P<visits>人次)|位|名|个(?:人|朋友|帅哥|同学)|人)(?![月份类民生])"
)
CAME = _words(
    "到场 参加 参与 出席 来到 现场 实到 接近 将近 大约 大概 超过 总共 总数 约 到会",
)
IN_ALL = _words("总共 总数 一共 合计 超过 实到 实际 最终")
NOT_HEADS = re.compile(
    r"每人|人均|[元￥]|讲师|嘉宾|组织团队|老总|女生|美女|MM|控制在|名额|[仅只]?限[\d额制]|聚餐|\d+人\s?[*×xX]|前\d+"
)

# Words of a post's title that do not belong to the name of its meetup.
GENRE = (
    r"(?:活动|现场|精彩)?(?:总结回顾|总结|小结|回顾|汇总|纪要|合影|照片|相册|视频和\s?ppt)",
    r"(?:现已|已经|正式)?(?:开始|火热|现在)?(?:接受)?报名(?:中|贴|帖|开始(?:了|啦)?|地址)?",
    r"(?:开始)?(?:主题|演讲|讲师|议题)?(?:征集|征召|招募|召集)(?:主题)?(?:贴|帖)?(?:[和与及]报名)?",
    r"预告|的?通知|公告",
)
GENRE_TAIL = re.compile(
    rf"[\s\-－—–_:：·,，~～]*(?:{'|'.join(GENRE)})(?:\s*[(（][^()（）]*[)）])?[\s!！~～。.]*$",
    re.IGNORECASE,
)
GENRE_HEAD = re.compile(
    rf"^\s*(?:[\[【<《](?:活动)?(?:推荐活动|推荐大会|推荐|{'|'.join(GENRE)})[\]】>》]|关于)\s*",
    re.IGNORECASE,
)
GENRE_WITHIN = re.compile(
    rf"[(（\[【](?:{'|'.join(GENRE)})[)）\]】]|(?:活动)?(?:总结|小结|回顾)(?=\s*[-—–:：])",
    re.IGNORECASE,
)
JOINS = re.compile(r"(?:暨|与|和|及|联合|携手|联手|&|x)\s*$")
UNFINISHED = " \t-－—–_:：·,，、|&x+~～"
