"""Entries as an Atom document."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast
from xml.sax.xmlreader import AttributesImpl

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.feedgenerator import Atom1Feed, Enclosure
from django.utils.html import escape
from django.utils.xmlutils import SimplerXMLGenerator

from events.models import Community
from techparty_site.lib import subscribed
from techparty_site.lib.languages import CONTENT
from techparty_site.lib.text import printable

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)  # when a feed without entries was changed


@dataclass(frozen=True)
class Entry:
    id: str
    title: str
    url: str
    html: str  # every address in it with its host
    published: datetime
    updated: datetime
    authors: Sequence[str]
    summary: str = ""  # plain text
    categories: Sequence[str] = ()
    enclosures: list[Enclosure] = field(default_factory=list)


@dataclass(frozen=True)
class Channel:
    """What a feed says of itself; `path` leads to the page that shows the same."""

    id: str
    title: str
    path: str
    subtitle: str = ""


class AtomFeed(Atom1Feed):
    """With what Django's own leaves out: the text, several authors, further pages."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else BEGINNING

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        for rel, href in self.feed["pages"].items():
            handler.addQuickElement("link", "", {"rel": rel, "href": href})

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["authors"]:
            handler.startElement("author", AttributesImpl({}))
            handler.addQuickElement("name", name)
            handler.endElement("author")
        handler.addQuickElement("content", item["html"], {"type": "html"})


def answer(
    request: HttpRequest, channel: Channel, page: Page[Any], entries: Sequence[Entry]
) -> HttpResponseBase:
    atom = AtomFeed(
        title=printable(channel.title),
        subtitle=printable(channel.subtitle) or None,
        description="",
        link=request.build_absolute_uri(channel.path),
        feed_url=page_url(request, page.number),
        feed_guid=channel.id,
        language=CONTENT,
        pages=pages_of(request, page),
    )
    for entry in entries:
        add(atom, entry)
    response = HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)
    response["Content-Language"] = CONTENT
    return subscribed.send(request, response, changed=atom.latest_post_date())


def add(atom: AtomFeed, entry: Entry) -> None:
    atom.add_item(
        title=printable(entry.title),
        description=cast(str, escape(printable(entry.summary)) or None),  # read as HTML
        link=entry.url,
        unique_id=entry.id,
        pubdate=entry.published,
        updateddate=entry.updated,
        categories=[printable(name) for name in entry.categories],
        enclosures=entry.enclosures,
        authors=[printable(name) for name in entry.authors],
        html=printable(entry.html),
    )


def pages_of(request: HttpRequest, page: Page[Any]) -> dict[str, str]:
    numbers = {"first": 1, "last": page.paginator.num_pages}
    if page.has_previous():
        numbers["previous"] = page.previous_page_number()
    if page.has_next():
        numbers["next"] = page.next_page_number()
    return {rel: page_url(request, number) for rel, number in numbers.items()}


def page_url(request: HttpRequest, number: int) -> str:
    query = f"?page={number}" if number > 1 else ""
    return request.build_absolute_uri(request.path + query)


def tag_uri(year: int, name: str) -> str:
    """A name that outlives the host, for readers to know an entry again by (RFC 4151)."""
    return f"tag:techparty,{year}:{name}"


def channel_id(community: Community, name: str) -> str:
    return tag_uri(community.since or BEGINNING.year, name)
