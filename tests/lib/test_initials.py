import pytest

from techparty_site.lib.initials import initial


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("安全", "A"),
        ("容器", "R"),
        ("座谈", "Z"),
        ("啊", "A"),
        ("docker", "D"),
        (".NET", "N"),
        ("Ｃ＋＋", "C"),
        ("Ångström", "A"),
        ("3D 打印", "#"),
        ("囧", "#"),
        ("", "#"),
        ("+", "#"),
    ],
)
def test_a_name_stands_under_its_letter(name, letter):
    assert initial(name) == letter
