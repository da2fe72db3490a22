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

from posts.jekyll.layout import SAID_BY_THE_PAGE, Layout, letters
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
        pieces += [talk.title or "", *names, *(a.label for a in talk.attachments)]
    pieces += [attachment.label for attachment in proposal.attachments]
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
    everything = letters(shown)
    runs = RUN.findall(SAID_BY_THE_PAGE.sub(" ", text))
    lost = [run for run in runs if letters(run) not in everything]
    missing = Counter(letters(SAID_BY_THE_PAGE.sub("", text))) - Counter(everything)
    if missing and not lost:
        lost = ["".join(missing.elements())]
    return [Note(_("“%(text)s” is lost with a moved section") % {"text": run}) for run in lost]


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
