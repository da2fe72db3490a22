"""Which talk a file goes to."""

from tests.posts.jekyll.talks import files, read

HOST = "http://h.example"
SLIDES, AUDIO = ("slides", f"{HOST}/a.pdf"), ("audio", f"{HOST}/a.mp3")
MORE = ("slides", f"{HOST}/b.pdf")


def test_files_on_a_headings_last_items():
    body = (
        "## 网格落地 - 周晓彤\n好。\n* [点此下载讲稿](http://h.example/a.pdf)\n"
        "* [录音](http://h.example/a.mp3)\n\n## 队列选型 - 钱一鸣\n好。\n"
    )
    assert files(read(body)) == [[SLIDES, AUDIO], []]


def test_files_inside_a_sentence():
    body = (
        "首先是周晓彤分享《网格落地》（[slide](http://h.example/a.pdf)，[录音](http://h.example/a.mp3)）。\n\n"
        ""
        "接着钱一鸣分享《队列选型》（[slide](http://h.example/b.pdf)）。\n"
    )
    assert files(read(body)) == [[SLIDES, AUDIO], [MORE]]


def test_files_in_double_brackets_behind_the_story():
    body = (
        "第一个主题来自于周晓彤：网格落地。\n讲了很多。\n"
        "[[录音](http://h.example/a.mp3)][[PPT](http://h.example/a.pdf)]\n\n"
        "第二个主题来自于钱一鸣：队列选型。\n也讲了很多。\n[[PPT](http://h.example/b.pdf)]\n"
    )
    assert files(read(body)) == [[AUDIO, SLIDES], [MORE]]


def test_bare_addresses_behind_a_word():
    body = (
        "## 网格落地 by 周晓彤\n好。\n\n幻灯： http://h.example/a\n\n"
        "录音： http://h.example/b\n\n## 队列选型 by 钱一鸣\n"
    )
    found = files(read(body))
    assert found == [[("slides", f"{HOST}/a"), ("audio", f"{HOST}/b")], []]


def test_files_in_a_sub_list():
    body = (
        "1. **周晓彤(某司) [网格落地](http://h.example/a.pdf)**\n"
        "    * **录音:**[x](http://h.example/a.mp3)\n\n"
        "2. **钱一鸣(某司) [队列选型](http://h.example/b.pdf)**\n"
    )
    findings = read(body)
    assert [talk.title for talk in findings.talks] == ["网格落地", "队列选型"]
    assert files(findings) == [[SLIDES, AUDIO], [MORE]]


def test_files_in_one_block_at_the_end_go_by_speaker_title_and_address():
    body = (
        "## 网格落地 - 周晓彤\n好。\n\n## 队列选型 - 钱一鸣\n好。\n\n## 资料下载\n"
        "- [钱一鸣的幻灯](http://h.example/b.pdf)\n- [网格落地](http://h.example/a.pdf)\n"
        "- [下载](http://h.example/周晓彤.mp3)\n- [全程录音](http://h.example/all.mp3)\n"
    )
    findings = read(body)
    assert files(findings) == [[SLIDES, ("audio", f"{HOST}/周晓彤.mp3")], [MORE]]
    assert [a.url for a in findings.attachments] == [f"{HOST}/all.mp3"]


def test_files_of_one_kind_go_in_turn_where_there_are_as_many_as_talks():
    body = (
        "## 网格落地 - 周晓彤\n好。\n\n## 队列选型 - 钱一鸣\n好。\n\n# 幻灯下载\n"
        "- [一](http://h.example/a.pdf)\n- [二](http://h.example/b.pdf)\n"
    )
    assert files(read(body)) == [[SLIDES], [MORE]]


def test_a_recording_of_two_talks_goes_to_both():
    body = (
        "## 网格落地 - 周晓彤\n好。\n\n## 队列选型 - 钱一鸣\n好。\n\n"
        "## 缓存那些事 - 冯小小\n好。\n\n## 直播录像\n"
        "- 2:07:33 [am](https://www.youtube.com/watch?v=a)\n    - 上午,含 周晓彤+钱一鸣\n"
    )
    video = ("video", "https://www.youtube.com/watch?v=a")
    assert files(read(body)) == [[video], [video], []]


def test_one_file_under_every_talk_is_the_events():
    body = (
        "### 《甲的实践》 - 周晓彤\n* [速记](http://h.example/q.doc)\n"
        "### 《乙的实践》 - 钱一鸣\n* [速记](http://h.example/q.doc)\n"
    )
    findings = read(body)
    assert files(findings) == [[], []]
    assert [(a.kind, a.url) for a in findings.attachments] == [("transcript", f"{HOST}/q.doc")]


def test_albums_and_packed_decks_are_the_events():
    body = (
        "幻灯片打包下载：[下载](http://h.example/all.zip)\n\n## 网格落地 - 周晓彤\n"
        "好。\n\n## 队列选型 - 钱一鸣\n"
        "更多：http://www.yupoo.com/photos/x/albums/1/\n"
    )
    assert [a.kind for a in read(body).attachments] == ["archive", "album"]


def test_a_file_of_no_talk_is_told():
    body = (
        "## 网格落地 - 周晓彤\n好。\n\n## 队列选型 - 钱一鸣\n好。\n\n## 资料\n"
        "[全程录音](http://h.example/all.mp3)\n"
    )
    assert f"{HOST}/all.mp3" in read(body).unplaced[-1].message


def test_a_mended_link_is_told():
    body = "## 网格落地 - 周晓彤\n[演讲稿] (http://h.example/a.pdf\n\n## 队列选型 - 钱一鸣\n好。\n"
    findings = read(body)
    assert files(findings)[0] == [SLIDES]
    assert len(findings.repaired) == 1
