"""The whole import, group by group: a killed run leaves whole groups, the next run goes on."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from events.models import City, Event, Talk
from posts.jekyll.archive import Archive, Prepared
from posts.jekyll.assembly import EventPlan
from posts.jekyll.layout import whole
from posts.jekyll.problems import ImportProblem
from posts.jekyll.proposal import Note
from posts.jekyll.topics import topics
from posts.jekyll.writing import posts as rows
from posts.jekyll.writing.events import EventWriter, credit, keep_links
from posts.jekyll.writing.media import Media
from posts.jekyll.writing.old_pages import lead_old_pages
from posts.jekyll.writing.people import Cast
from posts.models import ImportedSource
from techparty_site.lib.markup import MarkupError

type Job = tuple[EventPlan | None, list[Prepared]]
type Progress = Callable[[Sequence[Job]], Iterable[Job]]


@dataclass
class Outcome:
    """What happened to each file, and what a person should look at."""

    created: set[str] = field(default_factory=set)
    updated: set[str] = field(default_factory=set)
    unchanged: set[str] = field(default_factory=set)
    left_alone: set[str] = field(default_factory=set)  # edited here since
    notes: dict[str, list[Note]] = field(default_factory=dict)
    problems: list[ImportProblem] = field(default_factory=list)

    def note(self, name: str, notes: Iterable[Note]) -> None:
        self.notes.setdefault(name, []).extend(notes)


class Importer:
    """`names`: every spelling of a city or of the community; as a tag it is no topic."""

    def __init__(self, archive: Archive, names: Iterable[str]) -> None:
        self.archive = archive
        self.names = list(names)
        self.cities = {city.slug: city for city in City.objects.all()}
        self.cast = Cast(archive.people)
        self.media = Media(archive.root)
        self.outcome = Outcome()
        self.told: set[str] = set()  # posts whose talks stand on an event already

    def run(self, progress: Progress) -> Outcome:
        self.outcome.problems += self.cast.write_all()
        for plan, group in progress(self._jobs()):
            with self._one_group(group):
                self._write(plan, group)
        for page in self.archive.pages:
            if page.losses:
                self.outcome.problems.append(ImportProblem(page.name, page.losses[0].message))
                continue
            with self._one_group([page]):
                self._write_alone(page)
        lead_old_pages(self.archive)
        return self.outcome

    @contextmanager
    def _one_group(self, group: list[Prepared]) -> Iterator[None]:
        """All of it or nothing; what cannot be written is said of each post of the group."""
        try:
            with transaction.atomic():
                yield
        except (MarkupError, DatabaseError, ValidationError, OSError, ValueError) as error:
            sentence = _("could not be written: %(error)s") % {"error": error}
            self.outcome.problems += [ImportProblem(post.name, sentence) for post in group]
            for names in (self.outcome.created, self.outcome.updated):
                names.difference_update(post.name for post in group)

    def _jobs(self) -> list[Job]:
        """Each meetup with its posts, then each post that belongs to none."""
        by_name = {post.name: post for post in self.archive.proven}
        jobs: list[Job] = [
            (plan, [by_name[post.source.file_name] for post in plan.posts])
            for plan in self.archive.plans
        ]
        planned = {post.name for _plan, group in jobs for post in group}
        return jobs + [(None, [post]) for name, post in by_name.items() if name not in planned]

    def _write(self, plan: EventPlan | None, group: list[Prepared]) -> None:
        if plan is None:
            self._write_alone(group[0])
            return
        known = self._known(group)
        if len(known) == len(group) and all(self._is_done(known[p.name], plan) for p in group):
            for post in group:
                self._refresh(post, known[post.name])
            return
        self._write_event(plan, group, known)

    def _known(self, group: list[Prepared]) -> dict[str, ImportedSource]:
        names = [post.name for post in group]
        found = ImportedSource.objects.filter(file_name__in=names).select_related("post")
        return {known.file_name: known for known in found}

    def _is_done(self, known: ImportedSource, plan: EventPlan) -> bool:
        return known.post.events.filter(city__slug=plan.city).exists()

    def _write_event(
        self, plan: EventPlan, group: list[Prepared], known: dict[str, ImportedSource]
    ) -> None:
        writer = EventWriter(self.cast, self.cities[plan.city], plan)
        event = self._known_event(plan, known) or writer.event(
            self._topics(group), public=any(post.was_public for post in group)
        )
        teller = next((p for p in group if plan.teller is p.proposal), None)
        for post in group:
            if post.name in known:
                known[post.name].post.events.add(event)
                continue
            talks: dict[int, Talk] = {}
            if post is teller and post.name not in self.told and not event.talks.exists():
                talks, notes = writer.talks(event, post)
                self.told.add(post.name)
            else:
                notes = writer.more_files(event, post)
            writer.files(event, post)
            self.outcome.note(post.name, notes)
            self._create(post, talks, [event])

    def _known_event(self, plan: EventPlan, known: dict[str, ImportedSource]) -> Event | None:
        """The event that an earlier run made for posts of this group, whatever it is named now."""
        posts = [source.post for source in known.values()]
        return Event.objects.filter(posts__in=posts, city__slug=plan.city).first()

    def _topics(self, group: list[Prepared]) -> list[str]:
        return topics((tag for p in group for tag in p.proposal.source.tags), self.names)

    def _write_alone(self, post: Prepared) -> None:
        known = self._known([post])
        if known:
            self._refresh(post, known[post.name])
        else:
            self._create(post, {}, [])

    def _create(self, post: Prepared, talks: dict[int, Talk], events: list[Event]) -> None:
        row = rows.write_post(post, self._body(post, talks, events), talks)
        cities = [self.cities[slug] for slug in post.proposal.cities]
        rows.set_places(row, events, cities)
        row.tags.set(self._topics([post]))
        self.outcome.note(post.name, rows.lead_old_addresses(post, row, self.archive.config))
        self.outcome.created.add(post.name)

    def _body(self, post: Prepared, talks: dict[int, Talk], events: list[Event]) -> str:
        """The body; sections are moved only if their talks were written with this post."""
        source = post.proposal.source
        moved = post.layout.moved and set(talks) >= set(post.layout.summaries)
        layout = post.layout if moved else whole(post.proposal)
        body = layout.body({index: talk.slug for index, talk in talks.items()})
        body = self.media.replace_pictures(body, source, events[0] if events else None)
        for talk in talks.values():
            summary = self.media.replace_pictures(talk.summary, source, talk.event)
            if summary != talk.summary:
                talk.summary = summary
                talk.save()
        self.outcome.note(post.name, self.media.take_notes())
        return body

    def _refresh(self, post: Prepared, known: ImportedSource) -> None:
        """A second run: nothing for an equal source, the new text where nobody edited the old."""
        if known.sha256 == post.proposal.source.sha256:
            self.outcome.unchanged.add(post.name)
        elif rows.was_edited(known):
            message = _("the source has changed, but the post was edited here since: left alone")
            self.outcome.note(post.name, [Note(message)])
            self.outcome.left_alone.add(post.name)
        else:
            talks = rows.update_talks(known, post)
            events = list(known.post.events.all())
            self._keep_new_claims(post, talks, events)
            body = self._body(post, talks, events)
            rows.update_post(known.post, post, body)
            rows.remember(post, known.post, talks)
            self.outcome.updated.add(post.name)

    def _keep_new_claims(self, post: Prepared, talks: dict[int, Talk], events: list[Event]) -> None:
        """What the new source says of talks and files beside their text: added, never taken."""
        for index, talk in talks.items():
            if index < len(post.proposal.talks):
                claim = post.proposal.talks[index]
                city = talk.event.city.slug
                self.outcome.note(post.name, credit(self.cast, city, talk, claim))
                keep_links(claim.attachments, talk=talk)
        for event in events[:1]:
            keep_links(post.proposal.attachments, event=event)
