import pytest

from posts.jekyll.kinds import guess_kind
from tests.posts.jekyll.make import make_source
from tests.posts.jekyll.truth import labels, needs_archive, posts, share

pytestmark = pytest.mark.usefixtures("english")

SIGN_UP = (
    "时间：11 月 8 日\n\n欢迎报名，名额有限。\n\n主题一：容器\n\n主题二：流水线\n\n请点这里报名"
)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("三月容器专场活动总结", "recap"),
        ("三月容器专场 - 视频和 PPT", "recap"),
        ("无责任报道：容器大会第二天", "recap"),
        ("三月容器专场报名开始", "signup"),
        ("年终总结沙龙报名", "signup"),
        ("推荐系统专场报名", "signup"),
        ("三月沙龙主题征集贴", "call_for_talks"),
        ("[活动推荐]架构师大会的十个理由", "announcement"),
        ("三月沙龙延期的通知", "announcement"),
        ("招募实习组委", "announcement"),
        ("三月沙龙合影", "photos"),
        ("三月沙龙日程", "schedule"),
        ("社区 FAQ", "article"),
        ("财务公告", "other"),
    ],
)
def test_the_title_names_the_kind(title, kind):
    assert guess_kind(make_source("正文", title=title), 0) == (kind, None)


def test_a_title_with_two_words_is_decided_by_the_talks_already_announced():
    source = make_source("欢迎大家", title="三月沙龙主题征集与报名")
    assert guess_kind(source, 0)[0] == "call_for_talks"
    assert guess_kind(source, 4)[0] == "signup"


def test_a_gathering_calls_for_talks_where_the_text_does():
    assert guess_kind(make_source("欢迎报名", title="三月沙龙召集"), 0)[0] == "signup"
    assert guess_kind(make_source("主题征集中", title="三月沙龙召集"), 0)[0] == "call_for_talks"


def test_the_body_decides_where_the_title_is_silent_and_that_is_noted():
    kind, note = guess_kind(make_source(SIGN_UP, title="三月容器专场"), 0)
    assert kind == "signup"
    assert "names no kind" in note.message


def test_pictures_with_hardly_a_word_are_photos():
    source = make_source("合照\n\n![a](http://a.example/1.jpg)", title="三月容器专场")
    assert guess_kind(source, 0) == ("photos", None)
    assert guess_kind(make_source("![a](http://a.example/1.jpg)" + SIGN_UP * 5), 0)[0] != "photos"


def test_a_line_of_files_under_a_picture_is_no_album():
    source = make_source("![a](http://a.example/1.jpg)\n\n幻灯和视频", title="三月容器专场")
    assert guess_kind(source, 0)[0] != "photos"


def test_a_day_gone_by_and_files_of_talks_make_a_recap():
    body = (
        "{}，容器专场。"
        + "讲师们很忙。" * 40
        + "\n\n[录音](http://a.example/1.mp3)\n[幻灯](http://a.example/1)"
    )
    past, ahead = body.format("10 月 18 日"), body.format("11 月 8 日")
    assert guess_kind(make_source(past, title="容器专场"), 0)[0] == "recap"
    assert guess_kind(make_source(ahead, title="容器专场"), 12)[0] != "recap"


def test_a_long_text_of_no_day_is_an_article():
    source = make_source("欢迎报名，名额有限。" + "问答一则。" * 200, title="你的沙龙")
    assert guess_kind(source, 0)[0] == "article"


def test_a_category_that_says_otherwise_is_noted_and_loses():
    source = make_source("", title="三月容器专场总结", categories=["报名"])
    kind, note = guess_kind(source, 0)
    assert kind == "recap"
    assert "signup" in note.message


def test_a_category_decides_where_nothing_else_does():
    source = make_source("一些文字。" * 40, title="三月随笔", categories=["人物"])
    assert guess_kind(source, 0)[0] == "article"


@needs_archive
@pytest.mark.parametrize("talks_found", [0, 12])
def test_the_kinds_of_the_archive_are_right(talks_found):
    right = [
        guess_kind(posts()[label["file"]], talks_found)[0] == label["kind"]
        for label in labels("kinds_cities")
    ]
    assert share(right) >= 0.95
