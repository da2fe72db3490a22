"""One planned meetup as rows: the event, its talks, their files."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from events.models import Attachment, City, Event, Talk, TalkSpeaker
from posts.jekyll.archive import Prepared
from posts.jekyll.assembly import EventPlan, sure_talks
from posts.jekyll.layout import file_title, letters
from posts.jekyll.players import WEB, web_address
from posts.jekyll.proposal import AttachmentClaim, Note, TalkClaim
from posts.jekyll.writing.people import Cast
from techparty_site.lib.text import fold, slugify, unused

LONGEST_URL = 2000  # what the column holds


@dataclass
class EventWriter:
    cast: Cast
    city: City
    plan: EventPlan

    def event(self, topics: list[str], *, public: bool) -> Event:
        """The event of that day if somebody has entered it already, else a new one."""
        facts = self.plan.facts
        if facts.date:
            there = Event.objects.filter(city=self.city, date=facts.date).first()
            if there:
                return there
        event = Event.objects.create(
            city=self.city,
            title=(facts.title or self.plan.posts[0].source.title)[:200],
            slug=self._slug(),
            date=facts.date,
            starts_at=facts.starts_at,
            ends_at=facts.ends_at,
            venue=facts.venue[:200],
            address=facts.address[:300],
            signup_url=facts.signup_url[:500] if facts.signup_url.startswith(WEB) else "",
            head_count=facts.head_count,
            sponsors="、".join(facts.sponsors)[:500],
            status=Event.Status.PUBLISHED if public else Event.Status.DRAFT,
            published_at=self._published_at(),
        )
        event.tags.set(topics)
        return event

    def _published_at(self) -> datetime:
        dates = [post.source.date for post in self.plan.posts if post.source.date]
        return min(dates, default=timezone.now())

    def _slug(self) -> str:
        """`2015-10-18-city`: short, stable, and right for a printed code."""
        posts = self.plan.posts
        year = posts[0].source.date.year if posts[0].source.date else ""
        title = slugify(self.plan.facts.title or posts[0].source.title, max_length=40)
        day = self.plan.day
        base = f"{day}-{self.city.slug}" if day else f"{year}-{self.city.slug}-{title}"
        taken = Event.objects.filter(slug__startswith=base).values_list("slug", flat=True)
        return unused(base.strip("-"), set(taken))

    def talks(self, event: Event, teller: Prepared) -> tuple[dict[int, Talk], list[Note]]:
        """The talks of the post that tells of them, by their index there."""
        written, notes = {}, []
        for index, claim in sure_talks(teller.proposal):
            talk = Talk(event=event, position=index + 1, title=(claim.title or "")[:200])
            talk.summary = teller.layout.summaries.get(index, "")
            talk.save()
            written[index] = talk
            notes += credit(self.cast, self.city.slug, talk, claim)
            keep_links(claim.attachments, talk=talk)
            names = [tag for tag in event.tags.all() if fold(tag.name) in fold(talk.title)]
            talk.tags.set(names)
        return written, notes

    def files(self, event: Event, post: Prepared) -> None:
        """Files of the whole event; and of a second recap those of talks it knows too."""
        keep_links(post.proposal.attachments, event=event)

    def more_files(self, event: Event, post: Prepared) -> list[Note]:
        """What a second post of the same event adds to talks that are there already."""
        known = {letters(talk.title): talk for talk in event.talks.all() if talk.title}
        notes = []
        for claim in post.proposal.talks:
            talk = known.get(letters(claim.title or ""))
            if talk:
                keep_links(claim.attachments, talk=talk)
            elif claim.title and post.proposal.kind == "recap":
                message = _("the talk “%(title)s” is told by another recap in other words")
                notes.append(Note(message % {"title": claim.title}, claim.line))
        return notes


def credit(cast: Cast, city: str, talk: Talk, claim: TalkClaim) -> list[Note]:
    """Its speakers in their order; notes on those who may be somebody else."""
    notes = []
    for position, person in enumerate(claim.speakers, start=1):
        speaker, note = cast.speaker(person, city)
        notes += [note] if note else []
        TalkSpeaker.objects.get_or_create(
            talk=talk,
            speaker=speaker,
            defaults={"position": position, "affiliation": person.affiliation[:200]},
        )
    return notes


def keep_links(
    claims: list[AttachmentClaim], *, talk: Talk | None = None, event: Event | None = None
) -> None:
    """A row for each file elsewhere that its talk or event does not list yet."""
    owner = {"talk": talk, "event": event}
    there = set(Attachment.objects.filter(**owner).values_list("url", flat=True))
    position = len(there)
    for claim in claims:
        url = web_address(claim.url)
        # A picture stands in the text already; a second copy below it would be noise.
        wanted = url and claim.kind != Attachment.Kind.PHOTO and len(url) <= LONGEST_URL
        if wanted and url not in there:
            there.add(url)
            position += 1
            title = file_title(claim.label)[:200]
            Attachment.objects.create(
                **owner, kind=claim.kind, url=url, title=title, position=position
            )
