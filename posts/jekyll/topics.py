"""Which of a post's tags are topics: neither the city, nor the community, nor the genre."""

import re
from collections.abc import Iterable

from techparty_site.lib.text import fold

# Every meetup is one, and every post of the genre has one of these: they sort nothing.
NOT_TOPICS = (
    "技术 活动 沙龙 小沙龙 技术沙龙 聚会 专场 总结 小结 回顾 报名 公告 通知 征集 召集 照片 "
    "合影 征召 招募 组委 主题 主题征集 主题回顾 自带主题 话题 讲题 回顾 预告 通告 报道 资料 社区 "
    "topic topics register hallo pages signup summary event events party meetup salon"
).split()
NUMBER = re.compile(r"[\d\W_]+")
MAX_NAME = 100


def topics(tags: Iterable[str], names: Iterable[str]) -> list[str]:
    """`names` are those of the cities and the community; the order of the tags is kept."""
    not_topics = {fold(word) for word in (*NOT_TOPICS, *names)}
    unique = {fold(tag): tag for tag in tags}
    return [
        tag[:MAX_NAME]
        for key, tag in unique.items()
        if key not in not_topics and not NUMBER.fullmatch(key)
    ]
