"""Feeds as a parser reads them that isn't ours."""

import feedparser  # type: ignore[import-untyped]


def read(client, path="/atom.xml"):
    response = client.get(path)
    assert response.status_code == 200, path
    found = feedparser.parse(response.content, sanitize_html=False, resolve_relative_uris=False)
    assert (found.bozo, found.version) == (False, "atom10")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return found


def titles(found):
    return [entry.title for entry in found.entries]


def text_of(entry):
    """The content as it came, without what feedparser would take out."""
    [content] = entry.content
    assert content.type == "text/html"
    return content.value
