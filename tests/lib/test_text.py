import pytest

from techparty_site.lib import tags
from techparty_site.lib.text import fold, key_of, slugify, unused


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("C++", "cpp"),
        ("C#", "csharp"),
        ("C＋＋", "cpp"),
        (".NET", "dotnet"),
        ("Node.js", "node-js"),
        ("《打造 Docker 航运》", "打造-docker-航运"),
        ("../../etc/passwd", "etc-passwd"),
        ("!!!", ""),
    ],
)
def test_addresses_keep_chinese_and_tell_technologies_apart(text, slug):
    assert slugify(text) == slug


def test_addresses_are_cut_to_their_column():
    assert len(slugify("讲" * 300)) == 80


@pytest.mark.parametrize("other", ["IOS", "ｉＯＳ", " ios "])
def test_names_fold_over_case_width_and_blanks(other):
    assert fold("iOS") == fold(other)


def test_a_key_fits_its_column_though_folding_makes_names_longer():
    assert len(fold("ﷺ" * 100)) > 200
    assert len(key_of("ﷺ" * 100)) == 200
    assert key_of("ＩＯＳ") == "ios"


def test_a_taken_address_gets_a_number_within_its_column():
    assert unused("talk", {"talk", "talk-2"}) == "talk-3"
    assert unused("讲" * 80, {"讲" * 80}) == "讲" * 78 + "-2"


def test_tags_are_split_on_every_separator_people_use():
    assert tags.split("Docker，微服务、云 计算; Docker；,Go") == [
        "Docker",
        "微服务",
        "云 计算",
        "Go",
    ]
