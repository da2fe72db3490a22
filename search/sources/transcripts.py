"""The paragraphs of transcripts, counted through as their page counts them."""

from collections.abc import Iterator
from dataclasses import replace

from events.models import Attachment, Talk
from events.sheets import address, sheets
from events.transcript import Paragraph, paragraphs, path_of
from search.models import Kind
from search.places import Place
from search.sources.facts import Told


def paragraph_places(one: Told) -> Iterator[Place]:
    for talk in (None, *one.talks):
        own = (file for file in one.files if file.talk_id == (talk.pk if talk else None))
        scripts = [file for file in own if file.kind == Attachment.Kind.TRANSCRIPT]
        yield from paragraphs_of(one, talk, [file for file in scripts if not file.hidden])
        for file in scripts:
            if file.hidden:  # for the desk
                yield from paragraphs_of(one, talk, [file])


def paragraphs_of(one: Told, talk: Talk | None, scripts: list[Attachment]) -> Iterator[Place]:
    inside, lines = one.place_inside(talk), numbered(scripts)
    cut = sheets([line for _file, line in lines])
    for file, line in lines:
        file.event, file.talk = (None, talk) if talk else (one.event, None)
        yield replace(
            inside,
            kind=Kind.PARAGRAPH,
            object_id=file.pk,
            number=line.number,
            heading=line.text if line.is_heading else "",
            text=line.text,
            moment=line.time,
            is_public=inside.is_public and not file.hidden,
            address=address(path_of(file), line.number, cut),
        )


def numbered(scripts: list[Attachment]) -> list[tuple[Attachment, Paragraph]]:
    lines: list[tuple[Attachment, Paragraph]] = []
    for file in scripts:
        lines += [(file, line) for line in paragraphs(file.text, first=len(lines) + 1)]
    return lines
