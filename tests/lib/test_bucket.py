"""What the environment says of a bucket."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from techparty_site.lib import bucket


def test_where_the_extra_is_not_installed_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(bucket, "find_spec", lambda name: None)
    with pytest.raises(ImproperlyConfigured, match=r"pip install -r requirements/s3\.txt"):
        bucket.entry("kept")


def test_an_unknown_way_of_addressing_is_refused(monkeypatch):
    monkeypatch.setenv("S3_ADDRESSING", "sideways")
    with pytest.raises(ImproperlyConfigured, match="S3_ADDRESSING is 'sideways'"):
        bucket.entry("kept")


def test_the_secret_may_stand_in_a_file(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("hush\n")
    monkeypatch.setenv("S3_SECRET_KEY_FILE", str(tmp_path / "secret"))
    assert bucket.entry("kept")["OPTIONS"]["secret_key"] == "hush"


@pytest.mark.parametrize(
    ("endpoint", "region", "origin"),
    [
        ("https://s3.example.org:9000", "", "https://s3.example.org:9000"),
        ("https://s3.example.org", "", "https://kept.s3.example.org"),
        ("", "eu-west-1", "https://kept.s3.eu-west-1.amazonaws.com"),
        ("", "", "https://kept.s3.amazonaws.com"),
    ],
)
def test_pages_may_play_recordings_from_where_links_lead(monkeypatch, endpoint, region, origin):
    monkeypatch.setenv("S3_ENDPOINT", endpoint)
    monkeypatch.setenv("S3_REGION", region)
    assert origin in bucket.origins("kept")
