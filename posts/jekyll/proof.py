"""Proof that a post came over whole: every letter and every address is on the new pages.

Two comparisons: the source's own lines against the text as rendered in one piece (what the
renderer loses), and that text against the pieces it was taken apart into (what moving sections
loses). Letters and digits are compared, in runs and in number; signs between them are layout.
"""

import html
import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import unquote

from django.utils.translation import gettext as _

from posts.jekyll.layout import FETCH, SAID_BY_THE_PAGE, Layout, file_title, letters
from posts.jekyll.links import find_links
from posts.jekyll.plain import plain_lines
from posts.jekyll.proposal import Note, PostProposal
from techparty_site.lib import markup

RUN = re.compile(r"[^\W_]+")
NUMBERING = re.compile(r"^\s*\d+[.)]")  # an ordered list counts by itself
# The language of a fence and the tool tip of a link's definition are no text.
UNSEEN_LINE = re.compile(r"^\s*(?:```|~~~|\[[^\]]+\]:)")
SCHEME = re.compile(r"^(?:https?:)?//", re.IGNORECASE)


@dataclass(frozen=True)
class Rendered:
    """The HTML that will be stored: of the source in one piece, of the body, of the summaries."""

    source: str
    body: str
    summaries: dict[int, str]


def render(proposal: PostProposal, layout: Layout) -> Rendered:
    """Raises markup.MarkupError where a text cannot be rendered."""
    slugs = {index: f"talk-{index}" for index in layout.summaries}
    source = markup.to_html(proposal.source.body)
    return Rendered(
        source,
        markup.to_html(layout.body(slugs)) if layout.moved else source,
        {index: markup.to_html(text) for index, text in layout.summaries.items()},
    )


def losses(proposal: PostProposal, layout: Layout, rendered: Rendered) -> list[Note]:
    """What would be missing on the new pages, a note each; empty is the proof."""
    text = markup.plain_text(rendered.source)
    shown = _shown(proposal, rendered)
    return [
        *_lost_by_renderer(proposal, letters(text)),
        *_lost_by_moving(text, shown, moved=layout.moved),
        *_lost_addresses(proposal, rendered),
    ]


def _shown(proposal: PostProposal, rendered: Rendered) -> str:
    """Everything a reader sees of the post: body, talks, names, labels of files."""
    pieces = [markup.plain_text(rendered.body)]
    pieces += [markup.plain_text(summary) for summary in rendered.summaries.values()]
    for talk in proposal.talks:
        names = [f"{speaker.name} {speaker.affiliation}" for speaker in talk.speakers]
        pieces += [talk.title or "", *names, *(file_title(a.label) for a in talk.attachments)]
    # A file of the whole event is shown on each of its talks.
    pieces += [file_title(claim.label) for claim in proposal.attachments] * max(
        1, len(proposal.talks)
    )
    return "\n".join(pieces)


def _lost_by_renderer(proposal: PostProposal, shown: str) -> list[Note]:
    message = _("“%(text)s” is not on the page")
    return [
        Note(message % {"text": run}, line.number)
        for line in plain_lines(proposal.source)
        if not UNSEEN_LINE.match(line.raw)
        for run in RUN.findall(NUMBERING.sub("", line.text))
        if letters(run) not in shown
    ]


def _lost_by_moving(text: str, shown: str, *, moved: bool) -> list[Note]:
    if not moved:
        return []
    everything, words = letters(shown), own_words(text)
    lost = [word for word in words if letters(word) not in everything]
    missing = _count("".join(words)) - _count(shown)
    if missing and not lost:
        lost = ["".join(missing.elements())]
    return [Note(_("“%(text)s” is lost with a moved section") % {"text": word}) for word in lost]


def own_words(text: str) -> list[str]:
    """The runs of letters of a text, less what the new pages say in words of their own."""
    runs = RUN.findall(SAID_BY_THE_PAGE.sub(" ", text))
    return [word for run in runs if (word := FETCH.sub("", run))]


def _count(text: str) -> Counter[str]:
    """How often each letter occurs; numbers of talks and lists come and go with the layout."""
    return Counter(letter for letter in letters(text) if not letter.isdigit())


def _lost_addresses(proposal: PostProposal, rendered: Rendered) -> list[Note]:
    pages = [rendered.body, *rendered.summaries.values()]
    have = {_plain(url) for page in pages for url in markup.links(page) + markup.images(page)}
    claims = [a for talk in proposal.talks for a in talk.attachments] + proposal.attachments
    have |= {_plain(claim.url) for claim in claims}
    text = unquote("\n".join(markup.plain_text(page) for page in pages))
    message = _("the address %(url)s is not on the page")
    return [
        Note(message % {"url": link.url}, link.line)
        for link in find_links(proposal.source)
        if (url := _plain(link.url)) not in have and url not in text
    ]


def _plain(url: str) -> str:
    return SCHEME.sub("", unquote(html.unescape(url)).strip()).rstrip("/")
