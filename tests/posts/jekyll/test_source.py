import json
from datetime import UTC

import pytest

from posts.jekyll.problems import ImportProblem
from posts.jekyll.source import find_posts, read_config, read_post
from tests.posts.jekyll.truth import labels, needs_archive, posts, write_post

pytestmark = pytest.mark.usefixtures("english")

FRONT = "---\ntitle: 你好\n"


def read(root, text, name="2015-10-26-hello.md", config=None):
    return read_post(write_post(root, name, text), root, config or {})


def messages(source):
    return " | ".join(note.message for note in source.notes)


def test_the_bytes_of_a_post_are_kept_as_they_are(tmp_path):
    raw = "\ufeff---\r\ntitle: 你好\r\n---\r\n正文\r\n".encode()
    source = read(tmp_path, raw)
    assert source.raw == raw
    assert (source.title, source.body) == ("你好", "正文\n")


def test_lines_are_counted_from_the_top_of_the_file(tmp_path):
    source = read(tmp_path, "---\ntitle: a\ntags: b\n---\n\nbody\n")
    assert source.raw.decode().split("\n")[source.body_line - 1] == source.body.split("\n")[0]
    assert source.body_line == 5


def test_front_matter_is_stored_as_json(tmp_path):
    source = read(tmp_path, FRONT + "date: 2015-10-26 10:00:00\nat: 13:30\nx: .nan\n---\n")
    assert json.loads(json.dumps(source.front_matter, allow_nan=False)) == {
        "title": "你好",
        "date": "2015-10-26T10:00:00",
        "at": "13:30",
        "x": "nan",
    }


def test_the_author_wrote_by_the_clock_of_the_community(tmp_path, settings):
    settings.TIME_ZONE = "Asia/Shanghai"
    source = read(tmp_path, FRONT + "date: 2015-10-26 02:00:00\n---\n")
    assert source.date.astimezone(UTC).isoformat() == "2015-10-25T18:00:00+00:00"


def test_a_date_that_stays_a_string_keeps_its_zone(tmp_path):
    source = read(tmp_path, FRONT + "date: '2015-03-11 22:30:10 +0800'\n---\n")
    assert source.date.astimezone(UTC).isoformat() == "2015-03-11T14:30:10+00:00"


def test_the_file_name_tells_the_date_that_the_front_matter_does_not(tmp_path):
    source = read(tmp_path, FRONT + "---\n", name="2013-12-3-golang.md")
    assert (source.date.date().isoformat(), source.slug) == ("2013-12-03", "golang")


def test_a_date_that_is_none_gives_way_to_the_file_name_and_says_so(tmp_path):
    source = read(tmp_path, FRONT + "date: 2013-99-99\n---\n")
    assert source.date.date().isoformat() == "2015-10-26"
    assert [note.line for note in source.notes if "2013-99-99" in note.message] == [3]


def test_of_a_repeated_key_the_last_counts_and_is_reported(tmp_path):
    source = read(tmp_path, FRONT + "author: a\nauthor: b\n---\n")
    assert source.author == "b"
    assert [note.line for note in source.notes if "author" in note.message] == [4]


@pytest.mark.parametrize(
    ("author", "name"), [("林小满", "林小满"), ("{name: 林小满, bio: x}", "林小满"), ("", "")]
)
def test_authors_are_strings_maps_or_absent(tmp_path, author, name):
    assert read(tmp_path, FRONT + f"author: {author}\n---\n").author == name


@pytest.mark.parametrize(
    "written",
    [
        "Docker, 容器，微服务；云 计算",
        "[Docker, 容器, 微服务, 云 计算]",
        '"Docker、容器;微服务, 云 计算,"',
    ],
)
def test_tags_are_split_on_every_comma(tmp_path, written):
    source = read(tmp_path, FRONT + f"tags: {written}\n---\n")
    assert source.tags == ["Docker", "容器", "微服务", "云 计算"]


def test_many_words_without_a_comma_are_many_tags(tmp_path):
    assert read(tmp_path, FRONT + "tags: go rust c zig\n---\n").tags == ["go", "rust", "c", "zig"]


def test_categories_of_a_string_are_split_on_blanks_and_folders_above_count(tmp_path):
    path = write_post(tmp_path / "news", "2015-10-26-x.md", FRONT + "categories: a b\n---\n")
    assert read_post(path, tmp_path, {}).categories == ["news", "a", "b"]


def test_invisible_characters_leave_the_title(tmp_path):
    source = read(tmp_path, "---\ntitle: '微软技\u200b\u200b术'\n---\n")
    assert source.title == "微软技术"
    assert "invisible" in messages(source)


def test_gbk_is_read_and_the_repair_is_told(tmp_path):
    source = read(tmp_path, (FRONT + "---\n珠江边的沙龙\n").encode("gbk"))
    assert source.body == "珠江边的沙龙\n"
    assert "gb18030" in messages(source)


def test_utf_16_is_read_by_its_mark(tmp_path):
    source = read(tmp_path, (FRONT + "---\n正文\n").encode("utf-16"))
    assert (source.title, source.body, source.encoding) == ("你好", "正文\n", "utf-16")


def test_a_post_without_front_matter_is_named_after_its_file(tmp_path):
    source = read(tmp_path, "只有正文\n", name="2015-10-26-hello-world.md")
    assert (source.title, source.body, source.body_line) == ("hello world", "只有正文\n", 1)


def test_a_page_needs_no_date_but_a_post_does(tmp_path):
    (tmp_path / "about.html").write_text(FRONT + "---\n<p>x</p>\n")
    assert read_post(tmp_path / "about.html", tmp_path, {}).date is None
    with pytest.raises(ImportProblem, match="does not start with a date"):
        read(tmp_path, FRONT + "---\n", name="hello.md")


def test_highlight_blocks_become_fences_on_the_same_lines(tmp_path):
    body = "a\n{% highlight python linenos %}\nx = 1\n{% endhighlight %}\nb\n"
    source = read(tmp_path, FRONT + "---\n" + body)
    assert source.body == "a\n```python\nx = 1\n```\nb\n"
    assert [note.line for note in source.notes] == [5]


def test_settings_of_the_site_are_filled_in(tmp_path):
    body = "{{site.url}}/a {{ site.nothing }}/b {{ unknown }} {% raw %}{{ x }}{% endraw %}"
    source = read(tmp_path, FRONT + "---\n" + body, config={"url": "http://old.example"})
    assert source.body == "http://old.example/a /b {{ unknown }} {{ x }}"
    assert "{{ unknown }}" in messages(source)


def test_post_url_becomes_the_other_post_s_address(tmp_path):
    write_post(tmp_path, "2013-12-03-golang.md", FRONT + "categories: 广州\n---\n")
    source = read(tmp_path, FRONT + "---\n[x]({% post_url 2013-12-03-golang %})")
    assert source.body == "[x](/广州/2013/12/03/golang)"


def test_posts_are_found_in_order_whatever_their_ending(tmp_path):
    names = ["2015-01-02-b.markdown", "2015-01-01-a.md", "2015-01-03-c.html", "x.jpg"]
    for name in names:
        write_post(tmp_path, name, "x")
    assert [path.name for path in find_posts(tmp_path)] == sorted(names[:3])


def test_a_missing_config_is_an_empty_one(tmp_path):
    assert read_config(tmp_path) == {}
    (tmp_path / "_config.yml").write_text("url: http://old.example\n")
    assert read_config(tmp_path)["url"] == "http://old.example"


@needs_archive
def test_every_post_of_the_archive_is_read_as_jekyll_read_it():
    read_posts = posts()
    for label in labels("kramdown"):
        source = read_posts[label["file"]]
        assert source.title == label["title"].replace("\u200b", "").strip()
        assert source.categories == label["categories"]
        if "{%" not in source.raw.decode():
            assert source.body.strip() == label["source_after_liquid"].replace("\r", "").strip()
    assert len(read_posts) == len(labels("kramdown"))
