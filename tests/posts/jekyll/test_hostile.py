"""An archive that means harm: one clear line per file, and the rest is read."""

import os
from unittest import mock

import pytest

from posts.jekyll.cities import guess_cities
from posts.jekyll.facts import find_facts
from posts.jekyll.kinds import guess_kind
from posts.jekyll.permalinks import old_addresses
from posts.jekyll.problems import ImportProblem
from posts.jekyll.source import find_posts, read_config, read_post
from tests.posts.jekyll.truth import CITIES, write_post

pytestmark = pytest.mark.usefixtures("english")

GOOD = "---\ntitle: 好文章\n---\n正文\n"
BOMB = "a: &a [x,x]\n" + "".join(
    f"{new}: &{new} [*{old},*{old},*{old}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


def problem(root, text, name="2015-10-26-bad.md"):
    path = write_post(root, name, text)
    with pytest.raises(ImportProblem) as caught:
        read_post(path, root, {})
    assert "\n" not in str(caught.value)
    assert caught.value.file_name == name
    return caught.value


@pytest.mark.parametrize(
    ("front", "sentence", "line"),
    [
        ("title: x\nrun: !!python/object/apply:os.system ['true']", "python/object", 3),
        ("x: !ruby/object:Gem::Installer {}", "ruby/object", 2),
        (BOMB, "too many YAML aliases", 6),
        ("a: &a [*a]", "contains itself", 2),
        ("a: " + "[" * 300 + "]" * 300, "nested too deeply", 2),
        ("x: !!binary aGFsbG8=", "no plain data", 1),
        ("a: [1", "no YAML", 3),
        ("- a\n- b", "no list", 2),
        ("a: '\x07" + "x" * 200 + "'", "control characters", 2),
        ("a: " + "x" * 70_000, "longer than 64 KB", 1),
    ],
)
def test_front_matter_that_is_no_plain_data_is_refused(tmp_path, front, sentence, line):
    found = problem(tmp_path, f"---\n{front}\n---\n正文\n")
    assert sentence in found.sentence
    assert found.line == line


def test_five_megabytes_of_front_matter_are_refused(tmp_path):
    found = problem(tmp_path, "---\n" + "a: b\n" * 1_000_000)
    assert "longer than 64 KB" in found.sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"---\ntitle: x\n", "no closing ---"),
        (b"---\ntitle: x\n---\n\x00\x01\x02", "binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
        (b"---\ntitle: \xff\xff\n---\n", "neither UTF-8 nor GB18030"),
        (b"\x01\x02\x03\x04" * 20, "binary"),
        (b"---\ntitle: x\n---\n" + b"x" * 2_000_000, "longer than a post can be"),
        (b"x" * 11_000_000, "larger than 10 MB"),
    ],
)
def test_what_is_no_text_of_a_post_is_refused(tmp_path, text, sentence):
    assert sentence in problem(tmp_path, text).sentence


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("2013-99-99-x.md", "no such day"),
        ("hello.md", "does not start with a date"),
        ("1066-10-14-x.md", "no such day"),
    ],
)
def test_a_name_without_a_day_is_refused(tmp_path, name, sentence):
    assert sentence in problem(tmp_path, GOOD, name).sentence


def test_links_out_of_the_folder_are_named_and_not_followed(tmp_path):
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "2015-01-01-secret.md").write_text(GOOD)
    site = tmp_path / "site"
    write_post(site, "2015-10-26-good.md", GOOD)
    (site / "_posts" / "2015-01-01-link.md").symlink_to(secret / "2015-01-01-secret.md")
    (site / "_posts" / "folder").symlink_to(secret)
    outcomes = dict(outcome(path, site) for path in find_posts(site))
    assert outcomes == {
        "2015-01-01-link.md": "symbolic links are not followed",
        "2015-10-26-good.md": "好文章",
        "folder": "symbolic links are not followed",
    }


def outcome(path, root):
    try:
        return path.name, read_post(path, root, {}).title
    except ImportProblem as found:
        return path.name, found.sentence


def test_a_file_reached_through_a_linked_folder_is_refused(tmp_path):
    write_post(tmp_path / "elsewhere", "2015-10-26-x.md", GOOD)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "_posts").symlink_to(tmp_path / "elsewhere" / "_posts")
    path = tmp_path / "site" / "_posts" / "2015-10-26-x.md"
    assert outcome(path, tmp_path / "site")[1] == "symbolic links are not followed"


def test_a_pipe_does_not_block(tmp_path):
    (tmp_path / "_posts").mkdir()
    os.mkfifo(tmp_path / "_posts" / "2015-10-26-pipe.md")
    assert [outcome(path, tmp_path)[1] for path in find_posts(tmp_path)] == [
        "this is no regular file"
    ]


def test_a_file_that_may_not_be_read_is_named(tmp_path, monkeypatch):
    path = write_post(tmp_path, "2015-10-26-x.md", GOOD)
    denied = PermissionError(13, "Permission denied")
    monkeypatch.setattr("posts.jekyll.source.os.open", mock.Mock(side_effect=denied))
    assert outcome(path, tmp_path)[1] == "the file cannot be read: Permission denied"


def test_a_file_that_has_gone_is_named(tmp_path):
    assert "cannot be read" in outcome(tmp_path / "2015-10-26-x.md", tmp_path)[1]


def test_a_name_of_255_bytes_is_read(tmp_path):
    name = "2015-10-26-" + "长" * 80 + "x" + ".md"
    assert len(name.encode()) == 255
    source = read_post(write_post(tmp_path, name, "---\na: b\n---\n"), tmp_path, {})
    assert source.title == "长" * 80 + "x"


def test_a_name_that_is_no_unicode_is_shown_as_text(tmp_path):
    path = os.fsencode(tmp_path) + b"/_posts/2015-10-26-" + "广州".encode("gbk") + b".md"
    write_post(tmp_path, "2015-10-26-a.md", GOOD)
    with open(path, "w") as file:
        file.write(GOOD)
    names = [read_post(found, tmp_path, {}).file_name for found in find_posts(tmp_path)]
    assert names == ["2015-10-26-a.md", "2015-10-26-广州.md"]


def test_what_the_database_cannot_store_is_replaced(tmp_path):
    source = read_post(
        write_post(tmp_path, "2015-10-26-x.md", '---\ntitle: "a\\0b\\ud800"\n---\n'), tmp_path, {}
    )
    assert source.front_matter["title"] == "a\ufffdb\ufffd"


def test_a_hostile_config_is_a_problem_of_its_own(tmp_path):
    (tmp_path / "_config.yml").write_text("x: !!python/name:os.system\n")
    with pytest.raises(ImportProblem) as caught:
        read_config(tmp_path)
    assert (caught.value.file_name, caught.value.line) == ("_config.yml", 1)


JUNK = [
    *("![", "[", "<!--", "<a ", "(((", "# ", "-", "\t", "{% raw %}", "{{a}}"),
    *("1月1日 ", "2011.", "20110918_", "下午一点", "在我们在", "地点：", "100人", "“赞助：a"),
    "报名 http://a.example/f/ ",
]


@pytest.mark.parametrize("junk", JUNK)
def test_long_junk_is_read_to_the_end(tmp_path, junk):
    text = f"---\ntitle: {junk[:1]!r}\n---\n" + junk * (60_000 // len(junk))
    source = read_post(write_post(tmp_path, "2015-10-26-x.md", text), tmp_path, {})
    kind, _note = guess_kind(source, 0)
    facts, _notes = find_facts(source, "recap", CITIES)
    guess_cities(source, CITIES)
    assert kind
    assert len(facts.claims) < 50
    assert len(source.notes) <= 110
    assert old_addresses(source, {})
