from datetime import UTC, date, datetime, time

import pytest

from posts.jekyll.clock import read_span
from posts.jekyll.event_titles import event_title
from posts.jekyll.facts import find_facts
from posts.jekyll.kinds import guess_kind
from tests.posts.jekyll.make import FRONT, make_source
from tests.posts.jekyll.truth import CITIES, labels, needs_archive, posts, share

pytestmark = pytest.mark.usefixtures("english")

POSTED = datetime(2015, 10, 26, tzinfo=UTC)  # a Monday
OWN = ("珠江技术沙龙", "Riverparty")


def facts(body="", kind="recap", **fields):
    fields.setdefault("date", POSTED)
    return find_facts(make_source(body, **fields), kind, CITIES, OWN)


def day(body="", kind="recap", **fields):
    return facts(body, kind, **fields)[0].date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2015 年 10 月 18 日，沙龙成功举办。", date(2015, 10, 18)),
        ("10月18日(周日)，沙龙圆满结束。", date(2015, 10, 18)),
        ("10.18成功举办的沙龙", date(2015, 10, 18)),
        ("沙龙在 18 号如期进行", date(2015, 10, 18)),
        ("上个周日(10.18)，我们顺利举办了沙龙", date(2015, 10, 18)),
        ("上周日，我们举办了沙龙", date(2015, 10, 25)),
        ("昨天，沙龙刚刚结束", date(2015, 10, 25)),
        ("12月19日，沙龙成功举行", None),
        ("录音: [1](http://a.example/20151018_talk.mp3)", date(2015, 10, 18)),
        ("没有日子的总结", None),
    ],
)
def test_a_recap_tells_a_day_before_it(text, expected):
    assert day(text, title="十月沙龙总结") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("时间：11 月 1 日下午", date(2015, 11, 1)),
        ("本周日下午，等你来参加", date(2015, 11, 1)),
        ("下周六见，地点另行通知，欢迎参加", date(2015, 11, 7)),
        ("# 活动时间\n\n2015.11.01(周日) 下午2:00", date(2015, 11, 1)),
        ("时间：1 月 10 日", date(2016, 1, 10)),
        ("活动时间：11 月 8 日\n\n投稿截止日期：11 月 1 日", date(2015, 11, 8)),
        ("我们会在 11 月 1 日发送确认信。时间：11 月 8 日", date(2015, 11, 8)),
        ("原定于11月1日举行的沙龙推迟到11月8日。", date(2015, 11, 8)),
        ("请于11月1日前报名参加，11月8日见", date(2015, 11, 8)),
        ("11月1日举行的沙龙改到11月8日", date(2015, 11, 8)),
        ("预计时间为11月1日下午。\n\n时间确认：2015.11.08(周日)", date(2015, 11, 8)),
        ("乘坐地铁 3 号线，到科韵路 16 号。", None),
    ],
)
def test_an_invitation_tells_a_day_after_it(text, expected):
    assert day(text, kind="signup", title="沙龙报名") == expected


def test_the_title_tells_the_month_the_text_leaves_out():
    assert day("沙龙在20号进行", title="2015年9月沙龙总结") == date(2015, 9, 20)


def test_a_title_of_many_months_is_of_no_single_day():
    found, conflicts = facts("5月3日举行", kind="photos", title="2015年4,5,6月沙龙")
    assert found.date is None
    assert "several meetups" in conflicts[0].message


def test_an_article_is_of_no_day():
    assert day("10 月 18 日成功举办", kind="article") is None


def test_a_weekday_that_does_not_fit_is_a_conflict_with_its_line():
    found, conflicts = facts("10月18日(周六)，沙龙成功举办")
    assert found.date == date(2015, 10, 18)
    assert [note.line for note in conflicts] == [FRONT + 1]
    assert facts("10月18日(周日)，沙龙成功举办")[1] == []


def test_each_fact_names_its_line():
    found, _conflicts = facts("\n时间：11月1日 13:30-17:30\n地点：云山咖啡", kind="signup")
    assert [(note.line, note.message) for note in found.claims] == [
        (FRONT + 2, "day of the meetup: 2015-11-01"),
        (FRONT + 2, "hours of the meetup: 13:30–17:30"),
        (FRONT + 3, "place of the meetup: 云山咖啡"),
    ]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("下午 1:30 至 5:30", time(13, 30), time(17, 30)),
        ("下午1：30 至6：00在", time(13, 30), time(18)),
        ("13:30～18:00（准时开始）", time(13, 30), time(18)),
        ("10:00 AM - 5:00 PM", time(10), time(17)),
        ("下午两点半开始", time(14, 30), None),
        ("下午2点30分", time(14, 30), None),
        ("2013年12月15日 13:00 ～ 2013年12月15日 16:00", time(13), time(16)),
        ("21:00 ~ 4 月 5 日 03:00", time(21), None),
    ],
)
def test_hours_are_read_as_people_write_them(text, start, end):
    assert read_span(text) == (start, end)


@pytest.mark.parametrize("text", ["25:00", "三点建议没有", "1：99", ""])
def test_what_is_no_hour_is_none(text):
    assert read_span(text) in (None, (time(3), None))


@pytest.mark.parametrize(
    ("text", "venue", "address"),
    [
        ("地点：深圳 云山科技大厦", "深圳 云山科技大厦", ""),
        ("活动地点：云山空间：南山区科文路1号四层", "云山空间", "南山区科文路1号四层"),
        ("地址：科文路 5 号TCL大厦A座901", "TCL大厦A座901", "科文路 5 号TCL大厦A座901"),
        ("# 本期活动地点\n\n云山咖啡", "云山咖啡", ""),
        ("地点：云山科技园（感谢某公司赞助场地），具体由邀请函通知", "云山科技园", ""),
        ("地点：报名成功后邮件通知", "", ""),
        ("地点：待定", "", ""),
        ("报名地址：http://a.example/", "", ""),
    ],
)  # fmt: skip
def test_places_are_venues_and_addresses(text, venue, address):
    found = facts(text, kind="signup")[0]
    assert (found.venue, found.address) == (venue, address)


def test_a_recap_tells_its_place_in_a_sentence():
    assert facts("我们在云山科技大厦成功地举办了沙龙")[0].venue == "云山科技大厦"
    assert facts("沙龙在大家的期待中开始了")[0].venue == ""


def test_the_excerpt_may_be_the_only_line_that_names_the_place():
    assert facts("正文", excerpt="我们在云山大厦举办了沙龙")[0].venue == "云山大厦"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("场地赞助：云山网 [www.a.example](http://www.a.example)", ["云山网"]),
        ("特别感谢云山软件赞助场地和茶水", ["云山软件"]),
        ("再次感谢 UC 云山 倾情赞助，", ["UC 云山"]),
        ("感谢大家的支持", []),
    ],
)
def test_sponsors_are_who_is_thanked_for_something(text, names):
    assert facts(text)[0].sponsors == names


def test_the_link_to_sign_up_is_the_one_that_says_so():
    body = "[讲师](http://a.example/me)\n\n[我要报名！](http://b.example/go)\n\nhttp://c.example/"
    assert facts(body, kind="signup")[0].signup_url == "http://b.example/go"
    assert facts(body)[0].signup_url == ""


def test_a_form_right_under_the_invitation_is_the_link():
    body = "请填写下面的报名表单\n\n<iframe src='http://a.example/form/12'></iframe>"
    assert facts(body, kind="signup")[0].signup_url == "http://a.example/form/12"


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("报名近 264 人，最终大约180人来到了现场", 180),
        ("签到25人，总数在40人左右", 40),
        ("120 多位朋友参加了活动", 120),
        ("每人 50 元，限 30 人", None),
        ("来了 3 位讲师", None),
    ],
)
def test_heads_are_those_who_came(text, heads):
    assert facts(text)[0].head_count == heads


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("广州技术沙龙第二期活动总结", "广州技术沙龙第二期"),
        ("珠江技术沙龙2010Q4总结", "珠江技术沙龙2010Q4"),
        ("Riverparty-深圳 10 月 18 日 Docker 专场沙龙开始报名", "深圳 10 月 18 日 Docker 专场沙龙"),
        ("【报名】Riverparty 数据专场沙龙（深圳站）开始报名", "数据专场沙龙（深圳站）"),
        ("【深圳】Riverparty 数据专场沙龙报名", "【深圳】数据专场沙龙"),
        ("某社区联合珠江技术沙龙6月专场沙龙主题征集贴", "某社区联合珠江技术沙龙6月专场沙龙"),
        ("5 月某站暨珠江技术沙龙总结", "5 月某站暨珠江技术沙龙"),
        ("2010年11月小沙龙总结--数据专题", "2010年11月小沙龙--数据专题"),
        ("总结", "总结"),
    ],
)  # fmt: skip
def test_a_meetup_is_named_by_its_post_without_words_of_the_genre(title, name):
    assert event_title(title, OWN) == name


@needs_archive
def test_the_days_of_the_archive_s_recaps_are_right():
    dated = [label for label in labels("recaps") if label["event_date"]]
    right = []
    for label in dated:
        source = posts()[label["file"]]
        found, _conflicts = find_facts(source, guess_kind(source, 0)[0], CITIES)
        right.append(str(found.date) == label["event_date"])
    assert share(right) >= 0.90


@needs_archive
def test_most_head_counts_of_the_archive_are_right():
    """The labels are words (“大约 70 名”): any number in them is right."""
    right = [
        str(find_facts(posts()[label["file"]], "recap", CITIES)[0].head_count)
        in label["head_count"]
        for label in labels("recaps")
        if label["head_count"]
    ]
    assert share(right) >= 0.80
