"""An event, its talks, and every page, paragraph and file of them."""

from collections.abc import Iterable, Iterator

from events.models import Talk
from search.models import Kind
from search.places import Place, listed
from search.sources.facts import Told, names_of, told
from search.sources.files import file_places
from search.sources.pages import page_places
from search.sources.transcripts import paragraph_places
from techparty_site.lib.markup import plain_text


def places(keys: Iterable[int]) -> Iterator[Place]:
    found = told(keys)
    for one in found:
        yield event_place(one)
        for talk in one.talks:
            yield talk_place(one, talk)
        yield from file_places(one)
        yield from paragraph_places(one)
    yield from page_places(found)


def event_place(one: Told) -> Place:
    event = one.event
    people = listed(credit.speaker.name for talk in one.talks for credit in talk.credits.all())
    tags = [name for tag in one.tags[None] for name in names_of(tag)]
    lead = listed([event.city.name, event.venue, people, *tags])
    return Place(
        kind=Kind.EVENT,
        object_id=event.pk,
        unit=one.unit,
        address=event.get_absolute_url(),
        title=event.title,
        lead=lead,
        text="\n".join(
            filter(None, [plain_text(event.description_html), event.address, event.sponsors])
        ),
        people=people,
        weight=1,
        day=event.date,
        city=event.city_id,
        is_public=event.is_published,
        facts=one.facts(),
    )


def talk_place(one: Told, talk: Talk) -> Place:
    credits_ = list(talk.credits.all())
    tags = [name for tag in one.tags[talk.pk] for name in names_of(tag)]
    lead = listed(
        [
            *(part for credit in credits_ for part in (credit.speaker.name, credit.affiliation)),
            *tags,
        ]
    )
    return Place(
        kind=Kind.TALK,
        object_id=talk.pk,
        unit=one.unit,
        address=talk.get_absolute_url(),
        title=talk.title,
        lead=lead,
        text=plain_text(talk.summary_html),
        people=listed(credit.speaker.name for credit in credits_),
        weight=2,
        day=one.event.date,
        city=one.event.city_id,
        is_public=one.event.is_published,
        facts=one.talk_facts(talk),
    )
