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
FILES = _words("幻灯 ppt slides? 讲稿 演示文稿 演示文档 录音 音频 录像 速记")
SIGN_UP = _words(r"报名 名额 注册参加 sign\s?up")
CALL = _words("征集 征召 投稿 征求 招募讲师")
TOPIC = _words("主题 议题 课题 topic 话题 讲师")
NUMBERED_TOPIC = re.compile(r"(?:主题|议题|topic)\s*[一二三四五六七八九十\d]", re.IGNORECASE)
WHEN_OR_WHERE = re.compile(
    r"(?:活动|沙龙|聚会|大会|举办|举行|本期){0,4}(?:时间|日期|地点|地址|场地)\s*[:：]"
)

# A line that says where: its label and what it names.
WHERE_LINE = re.compile(
    r"(?:活动|沙龙|聚会|大会|会议|举办|举行|本期|本次|场地|详细|具体){0,4}"
    r"(?:地点|地址|场地)\s*[:：]\s*(?P<place>\S.*)"
)
# The place of a sentence that says where it was or will be held.
HELD_IN = re.compile(
    r"在(?P<place>[^，。！；,;!]{2,40}?)(?:成功|顺利|如期|隆重|准时|正式|圆满|热烈|地){0,3}"
    r"(?:举行|举办|召开|进行|开始|开幕|开场|拉开|迎来|来临)"
)
