import pytest
from django.http import Http404

from techparty_site.lib.paging import page_of


def test_it_cuts_a_list_in_pages_of_thirty(rf):
    rows = list(range(31))
    assert list(page_of(rf.get("/"), rows)) == rows[:30]
    assert list(page_of(rf.get("/?page=2"), rows)) == [30]


@pytest.mark.parametrize("page", ["3", "0", "-1", "last", "", "1.5", "９９"])
def test_a_page_that_is_not_there_is_not_found(rf, page):
    with pytest.raises(Http404):
        page_of(rf.get("/", {"page": page}), list(range(31)))


def test_an_empty_list_has_its_first_page(rf):
    assert list(page_of(rf.get("/"), [])) == []
