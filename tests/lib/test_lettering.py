import pytest

from techparty_site.lib import lettering
from techparty_site.lib.breaking import atoms, cut, wrap

WIDTH = 10


def measure(text):
    """Chinese signs two wide, others one, as a terminal has them."""
    return sum(2 if ord(sign) > 0x2000 else 1 for sign in text)


@pytest.fixture
def letters():
    found = lettering.find()
    if found is None:
        pytest.skip("no Chinese font on this machine")
    return found


@pytest.fixture
def other_places(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(lettering, "PLACES", [str(tmp_path)])
    lettering._find.cache_clear()
    yield tmp_path
    lettering._find.cache_clear()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("一二三四五六七八", ["一二三四五", "六七八"]),
        ("一二三四五，六七八", ["一二三四", "五，六七八"]),
        ("一二三四（五）六七", ["一二三四", "（五）六七"]),
        ("一二三四“五”六七", ["一二三四", "“五”六七"]),
        ("用 Docker 装箱啊", ["用 Docker", "装箱啊"]),
        ("don't go, v1.2", ["don't go,", "v1.2"]),
        ("high-performance", ["high-", "performa", "nce"]),
        ("a" * 25, ["a" * 10, "a" * 10, "a" * 5]),
        ("字", ["字"]),
        ("", []),
        (" 一 ", ["一"]),
    ],
)
def test_lines_end_where_they_may(text, lines):
    assert wrap(text, WIDTH, measure, 9) == (lines, False)


def test_of_a_long_text_the_last_line_tells_that_more_was_there():
    lines, was_cut = wrap("集装箱，" * 20, WIDTH, measure, 2)
    assert was_cut
    assert lines == ["集装箱，集", "装箱，集…"]
    assert cut("一二三，四五六", WIDTH, measure) == "一二三…"


def test_no_sign_is_left_alone_in_the_last_line():
    assert wrap("一二三四五六", WIDTH, measure, 9) == (["一二三", "四五六"], False)


def test_a_line_holds_what_stays_together():
    assert list(atoms("用Docker，（装）箱")) == ["用", "Docker，", "（装）", "箱"]


def test_what_has_no_shape_is_left_out():
    assert lettering.legible(" 控\x00制\u202e符\ufe0f\u200d\n号 ") == "控制符 号"
    assert lettering.legible("广州\u3000深圳") == "广州\u3000深圳"


def test_the_first_size_that_fits_is_taken(letters):
    sizes = ((60, 1), (30, 2), (20, 2))
    assert letters.fit("短", 300, sizes)[:2] == (60, ["短"])
    assert letters.fit("长一点的标题还是放得下的", 300, sizes)[0] == 30
    size, lines, font = letters.fit("很长的标题，" * 30, 300, sizes)
    assert (size, len(lines), lines[-1][-1]) == (20, 2, "…")
    assert max(map(font.getlength, lines)) <= 300


def test_no_boxes_are_written(letters):
    face = letters.regular[0]
    assert lettering.drawable(face, "👩‍💻 React 入门 🎉") == "React 入门"
    assert (
        lettering.drawable(face, "第一二三四五六七八九\U00030000个") == "第一二三四五六七八九〓个"
    )
    assert lettering.drawable(face, "ᚠᚢᚦ") == ""


def test_simplified_chinese_is_taken_of_a_font_for_all(letters):
    names = lettering.opened(letters.regular[0], 16).getname()
    assert lettering.lost(letters.regular[0], "汉字，技术") == []
    assert "JP" not in " ".join(names)


def test_without_a_font_there_is_none(settings, other_places):
    settings.SHARE_FONT = ""
    assert lettering.find() is None
    settings.SHARE_FONT = "off"
    assert lettering.find() is None
    settings.SHARE_FONT = str(other_places / "gone.ttf")
    assert lettering.find() is None


def test_a_font_is_found_in_its_folder_or_by_the_setting(settings, letters, other_places):
    (other_places / "deep").mkdir()
    kept, renamed = other_places / "deep" / "wqy-microhei.ttc", other_places / "ours.ttc"
    kept.symlink_to(letters.regular[0].path)
    assert lettering.find().bold[0].path == str(kept)
    kept.rename(renamed)
    settings.SHARE_FONT = str(renamed)
    assert lettering.find().regular[0].path == str(renamed)
