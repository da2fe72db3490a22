import pytest

from posts.jekyll.people import read_names, read_people
from posts.jekyll.problems import ImportProblem
from tests.posts.jekyll.truth import ARCHIVE, needs_archive

pytestmark = pytest.mark.usefixtures("english")


def row(cell, picture="me.png"):
    return f"<tr><td><img src='{picture}'/></td><td>{cell}</td></tr>"


def people(root, speakers="", organizers=""):
    for name, rows in (("speaker.html", speakers), ("organizer.html", organizers)):
        (root / name).write_text(f"---\ntitle: x\n---\n<table>{rows}</table>", encoding="utf-8")
    return read_people(root / "speaker.html", root / "organizer.html")


def test_a_row_is_a_name_an_address_and_a_bio(tmp_path):
    cell = '<a href="http://a.example/">林小满</a>\n 写 <b>Go</b>，<br>住在<a href="http://b.example">山里</a>'
    [person] = people(tmp_path, row(cell))
    assert (person.name, person.picture, person.line) == ("林小满", "me.png", 4)
    assert person.links == ["http://a.example/", "http://b.example"]
    assert person.bio == "写 Go，\n住在山里"


def test_a_name_needs_no_address(tmp_path):
    [person] = people(tmp_path, row("\n 林小满\n 工程师 "), "")
    assert (person.name, person.bio, person.links) == ("林小满", "工程师", [])


def test_headings_letters_and_unclosed_cells_are_no_persons(tmp_path):
    rows = "<tr><td>L</td><td></td></tr>" + row("<a href='#'>林小满</a>")
    broken = "<tr><td><img src='x.png'><td><a href=''>周一</a>工程师<tr><td>Z"
    assert [one.name for one in people(tmp_path, rows + broken)] == ["林小满", "周一"]


@pytest.mark.parametrize(
    ("written", "name", "aliases"),
    [
        ("林小满 网名: Glimmer", "林小满", ["Glimmer"]),
        ("林小满  网名:老林", "林小满", ["老林"]),
        ("Zoom.Li (阿明)", "Zoom.Li", ["阿明"]),
        ("林小满 Roger", "林小满", ["Roger", "林小满 Roger"]),
        ("David 林小满", "林小满", ["David", "David 林小满"]),
        ("Ken 大郎", "Ken 大郎", []),
        ("DC Li", "DC Li", []),
    ],
)
def test_other_names_are_told_apart(written, name, aliases):
    assert read_names(written) == (name, aliases)


def test_a_nickname_in_the_bio_is_an_alias_and_an_account_is_a_handle(tmp_path):
    cell = '<a href="http://weibo.com/xiaoman">林小满</a>，网名清醒，Twitter：xm2'
    [person] = people(tmp_path, row(cell))
    assert (person.aliases, person.handles) == (["清醒"], ["xm2", "xiaoman"])


def test_one_who_stands_in_both_tables_is_one_person(tmp_path):
    cell = '<a href="http://a.example/">林小满</a>{}'
    [person] = people(tmp_path, row(cell.format("短")), row(cell.format("长一点")))
    assert person.organizer
    assert person.bio == "长一点"


def test_nobody_is_merged_on_a_name_or_a_handle_alone(tmp_path):
    first = row('<a href="http://weibo.com/xm">Harry</a>', "a.png")
    second = row('<a href="http://twitter.com/xm">Harry</a>', "b.png")
    other = row('<a href="http://weibo.com/xm">周一</a>', "c.png")
    assert [one.name for one in people(tmp_path, first, second + other)] == [
        "Harry",
        "Harry",
        "周一",
    ]


def test_mail_addresses_are_no_links(tmp_path):
    assert people(tmp_path, row('<a href="mailto:a@a.example">周一</a>'))[0].links == []


def test_a_missing_table_is_empty_and_a_linked_one_is_refused(tmp_path):
    assert read_people(tmp_path / "a.html", tmp_path / "b.html") == []
    (tmp_path / "a.html").symlink_to("/etc/hostname")
    with pytest.raises(ImportProblem, match="symbolic"):
        read_people(tmp_path / "a.html", tmp_path / "b.html")


@needs_archive
def test_all_people_of_the_archive_are_read():
    """18 speakers and 31 organizers, of whom four are both."""
    found = read_people(ARCHIVE / "speaker.html", ARCHIVE / "organizer.html")
    assert len(found) == 45
    assert sum(person.organizer for person in found) == 31
    assert all(person.name and person.bio and person.picture for person in found)
