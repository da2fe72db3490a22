"""Titles and texts of slides, and what is nobody's business."""

import pytest

from techparty_site.lib import packages, presentations
from techparty_site.lib.packages import ODP, PPTX
from techparty_site.lib.unreadable import Reason, Unreadable
from tests import samples


@pytest.fixture
def read(tmp_path):
    def read_file(content: bytes, content_type: str = PPTX) -> list[presentations.Slide]:
        path = tmp_path / "deck"
        path.write_bytes(content)
        return presentations.read_slides(str(path), content_type)

    return read_file


def test_it_reads_titles_and_tables_but_no_notes(read):
    assert read(samples.make_presentation("一刀一刀量", "谢谢")) == [
        {"number": 1, "title": "一刀一刀量", "text": "一刀一刀量\ncell 1"},
        {"number": 2, "title": "谢谢", "text": "谢谢\ncell 2"},
    ]


def test_a_hidden_slide_is_left_out_and_keeps_its_number(read):
    for content, kind in [
        (samples.make_presentation("a", "b", "c", hidden=(2,)), PPTX),
        (samples.make_odp("a", "b", "c", hidden=(2,)), ODP),
    ]:
        found = [(slide["number"], slide["title"]) for slide in read(content, kind)]
        assert found == [(1, "a"), (3, "c")]


def test_it_reads_open_documents_too(read):
    assert read(samples.make_odp("谢谢"), ODP) == [
        {"number": 1, "title": "谢谢", "text": "谢谢\none line 1"}
    ]


def test_films_in_a_package_cost_no_memory(read, monkeypatch):
    content = samples.make_presentation("a")
    film = samples.add_to_zip(content, {"ppt/media/film.mp4": bytes(30 * 2**20)})
    read_entry = presentations.zipfile.ZipFile.read
    taken = []

    def read_noting(self, entry, *args):
        found = read_entry(self, entry, *args)
        taken.append(len(found))
        return found

    monkeypatch.setattr(presentations.zipfile.ZipFile, "read", read_noting)
    assert [slide["title"] for slide in read(film)] == ["a"]
    assert max(taken) < 2**20


def test_bombs_and_mountains_of_xml_are_refused(read, monkeypatch):
    monkeypatch.setattr(packages, "XML_LIMIT", 1000)
    with pytest.raises(Unreadable) as error:
        read(samples.make_presentation("a"))
    assert error.value.reason == Reason.TOO_LARGE


def test_too_many_slides_are_refused(read, monkeypatch):
    monkeypatch.setattr(presentations, "PAGE_LIMIT", 1)
    with pytest.raises(Unreadable) as error:
        read(samples.make_odp("a", "b"), ODP)
    assert error.value.reason == Reason.TOO_MANY_PAGES
