"""What the reading of a post left open: sentences for the report."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from posts.jekyll.link_kinds import FILE_WORDS
from posts.jekyll.proposal import AttachmentClaim, Note, TalkClaim


def find_gaps(
    talks: Sequence[TalkClaim], of_event: Sequence[AttachmentClaim], kind: str
) -> list[Note]:
    """Talks without a title or a speaker, and files that belong to no one talk."""
    return sorted(_gaps(talks, of_event, kind), key=lambda note: note.line or 0)


def _gaps(
    talks: Sequence[TalkClaim], of_event: Sequence[AttachmentClaim], kind: str
) -> Iterator[Note]:
    if kind == "recap" and not talks:
        yield Note(_("No talk was found in this recap."))
    for talk in talks:
        if talk.title is None:
            yield Note(_("This talk has no title in the text."), talk.line)
        if not talk.speakers:
            yield Note(_("No speaker was found for “%s”.") % talk.title, talk.line)
    for file in of_event if talks else ():
        if file.kind in FILE_WORDS:
            message = _("%s belongs to no one talk and is kept with the whole event.")
            yield Note(message % file.url, file.line)
