"""Stored HTML as it stands alone, away from its page."""

import re
from collections.abc import Iterable
from html import escape, unescape
from itertools import groupby
from urllib.parse import urljoin

from django.utils.encoding import iri_to_uri
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from events.materials import Materials
from events.models import Talk
from events.programme import TalkBlock, numbered
from events.templatetags.talks import names
from posts.story import arrange, blocks_of
from techparty_site.lib.markup import Html

# Sanitised: attributes in double quotes, and no bare `<` in between.
TAG_RE = re.compile(r'<[a-z][a-z0-9]*(?:\s+[\w-]+(?:="[^"]*")?)+\s*/?>')
ADDRESS_RE = re.compile(r'(\s(?:href|src)=")([^"]*)(?=")')


def absolute(html: str, page: str) -> str:
    """Every address with its host; `page` is where the text has its place."""

    def led(attribute: re.Match[str]) -> str:
        return attribute[1] + escape(joined(page, unescape(attribute[2])))

    return TAG_RE.sub(lambda tag: ADDRESS_RE.sub(led, tag[0]), html)


def joined(page: str, address: str) -> str:
    try:
        return str(iri_to_uri(urljoin(page, address.strip())))
    except ValueError:  # such as "http://[": nothing to go to
        return page


def full_text(body: str, talks: Iterable[Talk]) -> str:
    """The body with its talks where its markers want them, and the others at its end."""
    blocks = [
        TalkBlock(talk, number, list(talk.credits.all()), Materials([], []))
        for number, talk in numbered(talks)
    ]
    parts = arrange(body, blocks)
    shown = {block.talk.pk for block in blocks_of(parts)}
    pieces: list[str] = []
    for kind, group in groupby(parts, type):
        if kind is Html:
            pieces += [part.html for part in group if isinstance(part, Html)]
        elif kind is TalkBlock:
            pieces.append(listed([item(block.talk, whole=True) for block in blocks_of(group)]))
    pieces.append(listed([item(block.talk) for block in blocks if block.talk.pk not in shown]))
    return "".join(pieces)


def listed(items: list[str]) -> str:
    return f"<ul>{''.join(items)}</ul>" if items else ""


def item(talk: Talk, *, whole: bool = False) -> str:
    """`whole`: with what the post leaves to the talk to say."""
    return f"<li>{title_line(talk)}{talk.summary_html if whole else ''}</li>"


def title_line(talk: Talk) -> SafeString:
    between = pgettext("between facts", ", ")
    address = talk.get_absolute_url()
    return format_html('<a href="{}">{}</a>{}{}', address, talk, between, names(talk))
