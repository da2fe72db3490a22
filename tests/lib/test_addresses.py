import pytest
from hypothesis import given
from hypothesis import strategies as st

from techparty_site.lib.addresses import MAX_KEY, normalise, redirect_key


@pytest.mark.parametrize(
    "path",
    [
        "/公告/2009/09/22/x/",
        "/公告/2009/09/22/x",
        "//公告//2009/09/22/x/index.html",
        "/%E5%85%AC%E5%91%8A/2009/09/22/x/",
        "/%e5%85%ac%e5%91%8a/2009/09/22/x/?utm_source=weixin#top",
        "/%25E5%2585%25AC%25E5%2591%258A/2009/09/22/x",
    ],
)
def test_all_spellings_of_an_address_are_one(path):
    assert normalise(path) == "/公告/2009/09/22/x"


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("", "/"),
        ("/index.html", "/"),
        ("/?p=22", "/?p=22"),
        ("/index.php?x=1&p=022", "/?p=22"),
        ("/search/?p=22", "/search"),
        ("/a/b.html", "/a/b.html"),
        ("/e\u0301/", "/\u00e9"),
        ("/a%00b\x1f/", "/ab"),
        ("/what%3Fp=1", "/what%3Fp=1"),
        ("/%ff", "/\ufffd"),
    ],
)
def test_an_address_has_one_canonical_form(path, canonical):
    assert normalise(path) == canonical


@given(
    st.text(alphabet=st.sampled_from("/%25eEfF3?#. p=1aé\u0301广index.html\x00\u3000"), max_size=60)
)
def test_normalising_again_changes_nothing(path):
    assert normalise(normalise(path)) == normalise(path)


def test_a_short_address_is_its_own_key():
    assert redirect_key("/广州/x/") == "/广州/x"


def test_a_long_address_fits_and_stays_unique():
    one, other = redirect_key("/" + "长" * 300), redirect_key("/" + "长" * 301)
    assert len(one) == MAX_KEY
    assert one != other
    assert redirect_key(one) == one
