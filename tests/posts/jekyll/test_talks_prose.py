"""Talks told in sentences."""

import pytest

from posts.jekyll.people import Person
from tests.posts.jekyll.talks import read, told

SENTENCES = [
    "首先由来自某讯的周晓彤为大家分享《服务网格落地》，内容很丰富。",
    "周晓彤的《服务网格落地》从一次故障讲起。",
    "第一个上场的是周晓彤，为我们带来《服务网格落地》。",
    "《服务网格落地》是周晓彤带来的主题，干货十足。",
    "随后的《服务网格落地》由周晓彤主讲，大家听得认真。",
    "周晓彤，某讯架构师，分享了题为《服务网格落地》的演讲。",
    "压轴的是周晓彤的《服务网格落地》。",
    "接着周晓彤跟大家聊了聊“服务网格落地”这个话题。",
    "然后到了某讯资深工程师周晓彤同学（微博：@xt）的分享时间，主题是《服务网格落地》。",
    "第一个做分享的是周晓彤，他的主题是《服务网格落地》。",
    "这次请到了某讯的周晓彤来讲《服务网格落地》。",
    "在《服务网格落地》的演讲中，周晓彤介绍了网格。",
    "首先是周晓彤（http://weibo.com/x）的主题：服务网格落地。他讲了很多。",
    "第一个主题<服务网格落地>，是由主持人周晓彤带来的。",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_it_reads_title_and_speaker_out_of_a_sentence(sentence):
    body = f"上周日大家聚在某地。\n\n{sentence}\n\n[幻灯](http://h.example/a.pdf)\n"
    findings = read(body)
    assert [talk.title for talk in findings.talks] == ["服务网格落地"]
    assert [s.name for s in findings.talks[0].speakers] == ["周晓彤"]
    assert len(findings.talks[0].attachments) == 1


def test_one_sentence_may_hold_many_talks():
    body = "相关的有周晓彤的《网格落地》、[@yiming](http://t.example/y)的《队列选型》，以及啃面包的《缓存那些事》等。"
    assert told(body) == [
        ("网格落地", ["周晓彤"]),
        ("队列选型", ["yiming"]),
        ("缓存那些事", ["啃面包"]),
    ]


def test_one_speaker_may_give_two_talks():
    assert told("最后是周晓彤带来两个主题《网格落地》和《队列选型》。") == [
        ("网格落地", ["周晓彤"]),
        ("队列选型", ["周晓彤"]),
    ]


def test_a_talk_told_twice_is_one():
    body = "有周晓彤的《网格落地》。\n\n接着周晓彤先生带来《网格落地》，讲得好。\n"
    assert told(body) == [("网格落地", ["周晓彤"])]


def test_a_talk_may_have_no_title():
    body = "紧接着，就是周晓彤先生分享的关于网格的给力主题([PPT](http://h.example/a))。\n"
    assert told(body) == [(None, ["周晓彤"])]


def test_a_quoted_title_may_be_known_by_the_deck_behind_it():
    body = (
        "来自某浪的架构师 Tim Zhou 的 “平台架构演进”，讲得好([slides](http://h.example/a.pdf))。\n"
    )
    assert told(body) == [("平台架构演进", ["Tim Zhou"])]


def test_i_am_the_posts_author():
    author = Person("周晓彤", ["xiaotong"])
    body = "接下来是我自己的一个主题《网格落地》，讲得不好。\n"
    assert told(body, author, author="xiaotong") == [("网格落地", ["周晓彤"])]


@pytest.mark.parametrize(
    "sentence",
    [
        "推荐大家读《某某之道》一书。",
        "下期主题是周晓彤带来的《前端工程化》，敬请期待。",
        "来自《某某之道》作者周晓彤的赞助。",
        "感谢周晓彤，我们一起看了电影《某某传奇》。",
        "沙龙的宗旨是“你的沙龙”，欢迎大家支持。",
        "表演者带来了《某某之歌》和《某某舞》两首曲子。",
    ],
)
def test_a_book_a_film_or_a_saying_is_no_talk(sentence):
    assert told(f"{sentence}\n") == []
