import pytest

from posts.jekyll.names import KnownPeople, is_chinese_name, name_at_end, name_at_start
from posts.jekyll.people import Person
from posts.jekyll.talks.speakers import read_labelled, read_speakers

PEOPLE = KnownPeople([Person("林小满", ["满满", "xiaoman"])])


def names(text, floor=0.5):
    return [speaker.name for speaker in read_speakers(text, PEOPLE, floor=floor)]


@pytest.mark.parametrize("name", ["周晓彤", "钱一", "欧阳小小", "吳小明"])
def test_a_surname_and_a_given_name_are_a_name(name):
    assert is_chinese_name(name)


@pytest.mark.parametrize("word", ["高级", "方法", "程序员", "我们", "沙龙", "时间", "白板", "陈的"])
def test_an_everyday_word_is_no_name(word):
    assert not is_chinese_name(word)


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("某司研发总监周晓彤老师", "周晓彤"),
        ("首先是某站的 CTO 钱一", "钱一"),
        ("来自某工作室的 Tony Zhou", "Tony Zhou"),
        ("某站的周晓彤 Tony", "周晓彤"),
        ("美女版主xiaot", "xiaot"),
        ("由老周", "老周"),
        ("周晓彤周老师", "周晓彤"),
        ("某公司的 @xiaot", "xiaot"),
        ("无花之果 @xiaot", "无花之果"),
    ],
)
def test_it_finds_the_name_that_closes_a_phrase(phrase, name):
    found = name_at_end(phrase)
    assert found
    assert found.name == name


@pytest.mark.parametrize("phrase", ["资深前端工程师", "某某有限公司的团队", "", "http://"])
def test_it_finds_no_name_where_a_phrase_ends_with_a_post(phrase):
    found = name_at_end(phrase)
    assert found is None or found.sure < 0.5


def test_a_technique_is_less_sure_than_a_person():
    technique, person = name_at_end("讲解如何使用Kafka"), name_at_end("创始人Kafka")
    assert technique
    assert person
    assert technique.sure < 0.5 < person.sure


def test_it_finds_the_name_that_opens_a_line_and_no_part_of_a_word():
    assert name_at_start("周晓彤，某司架构师") == "周晓彤"
    assert name_at_start("周晓彤同学为我们讲") == "周晓彤"
    assert name_at_start("周末大家一起来") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("周晓彤、钱一", ["周晓彤", "钱一"]),
        ("周晓彤 & Tony Zhou", ["周晓彤", "Tony Zhou"]),
        ("周晓彤和钱一", ["周晓彤", "钱一"]),
        ("Tony Zhou and Bob Qian", ["Tony Zhou", "Bob Qian"]),
        ("Tony（周晓彤）", ["周晓彤"]),
        ("xiaot(周晓彤，博客：h.example)", ["周晓彤"]),
        ("周晓彤(Tony)", ["周晓彤"]),
        ("小彤(周晓彤，博客：h.example)", ["周晓彤"]),
        ("某司，周晓彤", ["周晓彤"]),
        ("某司前端工程师, 周晓彤", ["周晓彤"]),
        ("周晓彤 @xiaot", ["周晓彤"]),
        ("前某司员工xiaot（周晓彤）", ["周晓彤"]),
        ("自由交流", []),
    ],
)
def test_it_reads_the_speakers_out_of_a_phrase(text, expected):
    assert names(text) == expected


def test_it_keeps_the_company_beside_the_name():
    (speaker,) = read_speakers("周晓彤（某云）", PEOPLE)
    assert (speaker.name, speaker.affiliation) == ("周晓彤", "某云")


def test_it_takes_the_name_and_not_a_word_of_the_life_that_follows():
    (speaker,) = read_labelled("周晓彤，某司架构师。曾参与多个项目，关注云计算。", PEOPLE)
    assert (speaker.name, speaker.affiliation) == ("周晓彤", "某司架构师")


def test_it_knows_a_person_of_the_tables_by_an_alias():
    assert PEOPLE.name_of("XiaoMan") == "林小满"
    assert PEOPLE.name_of("somebody") is None
