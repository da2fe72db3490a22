"""Talks that begin with a line of their own: headings, bold lines, lists, tables."""

import pytest

from posts.jekyll.people import Person
from tests.posts.jekyll.make import FRONT
from tests.posts.jekyll.talks import read, told

TWO = [("服务网格落地", ["周晓彤"]), ("消息队列选型", ["钱一鸣"])]

HEADINGS = [
    "## 服务网格落地 by 周晓彤\n\n好。\n\n## 消息队列选型 by 钱一鸣 ##\n好。",
    "### 《服务网格落地》 - 周晓彤\n好。\n\n### 《消息队列选型》 - 钱一鸣\n好。",
    "####主题一：服务网格落地 | 周晓彤\n好。\n####主题二：消息队列选型 | 钱一鸣\n好。",
    "## 周晓彤：服务网格落地\n好。\n\n## 钱一鸣：消息队列选型\n好。",
    "## xiaot(周晓彤)：服务网格落地\n好。\n\n## Ming（钱一鸣）: 消息队列选型\n好。",
    "## 服务网格落地（周晓彤）\n好。\n\n## 消息队列选型（钱一鸣）\n好。",
    "### 10:30  周晓彤  服务网格落地\n好。\n\n###~ 11:10  钱一鸣  消息队列选型\n好。",
    "服务网格落地 - 周晓彤\n-----\n\n好。\n\n消息队列选型 - 钱一鸣\n-----\n\n好。",
]
BELOW = [
    "### ①服务网格落地\n【讲师】周晓彤\n### ②消息队列选型\n【讲师】钱一鸣",
    "### 讲师：周晓彤\n### 主题：服务网格落地\n好。\n\n"
    "### 讲师：钱一鸣\n### 主题：消息队列选型\n好。",
    "## 服务网格落地\n__讲者：__ 周晓彤\n\n## 消息队列选型\n__讲者：__ 钱一鸣",
    "### 服务网格落地\n讲师：周晓彤，某司架构师\n### 消息队列选型\n分享讲师： 某司，钱一鸣",
    (
        "<h3>主题一：《服务网格落地》</h3>\n**讲师：周晓彤**\n"
        "<h3>主题二：《消息队列选型》</h3>\n**讲师：钱一鸣**"
    ),
    (
        "### 服务网格落地\n简介：周晓彤，某司架构师。多年经验。\n### 消息队列选型\n"
        "简介：钱一鸣，某司。"
    ),
    "### 服务网格落地\n周晓彤，某司架构师\n### 消息队列选型\n某司 资深工程师 钱一鸣",
    "### 1.周晓彤\n某司专家\n主题：服务网格落地\n### 2.钱一鸣\n主题：消息队列选型",
    (
        "### 服务网格落地\n来自某云的周晓彤给我们带来了分享。\n### 消息队列选型\n"
        "最后，钱一鸣同学讲解了选型。"
    ),
    "### 服务网格落地\n![周晓彤](/1.jpg)\n好。\n### 消息队列选型\n![钱一鸣](/2.jpg)\n好。",
]
OTHERS = [
    "1，服务网格落地  周晓彤\n  [slides](/a.pdf)\n\n2，消息队列选型  钱一鸣\n  [slides](/b.pdf)",
    "**周晓彤** 服务网格落地\n好。\n\n**钱一鸣** 消息队列选型\n好。",
    "第一场：周晓彤《服务网格落地》\n简介：网格\n\n第二场：钱一鸣《消息队列选型》\n简介：队列",
    "Talk 1: 服务网格落地, by 周晓彤\n\nTalk 2: 消息队列选型, by 钱一鸣",
    "14:00-14:40 周晓彤《服务网格落地》 [PPT](/a.pptx)\n\n15:20-15:40 茶歇\n\n"
    "15:40-16:20 钱一鸣《消息队列选型》 [PPT](/b.pptx)",
    "<p><strong>1、服务网格落地</strong></p>\n<p>讲师：周晓彤</p>\n"
    "<p><strong>2、消息队列选型</strong></p>\n<p>讲师：钱一鸣</p>",
    "**1.《服务网格落地》 周晓彤**\n\n好。\n\n**2.《消息队列选型》 钱一鸣**\n\n好。",
    "1.周晓彤《服务网格落地》\n好。\n\n2.钱一鸣《消息队列选型》\n好。",
    "一. 《服务网格落地》 - [周晓彤](http://weibo.com/x)\n二. 《消息队列选型》 - 钱一鸣",
    (
        "1）《服务网格落地》 周晓彤同学为我们分析了网格。\n\n"
        "2）《消息队列选型》 来自某司的钱一鸣为我们介绍。"
    ),
    "周晓彤 《服务网格落地》\n好。\n\n钱一鸣 带来 《消息队列选型>》\n好。",
    (
        "周晓彤 [@xiaot](http://weibo.com/x) 服务网格落地\n\n"
        "钱一鸣 [@yi](http://weibo.com/y) 消息队列选型"
    ),
    (
        "<服务网格落地>, 来自某地的周晓彤(@xiaot)带来的介绍。\n\n"
        "<消息队列选型>, 做运维的钱一鸣同学(@yi), 讲了选型。"
    ),
    "第一个主题来自于周晓彤：服务网格落地。\n好。\n\n第二个主题来自于钱一鸣：消息队列选型。\n好。",
    "* 服务网格落地 —— 周晓彤\n* 消息队列选型 —— 钱一鸣\n* 自由交流",
    "- 周晓彤 ~ 服务网格落地\n    - 讲了网格\n- 钱一鸣 ~ 消息队列选型\n    - 讲了队列",
    "**主题1：服务网格落地**  \n**讲师：**周晓彤\n\n**主题2：消息队列选型**  \n**讲师：**钱一鸣",
    "议程是:\n\n    08:15 ~ 09:15 周晓彤 (某云)\n        - 服务网格落地\n"
    "    09:15 ~ 09:30 提问&交流\n"
    "    09:30 ~ 10:30 钱一鸣 (某司)\n        - 消息队列选型\n",
    "14:00-14:40 服务网格落地（周晓彤）\n14:40-15:20 消息队列选型（钱一鸣）\n15:20-15:40 茶歇",
    (
        "| 时间 | 主题 | 讲师 |\n|---|---|---|\n| 14:00 | 服务网格落地 | 周晓彤 |\n"
        "| 15:00 | 消息队列选型 | 钱一鸣 |"
    ),
    (
        "<table><tr><td>服务网格落地</td><td>周晓彤</td></tr>\n"
        "<tr><td>消息队列选型</td><td>钱一鸣</td></tr></table>"
    ),
]


@pytest.mark.parametrize("body", [*HEADINGS, *BELOW, *OTHERS])
def test_it_reads_title_and_speaker(body):
    assert told(body) == TWO


@pytest.mark.parametrize("body", HEADINGS)
def test_each_talk_under_a_heading_owns_its_section(body):
    findings = read(body)
    first, second = (talk.lines for talk in findings.talks)
    assert findings.sectioned
    assert first[0] == FRONT + 1
    assert first[1] == second[0]
    assert second[1] == FRONT + 1 + len(body.split("\n"))


@pytest.mark.parametrize("body", OTHERS)
def test_talks_without_headings_own_no_section(body):
    findings = read(body)
    assert not findings.sectioned
    assert [talk.lines for talk in findings.talks] == [None, None]


@pytest.mark.parametrize(
    "rest",
    [
        "## 抽奖环节\n[照片](/a.pdf)",
        "## 互动环节 by 组委",
        "## 合影",
        "## 资料下载\n[PPT](/a.pdf)",
        "## 致谢",
    ],
)
def test_what_nobody_gives_as_a_talk_is_none(rest):
    assert told(f"{HEADINGS[0]}\n\n{rest}\n") == TWO


def test_a_section_ends_before_the_thanks():
    findings = read(f"{HEADINGS[1]}\n\n最后感谢某公司。\n")
    assert findings.talks[1].lines == (FRONT + 4, FRONT + 7)


def test_a_title_may_hold_a_book_mark_and_a_dash():
    body = "## 《某书》成书体验 by 周晓彤\n\n## 聊聊某书 - 下篇 by 钱一鸣\n"
    assert told(body) == [("《某书》成书体验", ["周晓彤"]), ("聊聊某书 - 下篇", ["钱一鸣"])]


def test_a_heading_may_have_two_speakers_or_none():
    body = "### 《甲的实践》 - 周晓彤、钱一鸣\n好。\n### 《乙的实践》\n好。\n[PPT](/b.pdf)\n"
    assert told(body) == [("甲的实践", ["周晓彤", "钱一鸣"]), ("乙的实践", [])]


def test_two_titles_under_one_heading_are_two_talks_and_no_sections():
    body = (
        "## 周晓彤：服务网格落地\n周晓彤带来《服务网格落地》和《消息队列选型》。\n\n"
        "## 钱一鸣：缓存\n好。"
    )
    findings = read(body)
    assert [talk.title for talk in findings.talks] == ["服务网格落地", "消息队列选型", "缓存"]
    assert not findings.sectioned


def test_decks_with_titles_are_talks_where_nothing_else_tells():
    body = (
        "# 幻灯下载\n\n[服务网格落地-周晓彤](/1.pdf)\n\n[消息队列选型](/消息队列选型-钱一鸣.pdf)\n"
    )
    assert told(body) == TWO


def test_it_names_a_speaker_as_the_peoples_table_does_not_but_the_text():
    person = Person("周晓彤", ["小彤"])
    assert told("## 小彤：服务网格落地\n好。\n\n## 钱一鸣：缓存\n好。", person)[0][1] == ["小彤"]


@pytest.mark.parametrize("kind", ["article", "other", "photos"])
def test_an_article_with_a_list_has_no_talks(kind):
    body = "- 周晓彤：三百元\n- 钱一鸣：五十元\n- 冯小小：二十元\n"
    assert read(body, kind=kind).talks == []


def test_a_recap_without_talks_says_so():
    findings = read("活动顺利结束，大家聊得开心。\n")
    assert findings.talks == []
    assert [note.line for note in findings.unplaced] == [None]
    assert not findings.sectioned


def test_a_handle_gives_way_to_the_full_name_in_the_text():
    body = (
        "## bob：服务网格落地\n第一个是某司的Bob（周晓彤）带来的。\n\n## 钱一鸣：消息队列选型\n好。"
    )
    assert told(body) == TWO


def test_it_says_which_talk_has_no_speaker():
    findings = read("### 《甲的实践》 - 周晓彤\n好。\n### 《乙的实践》\n好。\n[PPT](/b.pdf)\n")
    assert [note.line for note in findings.unplaced] == [FRONT + 3]


def test_a_text_longer_than_any_post_is_not_searched():
    findings = read("## 题目 - 周晓彤\n" * 5000)
    assert findings.talks == []
    assert findings.unplaced


def test_a_second_list_in_another_part_is_added():
    body = (
        "## 主题演讲\n\n**服务网格落地**（周晓彤，某讯）\n\n好。\n\n"
        "**消息队列选型**（钱一鸣，某云）\n\n好。\n\n"
        "## 闪电演讲\n\n* 《程序员如何养生》冯小小\n* 《我的开源之路》老何\n"
    )
    assert told(body) == [*TWO, ("程序员如何养生", ["冯小小"]), ("我的开源之路", ["老何"])]


def test_a_list_of_the_next_meetups_talks_is_left_out():
    body = f"{HEADINGS[0]}\n\n## 下期预告\n* 程序员如何养生 - 冯小小\n* 我的开源之路 - 何大力\n"
    assert told(body) == TWO
